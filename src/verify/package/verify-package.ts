import { createHash } from 'node:crypto';
import { VerifyError } from '../core/failure.ts';
import { type LogKey, unlimited } from '../core/log-keys.ts';
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '../core/note.ts';
import { nodeVerifyCrypto } from '../node-crypto.ts';
import { verifyAssessment, verifySealedFiles } from './assessment.ts';
import { verifyBlobs } from './blobs.ts';
import { type Context, reporting } from './context.ts';
import { verifyDerived } from './derived.ts';
import { verifyEntries, verifyIndex } from './entries.ts';
import { type Failures, newFailures, type PackageFailure } from './failure.ts';
import { verifyFiles } from './file-hashes.ts';
import { type FoundFile, MANIFEST, type PackageFiles, readWhole } from './files.ts';
import { verifyFindings } from './findings.ts';
import { messageOf, parseCanonicalLine } from './lines.ts';
import { type Manifest, manifestOf } from './manifest.ts';
import { readSmallText, verifyManifestNote, verifyPackageCheckpoint } from './signatures.ts';
import { verifyTree } from './tree.ts';

export const KEY_FILE = 'key.txt';

/** What a package must withstand, in this order. Each step reports what is wrong and goes on. */
export const verificationSteps: readonly ((context: Context) => void | Promise<void>)[] = [
  verifyManifestNote,
  verifyFiles,
  verifyPackageCheckpoint,
  verifyTree,
  verifyAssessment,
  verifyEntries,
  verifyIndex,
  verifyBlobs,
  verifySealedFiles,
  verifyFindings,
  verifyDerived,
];

export interface VerifyOptions {
  /** Verifier keys that the reader trusts. */
  readonly pinned?: readonly VerifierKey[];
  /** A checkpoint of the same log that the reader got earlier, or elsewhere, as a signed note. */
  readonly outside?: string | null;
  readonly onProgress?: (sentence: string) => void;
  readonly steps?: typeof verificationSteps;
}

/**
 * `verified`: everything holds, and a trusted key or checkpoint stands behind it. `unpinned`: everything holds, but nobody says that
 * the signer is the right one. `broken`: something does not hold. `unreadable`: there is no package here to speak of.
 */
export type Verdict = 'verified' | 'unpinned' | 'broken' | 'unreadable';

export interface Verification {
  readonly verdict: Verdict;
  readonly failures: readonly PackageFailure[];
  /** All of them, also those beyond what is listed. */
  readonly failureCount: number;
  readonly manifest: Manifest | null;
  /** What the package claims as its keys. */
  readonly claimedKeys: readonly string[];
  readonly erased: number;
}

/** Verifies a package without network, server or trust in whoever made it. Never throws for what a package may hold. */
export async function verifyPackage(files: PackageFiles, options: VerifyOptions = {}): Promise<Verification> {
  const failures = newFailures();
  const opened = await openManifest(files, failures);
  if (opened === null) return resultOf(failures, 'unreadable', { manifest: null, claimedKeys: [], erased: 0 });
  const claimed = await readKeys(files, failures, opened);
  const pinned = options.pinned ?? [];
  const context = newContext({ files, failures, ...opened, keys: (pinned.length > 0 ? pinned : claimed).map(unlimited), options });
  for (const step of options.steps ?? verificationSteps) await step(context);
  if (options.steps === undefined) requireReached(context);
  const trusted = pinned.length > 0 || isVouchedFor(context);
  return resultOf(failures, trusted ? 'verified' : 'unpinned', {
    manifest: opened.manifest,
    claimedKeys: claimed.map(formatVerifierKey),
    erased: context.erased.length,
  });
}

function resultOf(failures: Failures, unbroken: Verdict, rest: Pick<Verification, 'manifest' | 'claimedKeys' | 'erased'>): Verification {
  return { verdict: verdictOf(failures, unbroken), failures: failures.all, failureCount: failures.count, ...rest };
}

/** What could not be read, or compared, is not thereby broken. */
const notRead: ReadonlySet<string> = new Set(['unreadable', 'outside-too-new']);

function verdictOf({ all, count }: Failures, unbroken: Verdict): Verdict {
  if (count === 0) return unbroken;
  return all.every(({ code }) => notRead.has(code)) ? 'unreadable' : 'broken';
}

