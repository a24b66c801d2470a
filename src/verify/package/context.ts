import type { Checkpoint } from '../core/checkpoint.ts';
import type { VerifyCrypto } from '../core/crypto.ts';
import { VerifyError } from '../core/failure.ts';
import type { LogKey } from '../core/log-keys.ts';
import type { VerifierKey } from '../core/note.ts';
import type { Shard } from './evidence-index.ts';
import type { Failures, Place } from './failure.ts';
import type { FoundFile, PackageFiles } from './files.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import type { Summary } from './summary.ts';

/** What the steps of a verification share. Steps that come later find here what earlier ones established. */
export interface Context {
  readonly crypto: VerifyCrypto;
  readonly files: PackageFiles;
  readonly failures: Failures;
  readonly manifest: Manifest;
  /** SHA-256 of manifest.json, lowercase hex. */
  readonly manifestSha256: string;
  readonly listed: ReadonlyMap<string, ManifestFile>;
  readonly found: ReadonlyMap<string, FoundFile>;
  /** Keys under which signatures are accepted: the pinned ones, else those the package claims. */
  readonly keys: readonly LogKey[];
  /** A checkpoint from outside the package, as a signed note. */
  readonly outside: string | null;
  readonly onProgress: (sentence: string) => void;

  /** The outside checkpoint, verified; null when there is none, or none that can be compared. Set by the tree's step. */
  outsideCheckpoint: Checkpoint | null;
  /** Set by the checkpoint's step. */
  checkpoint: Checkpoint | null;
  /** Set by the tree's step once the tiles lead to the checkpoint's root. */
  treeProven: boolean;
  /** The keys whose signatures held: on the manifest and on the checkpoint. */
  readonly signers: VerifierKey[];
  /** The keys that signed the outside checkpoint. */
  readonly outsideSigners: VerifierKey[];
  /** Set by the assessment's step. */
  summary: Summary | null;
  /** One bit for each leaf that is a fact carried with the package; set by the entries' step. */
  factLeaves: Uint8Array;
  /** Where the entries stand, and what of them was erased; set by the entries' step. */
  readonly shards: Shard[];
  readonly erased: { readonly leaf: number; readonly name: string }[];
  /** SHA-256 of the raw files that looks name; set by the entries' step. */
  readonly namedBlobs: Set<string>;
}

/** Whether a file can be read as part of the package. Reports nothing: the step for files has. */
export function isPresent({ listed, found }: Context, path: string): boolean {
  return listed.has(path) && found.get(path)?.type === 'file';
}

/** Whether a file that every package has can be read. Reports one that the manifest does not list; the step for files reports the others. */
export function requirePresent(context: Context, path: string): boolean {
  if (!context.listed.has(path))
    context.failures.add('file-missing', 'Every package has this file, and the manifest does not list it.', { file: path });
  return isPresent(context, path);
}

/** Runs something that throws `VerifyError` and reports what it says; and so with a file that the system does not let be read. */
export async function reporting<T>(failures: Failures, place: Place, work: () => T | Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof VerifyError) failures.add(error.code, error.message, place);
    else if (error instanceof Error && 'syscall' in error) failures.add('unreadable', `It could not be read: ${error.message}`, place);
    else throw error;
    return null;
  }
}

/** The listed files of a folder with this extension, in order. */
export function listedUnder({ manifest }: Context, prefix: string, suffix: string): readonly ManifestFile[] {
  return manifest.files.filter(({ path }) => path.startsWith(prefix) && path.endsWith(suffix));
}

/** The shards of a kind of evidence that are there, in order. Reports those whose number leaves a gap. */
export function presentShards(context: Context, prefix: string): readonly string[] {
  const listed = listedUnder(context, prefix, '.ndjson');
  const expected = listed.map((_, number) => `${prefix}${String(number).padStart(5, '0')}.ndjson`);
  const known = new Set(expected);
  for (const { path } of listed) {
    if (!known.has(path)) context.failures.add('file-extra', 'The numbers of these files run from 00000 without a gap.', { file: path });
  }
  return expected.filter((path) => isPresent(context, path));
}

/** A file of lines of evidence holds some. */
export function requireLines({ failures }: Context, path: string, lines: number): void {
  if (lines === 0) failures.add('line-malformed', 'The file has no line.', { file: path });
}

export function setBit(bits: Uint8Array, at: number): void {
  const byte = Math.floor(at / 8);
  bits[byte] = (bits[byte] as number) | (1 << (at % 8));
}

export function hasBit(bits: Uint8Array, at: number): boolean {
  return ((bits[Math.floor(at / 8)] ?? 0) & (1 << (at % 8))) !== 0;
}
