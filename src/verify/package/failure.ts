import type { VerifyCode } from '../core/failure.ts';

/** What can be wrong with a package. Stable: scripts match on it. */
export type PackageCode =
  | VerifyCode
  | 'unreadable'
  | 'manifest-malformed'
  | 'manifest-note-differs'
  | 'unsafe-path'
  | 'not-a-file'
  | 'file-missing'
  | 'file-extra'
  | 'file-size'
  | 'file-altered'
  | 'checkpoint-differs'
  | 'outside-checkpoint'
  | 'outside-too-new'
  | 'line-malformed'
  | 'line-not-canonical'
  | 'line-unended'
  | 'line-too-long'
  | 'entry-misplaced'
  | 'entry-altered'
  | 'entry-missing'
  | 'entry-extra'
  | 'recorded-backwards'
  | 'simulated-differs'
  | 'content-missing'
  | 'content-extra'
  | 'content-left-out'
  | 'assessment-malformed'
  | 'assessment-differs'
  | 'sealed-file'
  | 'finding-malformed'
  | 'items-differ'
  | 'counts-differ'
  | 'leaf-not-carried'
  | 'exclusion-unknown'
  | 'blob-altered'
  | 'blob-missing'
  | 'blob-extra'
  | 'derived-differs';

/** One thing that is wrong, and where. */
export interface PackageFailure {
  readonly code: PackageCode;
  /** One sentence. */
  readonly sentence: string;
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  /** Place in the ledger. */
  readonly leaf?: number;
}

export type Place = Pick<PackageFailure, 'file' | 'line' | 'leaf'>;

/** Collects what is wrong: every count, and the first `limit` in full, so that a hostile package cannot fill the memory. */
export interface Failures {
  readonly all: readonly PackageFailure[];
  readonly count: number;
  add(code: PackageCode, sentence: string, place?: Place): void;
}

export function newFailures(limit = 1_000): Failures {
  const all: PackageFailure[] = [];
  let count = 0;
  return {
    all,
    get count() {
      return count;
    },
    add(code, sentence, place = {}) {
      count += 1;
      if (all.length < limit) all.push({ code, sentence, ...place });
    },
  };
}

/** `entry-altered  evidence/entries-00000.ndjson:12 (leaf 11)  The entry is not …` */
export function formatFailure({ code, sentence, file, line, leaf }: PackageFailure): string {
  const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}`;
  const at = leaf === undefined ? '' : ` (leaf ${leaf})`;
  return `${code}  ${place}${at}${place === '' && at === '' ? '' : '  '}${sentence}`;
}
