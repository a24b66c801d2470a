import { createHash, randomBytes } from 'node:crypto';

const LIFETIME = 10 * 60_000;
const MOST = 20;

/** Keys that open a session once. Only their hashes are held: what is read out of memory opens nothing. */
export interface OneTimeLinks {
  /** @returns the address to open, and until when it works */
  make(): { readonly address: string; readonly until: number };
  /** Uses a key up. @returns whether it was one, and in time */
  take(key: string): boolean;
}

export interface LinkOptions {
  /** Of the server: `http://127.0.0.1:7460`. */
  readonly origin: () => string;
  /** The real time; a simulated clock stands still. */
  readonly now: () => number;
}

export function openOneTimeLinks({ origin, now }: LinkOptions): OneTimeLinks {
  const waiting = new Map<string, number>();
  const forgetOld = () => {
    for (const [hash, until] of waiting) if (until <= now() || waiting.size > MOST) waiting.delete(hash);
  };
  return {
    make() {
      const key = randomBytes(32).toString('base64url');
      const until = now() + LIFETIME;
      waiting.set(hashOf(key), until);
      forgetOld();
      return { address: `${origin()}/open?key=${key}`, until };
    },
    take(key) {
      forgetOld();
      return waiting.delete(hashOf(key));
    },
  };
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
