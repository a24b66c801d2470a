/** Where a part of a request was wrong, and what was expected there. */
export interface PartError {
  /** `query.limit` */
  readonly at: string;
  readonly expected: string;
}

export type FaultStatus = 400 | 401 | 403 | 404 | 405 | 410 | 413 | 414 | 415 | 421 | 422 | 503;

/** The request itself is wrong, before any rule of the domain is asked. Safe to show to whoever asked. */
export class Fault extends Error {
  readonly status: FaultStatus;
  readonly code: string;
  readonly errors: readonly PartError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: FaultStatus,
    code: string,
    sentence: string,
    more: { readonly errors?: readonly PartError[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(sentence);
    this.name = 'Fault';
    this.status = status;
    this.code = code;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }
}
