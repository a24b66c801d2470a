import { STATUS_CODES } from 'node:http';
import type { Endpoint } from '../contract/endpoint.ts';
import { Refusal, VendorError } from '../kernel/refusal.ts';
import { Fault, type PartError } from './fault.ts';

/** Problem details (RFC 9457). What is told of an error to whoever asked; the rest is for the log. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly request: string;
  readonly errors?: readonly PartError[];
}

export interface Told {
  readonly body: ProblemBody;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether nobody expected it: then the log gets the stack. */
  readonly unexpected: boolean;
}

export interface Telling {
  /** The id of the request. */
  readonly request: string;
  /** The endpoint that was asked, once it is known. */
  readonly endpoint?: Endpoint | undefined;
  /** Whether a refusal that the endpoint does not declare counts as a bug. */
  readonly strict: boolean;
}

interface Plain {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly PartError[];
}

/** What becomes of an error: a fault of the request, a rule of the domain, the world that could not be read, or a bug. */
export function tell(error: unknown, { request, endpoint, strict }: Telling): Told {
  const plain = plainly(error, endpoint, strict);
  const { status, code, detail, errors = [] } = plain;
  const body: ProblemBody = {
    type: `urn:tickmark:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code,
    request,
    ...(errors.length > 0 && { errors }),
  };
  return { body, headers: headersOf(error), unexpected: status === 500 };
}

function plainly(error: unknown, endpoint: Endpoint | undefined, strict: boolean): Plain {
  if (error instanceof Fault) return { status: error.status, code: error.code, detail: error.message, errors: error.errors };
  if (error instanceof Refusal) return refused(error, endpoint, strict);
  if (error instanceof VendorError) {
    const later = error.kind === 'rate-limited' || error.kind === 'unreachable';
    return { status: later ? 503 : 502, code: `vendor/${error.kind}`, detail: error.message };
  }
  const detail = 'This is a bug in Tickmark. What happened stands in its log, under the id of this request. What was written before is whole.';
  return { status: 500, code: 'unexpected', detail };
}

function refused({ code, message }: Refusal, endpoint: Endpoint | undefined, strict: boolean): Plain {
  const status = endpoint?.refuses?.[code] ?? lost[code];
  if (status === undefined && strict)
    return {
      status: 500,
      code: 'contract/undeclared-refusal',
      detail: `${endpoint?.key} refuses with ${code}, which it does not declare: ${message}`,
    };
  return { status: status ?? 422, code, detail: message };
}

/** What any endpoint may come upon: the ground under it is gone. */
const lost: Readonly<Record<string, number>> = {
  'database/lost': 503,
  'data-directory/full': 503,
  'data-directory/disk-broken': 503,
  'view/busy': 503,
  'view/out-of-memory': 503,
};

/** Seconds after which whoever was refused for want of room may ask again. */
const SOON = '5';

function headersOf(error: unknown): Readonly<Record<string, string>> {
  if (error instanceof Fault) return error.headers;
  return error instanceof Refusal && error.code === 'view/busy' ? { 'retry-after': SOON } : {};
}
