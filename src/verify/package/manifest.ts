import { fromBase64 } from '../core/bytes.ts';
import { isUuid } from '../core/sealed-entry.ts';
import { isSafePath } from './files.ts';
import { hasExactly, isCountValue, isHex32, isInstant, isListOf, isObject, isText, isWord, type Loose } from './shapes.ts';

export const PACKAGE_FORMAT = 'tickmark-package/1';

/** Stands on everything that comes from a log which began under a simulated clock. */
export const SIMULATED_NOTE = 'Simulated clock: made on pretend systems, at invented times. Nothing in it really happened.';

/** One file of a package, as the manifest names it. */
export interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  /** Lowercase hex. */
  readonly sha256: string;
}

/** What a package says it holds. */
export interface Manifest {
  readonly format: typeof PACKAGE_FORMAT;
  /** The version of Tickmark that wrote it. */
  readonly tickmark: string;
  readonly organization: { readonly id: string; readonly name: string };
  /** Origin of the log: first line of its checkpoints. */
  readonly log: string;
  /** The audited period, as the assessment names it. */
  readonly period: Loose;
  readonly checkpoint: { readonly size: number /** Base 64. */; readonly root: string };
  readonly assessment: { readonly entry: string; readonly leaf: number };
  /** True where the log was written under a simulated clock; else not there. */
  readonly simulated?: true;
  /** Every file but the manifest and its note, sorted by path in order of UTF-16 code units. */
  readonly files: readonly ManifestFile[];
}

/** The manifest that a value is, or a sentence saying why it is none. */
export function manifestOf(value: unknown): Manifest | string {
  if (!isObject(value)) return 'It is not an object.';
  if (value.format !== PACKAGE_FORMAT) return `Its format is not ${PACKAGE_FORMAT}.`;
  const { simulated, ...members } = value;
  if (!hasExactly(members, 'assessment', 'checkpoint', 'files', 'format', 'log', 'organization', 'period', 'tickmark'))
    return 'Its members are not those of the format.';
  if (Object.hasOwn(value, 'simulated') && simulated !== true) return 'simulated is true, or not there.';
  if (!isWord(value.tickmark)) return 'tickmark is the version of the program.';
  return partsFault(value) ?? filesFault(value.files) ?? (value as unknown as Manifest);
}

function partsFault({ log, organization, checkpoint, assessment, period }: Loose): string | null {
  if (!hasParts(organization, 'id', 'name') || !isUuid(organization.id) || !isText(organization.name)) return 'organization holds an id and a name.';
  if (log !== `tickmark/${organization.id}`) return 'log is not the log of the organization.';
  if (!hasParts(checkpoint, 'root', 'size') || !isCountValue(checkpoint.size) || !isText(checkpoint.root))
    return 'checkpoint holds a size and a root.';
  if (fromBase64(checkpoint.root)?.length !== 32) return 'The root is 32 bytes in base 64.';
  if (!hasParts(assessment, 'entry', 'leaf') || !isUuid(assessment.entry) || !isCountValue(assessment.leaf))
    return 'assessment holds an entry and a leaf.';
  if (!isObject(period) || !isInstant(period.from) || !isInstant(period.until)) return 'period holds from and until.';
  return null;
}

function hasParts(value: unknown, ...names: readonly string[]): value is Loose {
  return isObject(value) && hasExactly(value, ...names);
}

function filesFault(files: unknown): string | null {
  if (!isListOf(files, isManifestFile)) return 'files holds path, bytes and sha256 of each file.';
  const folded = new Set<string>();
  let previous = '';
  for (const { path } of files) {
    if (!isSafePath(path)) return `The path ${JSON.stringify(path)} may not stand in a package.`;
    if (path <= previous) return `The path ${path} stands twice or out of order.`;
    if (folded.has(path.toLowerCase())) return `The path ${path} differs from another in case only.`;
    folded.add(path.toLowerCase());
    previous = path;
  }
  return null;
}

function isManifestFile(value: unknown): value is ManifestFile {
  return isObject(value) && hasExactly(value, 'bytes', 'path', 'sha256') && isText(value.path) && isCountValue(value.bytes) && isHex32(value.sha256);
}

/** The text that the manifest's note signs. The first line keeps it apart from a checkpoint. */
export function manifestNoteText(log: string, sha256: string): string {
  return `${PACKAGE_FORMAT}\n${log}\n${sha256}\n`;
}
