import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { VerifyError } from './core/failure.ts';
import type { VerifierKey } from './core/note.ts';
import { formatFailure } from './package/failure.ts';
import { folderFiles } from './package/folder.ts';
import { messageOf } from './package/lines.ts';
import { SIMULATED_NOTE } from './package/manifest.ts';
import { parseKeyLines, type Verdict, type Verification, verifyPackage } from './package/verify-package.ts';

/** Where a run of the verifier writes. Both take whole lines, without the newline. */
export interface VerifyIo {
  out(line: string): void;
  err(line: string): void;
  /** Told now and then how far it is; left out where nobody watches. */
  progress?(sentence: string): void;
}

/** Exit codes: 0 verified and pinned, 4 self-consistent but signer not pinned, 1 broken, 2 could not read. */
export const exitCodes: Readonly<Record<Verdict, number>> = { verified: 0, unpinned: 4, broken: 1, unreadable: 2 };

const usage = `Verifies a Tickmark audit package, offline.

  verify PACKAGE [--key FILE|KEY]... [--checkpoint FILE] [--json]

  --key         a verifier key you trust, or a file with one in each line; got from the company by another way than the package
  --checkpoint  a checkpoint of the same log that you got earlier or elsewhere
  --json        print the result as JSON

  Exit codes: 0 verified, and a key or checkpoint of yours stands behind it; 4 self-consistent, signer not pinned;
  1 broken, with each fault named; 2 could not be read.`;

interface Request {
  readonly folder: string;
  /** Keys, or files that hold some. */
  readonly keys: readonly string[];
  readonly checkpoint: string | null;
  readonly json: boolean;
}

/** What was given beside the package. */
interface Given {
  readonly pinned: readonly VerifierKey[];
  readonly outside: string | null;
}

/** Verifies the package that the arguments name and prints what came of it. @returns the exit code */
export async function runVerify(argv: readonly string[], io: VerifyIo): Promise<number> {
  const request = requestOf(argv);
  if (request === null) {
    io.out(usage);
    return 0;
  }
  if (typeof request === 'string') {
    io.err(request);
    return exitCodes.unreadable;
  }
  const given = await readGiven(request).catch((error: unknown) => messageOf(error));
  if (typeof given === 'string') {
    if (request.json) io.out(JSON.stringify(jsonOf(notBegun(given))));
    else io.err(given);
    return exitCodes.unreadable;
  }
  const { folder, json } = request;
  const { pinned, outside } = given;
  const result = await verifyPackage(folderFiles(folder), { pinned, outside, onProgress: (sentence) => io.progress?.(sentence) });
  if (json) io.out(JSON.stringify(jsonOf(result)));
  else print(result, given, io);
  return exitCodes[result.verdict];
}

/** What the arguments ask for; null when they ask for help; or a sentence for the person who typed them. */
function requestOf(argv: readonly string[]): Request | string | null {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
    if (values.help) return null;
    const [folder, ...others] = positionals;
    if (folder === undefined || others.length > 0) return `Say which package to verify.\n\n${usage}`;
    return { folder, keys: values.key ?? [], checkpoint: values.checkpoint ?? null, json: values.json ?? false };
  } catch (error) {
    return messageOf(error);
  }
}

const options = {
  key: { type: 'string', multiple: true },
  checkpoint: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads keys and checkpoint. Throws with a sentence when one cannot be read, or when there is no folder to hold them against. */
async function readGiven({ folder, keys, checkpoint }: Request): Promise<Given> {
  if (!(await isFolder(folder))) throw new Error(`There is no folder ${folder}.`);
  const pinned: VerifierKey[] = [];
  for (const key of keys) pinned.push(...(await readKeyArgument(key)));
  const outside = checkpoint === null ? null : await readFile(checkpoint, 'utf8');
  return { pinned, outside };
}

/** The result when there was nothing to begin with. */
function notBegun(sentence: string): Verification {
  return { verdict: 'unreadable', failures: [{ code: 'unreadable', sentence }], failureCount: 1, manifest: null, claimedKeys: [], erased: 0 };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (state) => state.isDirectory(),
    () => false,
  );
}

/** A key itself, or a file that holds keys. An empty file pins nothing, so it is refused. */
async function readKeyArgument(argument: string): Promise<VerifierKey[]> {
  const text = looksLikeKey.test(argument) ? argument : await readFile(argument, 'utf8');
  try {
    const keys = parseKeyLines(text);
    if (keys.length > 0) return keys;
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    throw new Error(`--key ${argument}: ${error.message}`);
  }
  throw new Error(`--key ${argument}: There is no key in it.`);
}

const looksLikeKey = /^[^+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/;

function jsonOf({ verdict, failures, failureCount, manifest, claimedKeys, erased }: Verification): object {
  const { log, checkpoint, period, assessment, simulated } = manifest ?? {};
  return { verdict, failures, failureCount, log, simulated, period, checkpoint, assessment, claimedKeys, erased };
}

function print(result: Verification, given: Given, io: VerifyIo): void {
  const { failures, failureCount, verdict } = result;
  printPackage(result, io);
  for (const failure of failures.slice(0, SHOWN)) io.out(formatFailure(failure));
  if (failureCount > SHOWN) io.out(`… and ${failureCount - SHOWN} more (--json lists up to 1,000).`);
  if (failures.length > 0) io.out('');
  io.out(conclusions[verdict](result, given));
}

const SHOWN = 50;

function printPackage({ manifest, erased }: Verification, io: VerifyIo): void {
  if (manifest === null) return;
  const { organization, period, checkpoint, log, files } = manifest;
  io.out(`${organization.name}, ${String(period.first)} to ${String(period.last)} (${String(period.zone)})`);
  io.out(`Log ${log}, ${checkpoint.size} entries, root ${checkpoint.root}; ${files.length} files`);
  if (manifest.simulated === true) io.out(SIMULATED_NOTE);
  if (erased > 0) io.out(`${erased} contents were erased; evidence/index.json lists them.`);
  io.out('');
}

const conclusions: Readonly<Record<Verdict, (result: Verification, given: Given) => string>> = {
  verified: (_result, { pinned }) =>
    `Verified: every file, entry and figure holds, and ${pinned.length > 0 ? 'a key you trust signed it' : 'the key of your checkpoint signed it'}.`,
  unpinned: ({ claimedKeys }) =>
    `Self-consistent, signer not pinned. Everything in the package agrees, but anybody could have made it all anew. Ask the company, by another way than this package, whether this is its key, and verify again with --key:\n${claimedKeys.join('\n')}`,
  broken: ({ failureCount }) => `Broken: ${failureCount === 1 ? 'one thing does' : `${failureCount} things do`} not hold.`,
  unreadable: () => 'The package could not be read, or not be held against your checkpoint.',
};
