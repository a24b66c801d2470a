import { createHash } from 'node:crypto';

/** One thing that was asked of a system, and what came back: a line of the completeness sheet. */
export interface Request {
  /** The command or the path, as it was asked. */
  readonly asked: string;
  /** Exit status, or HTTP status. */
  readonly status: number;
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256 of all bytes that were read. */
  readonly sha256: string;
}

export interface OpenRequest {
  /** Counts and hashes what was read. */
  read(chunk: Uint8Array): void;
  done(status: number, rows: number): void;
}

/** Everything that was asked during one look. */
export interface RequestLog {
  readonly requests: readonly Request[];
  begin(asked: string): OpenRequest;
}

export function newRequestLog(): RequestLog {
  const requests: Request[] = [];
  return {
    requests,
    begin(asked) {
      const hash = createHash('sha256');
      let bytes = 0;
      return {
        read(chunk) {
          hash.update(chunk);
          bytes += chunk.length;
        },
        done(status, rows) {
          requests.push({ asked, status, rows, bytes, sha256: hash.digest('hex') });
        },
      };
    },
  };
}
