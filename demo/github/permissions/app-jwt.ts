import { createPublicKey, verify } from 'node:crypto';
import type { Instant } from '../../../src/kernel/time.ts';

/** The key with which an App signs, as GitHub keeps it: only the public half. */
export interface AppKey {
  readonly app: number;
  /** PEM. */
  readonly publicKey: string;
}

export type JwtVerdict = { readonly app: number } | { readonly wrong: string };

const UNREADABLE = { wrong: 'A JSON web token could not be decoded' };
const TEN_MINUTES = 600;
/** GitHub lets the clock of the App be ahead by this many seconds. */
const DRIFT = 60;

/** Who signed it, if it is right: RS256 with the App's key, issued by the App, not yet over, and for ten minutes at most. */
export function verifyJwt(jwt: string, keys: readonly AppKey[], now: Instant): JwtVerdict {
  const [head = '', payload = '', signature = ''] = jwt.split('.');
  const claims = parsed(payload);
  const key = keys.find(({ app }) => String(app) === String(claims?.['iss']));
  if (parsed(head)?.['alg'] !== 'RS256' || claims === null || key === undefined) return UNREADABLE;
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${payload}`), createPublicKey(key.publicKey), Buffer.from(signature, 'base64url')))
    return UNREADABLE;
  return timesOf(claims, now / 1000) ?? { app: key.app };
}

function timesOf(claims: Readonly<Record<string, unknown>>, now: number): { readonly wrong: string } | null {
  const { iat, exp } = claims;
  if (typeof exp !== 'number' || exp <= now) {
    return { wrong: "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires" };
  }
  if (exp > now + TEN_MINUTES + DRIFT) return { wrong: "'Expiration time' claim ('exp') is too far in the future" };
  if (typeof iat !== 'number' || iat > now + DRIFT) {
    return { wrong: "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued" };
  }
  return null;
}

function parsed(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
