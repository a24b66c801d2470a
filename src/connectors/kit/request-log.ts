import { createHash } from 'node:crypto';
import type { Json } from '../../kernel/canonical-json.ts';

/** Where an answer came from: asked of the vendor, kept from an earlier look and confirmed unchanged by the vendor, or asked by this look before it was stopped. */
export type AnswerFrom = 'vendor' | 'unchanged' | 'journal';

/** One thing that was asked of a system, and what came back: a line of the completeness sheet. */
export interface Request {
  /** The command, or method, path and query, as it was asked. Never a secret. */
  readonly asked: string;
  /** Exit status, or HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256 of all bytes that were read, after what must never be kept was taken out. */
  readonly sha256: string;
  /** Whom a request over HTTP was sent to. */
  readonly host?: string;
  /** What a query was asked with. */
  readonly variables?: Json;
  readonly from?: AnswerFrom;
  /** The page that was asked for, as the vendor counts it. */
  readonly page?: string;
}

export type RequestDetails = Partial<Pick<Request, 'host' | 'variables' | 'from' | 'page'>>;

export interface OpenRequest {
  /** Counts and hashes what was read. */
  read(chunk: Uint8Array): void;
  /** Instead of `read`: so many bytes of which the SHA-256 is known. */
  known(sha256: string, bytes: number): void;
  done(status: number, rows: number, details?: RequestDetails): void;
}

/** What a look cost. */
export interface LookCost {
  /** Requests that were sent, those asked again and those answered "not modified" included. */
  readonly sent: number;
  /** Of them, how many the vendor answered with "not modified". */
  readonly unchanged: number;
  /** Answers taken over from a look that was stopped, without asking. */
  readonly replayed: number;
  /** How often, and for how many milliseconds in all, a limit of the vendor was waited for. */
  readonly waits: number;
  readonly waited: number;
}

/** Everything that was asked during one look. */
export interface RequestLog {
  readonly requests: readonly Request[];
  /** Fields that were taken out of answers before anything was kept. */
  readonly scrubbed: readonly string[];
  /** By host: the SHA-256 fingerprint of the certificate that it showed, and who issued it. */
  readonly certificates: Readonly<Record<string, string>>;
  begin(asked: string): OpenRequest;
  scrub(field: string): void;
  showed(host: string, certificate: string): void;
  waited(milliseconds: number): void;
  cost(): LookCost;
}

export function newRequestLog(): RequestLog {
  const requests: Request[] = [];
  const scrubbed = new Set<string>();
  const certificates: Record<string, string> = {};
  const sent = { vendor: 0, unchanged: 0, journal: 0 };
  let waits = 0;
  let waited = 0;
  return {
    requests,
    certificates,
    get scrubbed() {
      return [...scrubbed].sort();
    },
    begin(asked) {
      const hash = createHash('sha256');
      let bytes = 0;
      let whole: string | null = null;
      return {
        read(chunk) {
          hash.update(chunk);
          bytes += chunk.length;
        },
        known(sha256, length) {
          whole = sha256;
          bytes = length;
        },
        done(status, rows, details = {}) {
          requests.push({ asked, status, rows, bytes, sha256: whole ?? hash.digest('hex'), ...details });
          if (details.from !== undefined) sent[details.from]++;
        },
      };
    },
    scrub: (field) => void scrubbed.add(field),
    showed(host, certificate) {
      certificates[host] = certificate;
    },
    waited(milliseconds) {
      waits++;
      waited += milliseconds;
    },
    cost: () => ({ sent: sent.vendor + sent.unchanged, unchanged: sent.unchanged, replayed: sent.journal, waits, waited }),
  };
}
