/**
 * A rule of the domain said no. Safe to show to the person who asked.
 *
 * `code` is stable and machine-readable (`area/what`); `sentence` says what is wrong and what to do.
 */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string, sentence: string) {
    super(sentence);
    this.name = 'Refusal';
    this.code = code;
  }
}

export type VendorErrorKind = 'unauthorized' | 'forbidden' | 'rate-limited' | 'unreachable' | 'unexpected-shape' | 'truncated';

/** The world could not be read. Becomes a gap in the scope it concerns, never a pass or a fail. */
export class VendorError extends Error {
  readonly kind: VendorErrorKind;

  constructor(kind: VendorErrorKind, sentence: string) {
    super(sentence);
    this.name = 'VendorError';
    this.kind = kind;
  }
}
