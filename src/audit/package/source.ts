import type { SealedFile } from '../assessment.ts';
import type { GivenResponse } from '../results/report-input.ts';

/** What opens a commitment, or that it was erased. */
export type SourceContent = { readonly salt: Uint8Array /** Canonical JSON. */; readonly content: string } | 'erased';

/** One entry of the log with the contents it commits to, by name. */
export interface SourceEntry {
  readonly leaf: number;
  /** ISO, milliseconds, Z. */
  readonly recorded: string;
  /** Canonical JSON. */
  readonly body: string;
  readonly contents: Readonly<Record<string, SourceContent>>;
}

/** Everything a package is made of, wherever it is kept. */
export interface PackageSource {
  /** The log's origin: first line of its checkpoints. */
  readonly origin: string;
  readonly checkpoint: { readonly size: number /** The signed note. */; readonly note: string };
  /** Verifier keys of the log, as text. */
  readonly keys: readonly string[];
  /** The sealed assessment, opened: its one content is the summary. */
  readonly assessment: SourceEntry;
  /** What management says to exceptions, as far as it is sealed below the checkpoint. */
  readonly responses: readonly GivenResponse[];
  /** Every entry below the checkpoint's size, in order, a batch at a time. */
  entries(): AsyncIterable<readonly SourceEntry[]>;
  /** The level-0 tile of this index at the checkpoint's size. */
  tile(index: number, width: number): Promise<Uint8Array>;
  /** The bytes of a file of rows that the assessment sealed. @throws Refusal when they are missing */
  rows(file: SealedFile): Promise<Uint8Array>;
  /** The bytes of a raw file that a look names. @throws Refusal when they are missing */
  blob(sha256: string): Promise<Uint8Array>;
  /** The text as a note signed by the log's key. */
  sign(text: string): string;
  /** The one-file verifier that goes along. */
  readonly verifier: Uint8Array;
}
