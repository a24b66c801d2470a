import type { Instant } from '../../../src/kernel/time.ts';
import { isLive, type Token } from '../token.ts';
import type { AppKey } from './app-jwt.ts';

/** The credentials that a pretend GitHub knows: those it was given, and those it gave out to installations of Apps. */
export interface Credentials {
  readonly appKeys: readonly AppKey[];
  /** The live one that a header `Authorization` carries; null for none, an unknown, an expired, a revoked one. */
  find(authorization: string | undefined, now: Instant): Token | null;
  add(token: Token): void;
}

/** @throws RangeError for a fine-grained token with a permission that GitHub gives to Apps only: no such token can be made there. */
export function makeCredentials(tokens: readonly Token[], appKeys: readonly AppKey[] = []): Credentials {
  for (const token of tokens) refuseImpossible(token);
  const known = new Map(tokens.map((token) => [token.token, token]));
  return {
    appKeys,
    find: (authorization, now) => {
      const token = known.get(secretOf(authorization) ?? '');
      return token !== undefined && isLive(token, now) ? token : null;
    },
    add: (token) => {
      refuseImpossible(token);
      known.set(token.token, token);
    },
  };
}

const FOR_APPS_ONLY = ['checks'];

function refuseImpossible({ kind, permissions }: Token): void {
  const wrong = FOR_APPS_ONLY.find((name) => kind === 'fine-grained' && permissions[name] !== undefined);
  if (wrong !== undefined)
    throw new RangeError(`GitHub has no permission \`${wrong}\` for fine-grained tokens: leave it out, or make the token one of an App.`);
}

/** What stands after `Bearer` or `token`, or the password of `Basic`. */
export function secretOf(authorization: string | undefined): string | null {
  const [scheme = '', value = ''] = (authorization ?? '').split(' ', 2);
  if (/^(bearer|token)$/i.test(scheme)) return value;
  if (/^basic$/i.test(scheme))
    return Buffer.from(value, 'base64')
      .toString()
      .replace(/^[^:]*:/, '');
  return null;
}

export function isJwt(secret: string | null): secret is string {
  return secret !== null && secret.split('.').length === 3;
}
