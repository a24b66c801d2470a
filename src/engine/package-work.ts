import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { sha256Hex } from '../kernel/hash.ts';
import { Refusal } from '../kernel/refusal.ts';
import { isoInstant } from '../kernel/time.ts';
import { formatVerifierKey } from '../verify/core/note.ts';
import { MANIFEST } from '../verify/package/files.ts';
import { type Manifest, manifestOf } from '../verify/package/manifest.ts';
import type { Verification } from '../verify/package/verify-package.ts';
import { type Exported, exportPackage } from './export.ts';
import type { Installation } from './installation.ts';
import { chooseAssessment } from './sealed-assessments.ts';
import type { Progress } from './work.ts';

type PackagePlace = Pick<Installation, 'dataDirectory'>;

/** What came of verifying a package; kept beside its folder, for whatever lies inside would be part of what is verified. */
export interface Verified {
  readonly verdict: Verification['verdict'];
  readonly sentence: string;
  readonly failures: number;
  readonly at: string;
  /** When the package was written, by the clock of the installation; null where it was put here. */
  readonly written: string | null;
  /** Of the manifest that was verified: another package under the same name was not. */
  readonly manifest: string;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$/;

/** Where packages stand. Written here, so that a name is all that anybody can choose. */
export function packagesFolder({ dataDirectory }: PackagePlace): string {
  return join(dataDirectory, 'packages');
}

/** @throws Refusal `package/name` for what could lead anywhere else */
export function packageFolder(place: PackagePlace, name: string): string {
  if (!NAME.test(name) || name.length > 100)
    throw new Refusal('package/name', `"${name}" is no name of a package. Write letters, digits and . _ -, such as type-2-2025.`);
  return join(packagesFolder(place), name);
}

type Told = Omit<Verified, 'manifest' | 'written'>;

export interface PackageRow {
  readonly name: string;
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  readonly checkpoint: number;
  readonly leaf: number;
  readonly period: { readonly audit: string | null; readonly type: 1 | 2; readonly first: string; readonly last: string } | null;
  readonly tickmark: string;
  readonly written: string;
  readonly verified: Told | null;
}

/** The packages that stand here, the newest first. What is no whole package is none. */
export async function listPackages(place: PackagePlace): Promise<PackageRow[]> {
  const names = await readdir(packagesFolder(place)).catch(nothingThere);
  const rows = await Promise.all(names.filter((one) => NAME.test(one) && !one.endsWith('.verified.json')).map((one) => rowOf(place, one)));
  return rows.filter((one) => one !== null).toSorted((a, b) => (a.written < b.written ? 1 : -1));
}

function nothingThere(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

async function rowOf(place: PackagePlace, name: string): Promise<PackageRow | null> {
  const manifest = await readManifest(place, name);
  if (manifest === null) return null;
  const { files, checkpoint, assessment, period, tickmark } = manifest.manifest;
  const kept = await readVerified(place, name, manifest.sha256);
  return {
    name,
    folder: `packages/${name}`,
    files: files.length,
    bytes: files.reduce((sum, one) => sum + one.bytes, 0),
    checkpoint: checkpoint.size,
    leaf: assessment.leaf,
    period: periodOf(period as Readonly<Record<string, unknown>>),
    tickmark,
    written: kept?.written ?? manifest.written,
    verified: kept && { verdict: kept.verdict, sentence: kept.sentence, failures: kept.failures, at: kept.at },
  };
}

function periodOf({ audit, type, first, last }: Readonly<Record<string, unknown>>): PackageRow['period'] {
  if (typeof first !== 'string' || typeof last !== 'string' || (type !== 1 && type !== 2)) return null;
  return { audit: typeof audit === 'string' ? audit : null, type, first, last };
}

interface ReadManifest {
  readonly manifest: Manifest;
  readonly sha256: string;
  readonly written: string;
}

async function readManifest(place: PackagePlace, name: string): Promise<ReadManifest | null> {
  const path = join(packageFolder(place, name), MANIFEST);
  try {
    const [text, { mtime }] = [await readFile(path, 'utf8'), await stat(path)];
    const manifest = manifestOf(JSON.parse(text));
    return typeof manifest === 'string' ? null : { manifest, sha256: sha256Hex(text), written: mtime.toISOString() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || error instanceof SyntaxError) return null;
    throw error;
  }
}

async function readVerified(place: PackagePlace, name: string, manifest: string): Promise<Verified | null> {
  const text = await readFile(`${packageFolder(place, name)}.verified.json`, 'utf8').catch(() => null);
  const kept = text === null ? null : verifiedIn(text);
  return kept?.manifest === manifest ? kept : null;
}

/** Null for what is cut off: writing it was stopped, and the package is to be verified again. */
function verifiedIn(text: string): Verified | null {
  try {
    return JSON.parse(text) as Verified;
  } catch {
    return null;
  }
}

/** @throws Refusal `package/unknown` */
export async function requirePackage(place: PackagePlace, name: string): Promise<ReadManifest> {
  const found = await readManifest(place, name);
  if (found !== null) return found;
  const have = (await listPackages(place)).map((one) => one.name).join(', ') || 'none';
  throw new Refusal('package/unknown', `There is no whole package "${name}" in the data directory. There are: ${have}.`);
}

export interface PackageWanted {
  readonly audit: string;
  readonly name: string;
  readonly checkpoint: 'first' | 'newest';
  readonly replace: boolean;
}

/** Says at once what would be in the way. @throws Refusal `package/exists`, `package/name`, `export/no-assessment` */
export async function refusePackage(installation: Installation, { audit, name, replace }: PackageWanted): Promise<void> {
  packageFolder(installation, name);
  await chooseAssessment(installation, { audit }, 'export/no-assessment');
  if (!replace && (await readManifest(installation, name)) !== null)
    throw new Refusal('package/exists', `There is a package "${name}" already. Choose another name, or say that it may be replaced.`);
}

/** How a job tells of itself, and is stopped. */
export interface Doing {
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface MadePackage extends Pick<Exported, 'files' | 'bytes' | 'exceptions' | 'unknowns' | 'checkpointSize' | 'keys'> {
  readonly name: string;
  readonly verified: Told;
}

/** Writes a package and verifies what stands there then. */
export async function makePackage(
  installation: Installation,
  { audit, name, checkpoint, replace }: PackageWanted,
  { progress, signal }: Doing,
): Promise<MadePackage> {
  const out = packageFolder(installation, name);
  const exported = await exportPackage(installation, {
    ...{ audit, out, replace },
    ...(checkpoint === 'newest' && { checkpoint }),
    onProgress: (sentence) => progress(sentence),
  });
  const { files, bytes, exceptions, unknowns, checkpointSize, keys } = exported;
  const written = isoInstant(installation.clock());
  return {
    name,
    files,
    bytes,
    exceptions,
    unknowns,
    checkpointSize,
    keys,
    verified: await verifyAndKeep(installation, { name, written }, { progress, signal }),
  };
}

/** Verifies a package with the keys of this log, as an auditor does who was given them by another way, and keeps what came of it. */
export async function verifyAndKeep(
  installation: Installation,
  { name, written }: { readonly name: string; readonly written?: string },
  { progress, signal }: Doing,
): Promise<Told> {
  const { sha256 } = await requirePackage(installation, name);
  const folder = packageFolder(installation, name);
  progress('Verifying with the one-file verifier that the package carries, too');
  const found = await verifiedApart(folder, await packageKeys(installation), signal);
  const told = { verdict: found.verdict, sentence: sentenceOf(found), failures: found.failureCount, at: isoInstant(installation.clock()) };
  const before = await readVerified(installation, name, sha256);
  const kept: Verified = { ...told, written: written ?? before?.written ?? null, manifest: sha256 };
  await writeFile(`${folder}.verified.json`, `${JSON.stringify(kept)}\n`);
  return told;
}

type Found = Pick<Verification, 'verdict' | 'failures' | 'failureCount' | 'erased'>;

/** Exit codes of the verifier that come with a verdict. */
const TOLD = [0, 1, 2, 4];

/** In a process of its own, so that the server goes on answering: Tickmark's own verifier, never the one that lies in the package. */
async function verifiedApart(folder: string, keys: readonly string[], signal: AbortSignal): Promise<Found> {
  const verifier = fileURLToPath(new URL('../verify/verify.mjs', import.meta.url));
  const args = [verifier, folder, '--json', ...keys.flatMap((key) => ['--key', key])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], signal, env: {} });
  const [out, err] = [text(child.stdout), text(child.stderr)];
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === null || !TOLD.includes(code)) throw new Error(`The verifier ended with ${code}: ${await err}`);
  return JSON.parse(await out) as Found;
}

function sentenceOf({ verdict, failures, failureCount, erased }: Found): string {
  const rest = erased === 0 ? '' : ` Of ${erased} contents only the seal stands: they were erased.`;
  if (verdict === 'verified') return `Every file, entry and figure holds, and the key is that of this log.${rest}`;
  if (verdict === 'unpinned') return `Everything holds, but nobody says that the signer is the right one.${rest}`;
  if (verdict === 'unreadable') return 'There is no package here to speak of.';
  const [first] = failures;
  return `${failureCount} ${failureCount === 1 ? 'thing does' : 'things do'} not hold${first === undefined ? '' : `; the first: ${first.sentence}`}`;
}

/** The verifier keys of this log, oldest first. */
export async function packageKeys({ keeper, organization }: Pick<Installation, 'keeper' | 'organization'>): Promise<string[]> {
  return (await keeper.keyring(organization.id)).map(({ key }) => formatVerifierKey(key));
}
