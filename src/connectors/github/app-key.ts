import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { GitHubError } from './github-error.ts';

/** GitHub takes at most ten minutes; half a minute is left for clocks that differ. */
const LIVES = 9.5 * 60;
const EARLIER = 30;

/** GitHub's clock against ours, in seconds, as its answers tell. */
export interface HostClock {
  /** What to add to our own. */
  ahead: number;
}

/** Signs as the App, by GitHub's clock. `ahead`: how far that is ahead of ours, in seconds, where it was just found out. */
export type SignJwt = (app: string | number, ahead?: number) => Promise<{ jwt: string; expiresAt: string }>;

/** @throws GitHubError `unauthorized` for what is no private key */
export function appSigner(pem: string, clock: HostClock): SignJwt {
  const key = readKey(pem);
  return async (app, ahead = clock.ahead) => {
    const now = Math.floor(Date.now() / 1_000) + ahead - EARLIER;
    const until = now + LIVES;
    const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: now, exp: until, iss: app })}`;
    return {
      jwt: `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`,
      expiresAt: new Date(until * 1_000).toISOString(),
    };
  };
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new GitHubError('unauthorized', 'The private key of the App cannot be read. Give the whole file that GitHub made, from BEGIN to END.');
  }
}