/** Nothing counts as verified because a step found nothing to look at. */
function requireReached({ checkpoint, treeProven, summary, failures }: Context): void {
  const reached = checkpoint !== null && treeProven && summary !== null;
  if (!reached && failures.count === 0) failures.add('unreadable', 'The package could not be followed to its findings.');
}

/** An outside checkpoint vouches for the signer only if the same key signed it, the package's checkpoint and the manifest. */
function isVouchedFor({ outsideSigners, signers }: Context): boolean {
  const hashes = new Set(outsideSigners.map(formatVerifierKey));
  return hashes.size > 0 && signers.length > 0 && signers.every((key) => hashes.has(formatVerifierKey(key)));
}

const MAX_MANIFEST_BYTES = 256 * 1024 * 1024;

interface OpenedManifest {
  readonly manifest: Manifest;
  readonly manifestSha256: string;
  readonly found: ReadonlyMap<string, FoundFile>;
}

async function openManifest(files: PackageFiles, failures: Failures): Promise<OpenedManifest | null> {
  const place = { file: MANIFEST };
  try {
    const found = new Map<string, FoundFile>();
    for await (const file of files.list()) found.set(file.path, file);
    if (found.get(MANIFEST)?.type !== 'file') {
      failures.add(found.size > 0 ? 'file-missing' : 'unreadable', 'There is no manifest.json here.', place);
      return null;
    }
    const bytes = await readWhole(files, MANIFEST, MAX_MANIFEST_BYTES);
    const manifest = parseManifest(bytes);
    if (typeof manifest === 'string') failures.add('manifest-malformed', manifest, place);
    else return { manifest, manifestSha256: createHash('sha256').update(bytes).digest('hex'), found };
  } catch (error) {
    failures.add('unreadable', `The package could not be read: ${messageOf(error)}`, place);
  }
  return null;
}

/** Canonical JSON and one newline. */
function parseManifest(bytes: Uint8Array): Manifest | string {
  if (bytes.at(-1) !== 0x0a) return 'It does not end in a newline: it was cut off.';
  const parsed = parseCanonicalLine(bytes.subarray(0, -1));
  if (typeof parsed === 'string') return 'It is not canonical JSON (RFC 8785).';
  return manifestOf(parsed.value);
}

/** The keys that the package claims, one a line. They prove nothing by themselves: whoever makes a package chooses them. */
async function readKeys(files: PackageFiles, failures: Failures, { manifest, found }: OpenedManifest): Promise<VerifierKey[]> {
  const place = { file: KEY_FILE };
  if (!manifest.files.some(({ path }) => path === KEY_FILE))
    failures.add('file-missing', 'Every package has this file, and the manifest does not list it.', place);
  if (found.get(KEY_FILE)?.type !== 'file') return [];
  const keys = await reporting(failures, place, async () => claimedKeys(await readSmallText(files, KEY_FILE), manifest.log));
  return keys ?? [];
}

/** One key a line and nothing else, at least one, all of this log. @throws VerifyError `malformed-key` */
function claimedKeys(text: string, log: string): VerifierKey[] {
  if (!text.endsWith('\n')) throw new VerifyError('malformed-key', 'It does not end in a newline.');
  const keys = text
    .slice(0, -1)
    .split('\n')
    .map((line) => parseVerifierKey(nodeVerifyCrypto.sha256, line));
  const stranger = keys.find(({ name }) => name !== log);
  if (stranger !== undefined) throw new VerifyError('malformed-key', `A key of ${stranger.name} is none of this log.`);
  return keys;
}

/** Verifier keys, one a line. @throws VerifyError `malformed-key` */
export function parseKeyLines(text: string): VerifierKey[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => parseVerifierKey(nodeVerifyCrypto.sha256, line.trim()));
}

function newContext(input: OpenedManifest & { files: PackageFiles; failures: Failures; keys: readonly LogKey[]; options: VerifyOptions }): Context {
  const { files, failures, manifest, manifestSha256, found, keys, options } = input;
  return {
    crypto: nodeVerifyCrypto,
    files,
    failures,
    manifest,
    manifestSha256,
    listed: new Map(manifest.files.map((file) => [file.path, file])),
    found,
    keys,
    outside: options.outside ?? null,
    onProgress: options.onProgress ?? (() => undefined),
    outsideCheckpoint: null,
    checkpoint: null,
    treeProven: false,
    signers: [],
    outsideSigners: [],
    summary: null,
    factLeaves: new Uint8Array(),
    shards: [],
    erased: [],
    namedBlobs: new Set(),
  };
}
