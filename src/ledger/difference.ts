/** Where a stored log is not what was sealed. */
export interface LedgerDifference {
  readonly code:
    | 'entry-missing'
    | 'entry-changed'
    | 'recorded-backwards'
    | 'row-missing'
    | 'row-changed'
    | 'row-stray'
    | 'content-changed'
    | 'tile-changed'
    | 'tile-stray'
    | 'checkpoint-changed'
    | 'checkpoint-beyond';
  /** Table and place: `entry 17`, `fact of entry 17`, `tile 0/3`, `checkpoint 4096`. */
  readonly place: string;
  readonly sentence: string;
}

export function difference(code: LedgerDifference['code'], place: string, why: string): LedgerDifference {
  return { code, place, sentence: `${place}: ${why}.` };
}
