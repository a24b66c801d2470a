/** What can be wrong with something that is being verified. Stable: scripts and reports match on it. */
export type VerifyCode =
  | 'malformed-hash'
  | 'malformed-proof'
  | 'size-out-of-range'
  | 'root-mismatch'
  | 'malformed-tile'
  | 'malformed-note'
  | 'malformed-key'
  | 'malformed-checkpoint'
  | 'wrong-origin'
  | 'unknown-signer'
  | 'bad-signature'
  | 'key-not-valid'
  | 'malformed-entry'
  | 'malformed-commitment'
  | 'commitment-mismatch';

/** Verification said no. `code` says what kind of no, the message says it in one sentence. */
export class VerifyError extends Error {
  readonly code: VerifyCode;

  constructor(code: VerifyCode, sentence: string) {
    super(sentence);
    this.name = 'VerifyError';
    this.code = code;
  }
}
