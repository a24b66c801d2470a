import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Look } from '../../src/connectors/kit/connector.ts';
import type { Clock } from '../../src/connectors/kit/http/gate.ts';
import type { HttpManners } from '../../src/connectors/kit/http/manners.ts';
import { type Http, openHttp } from '../../src/connectors/kit/http/open.ts';
import { newRequestLog, type RequestLog } from '../../src/connectors/kit/request-log.ts';
import { openBlobs } from '../../src/facts/store-blobs.ts';
import { type Instant, parseInstant } from '../../src/kernel/time.ts';

/** A look that asks over HTTP, without an engine. */
export function httpLook(options: Partial<Look> = {}): Look & { readonly log: RequestLog } {
  const log = newRequestLog();
  return {
    connection: 'test',
    at: parseInstant('2025-06-01T00:00:00Z') as Instant,
    log,
    signal: new AbortController().signal,
    environment: {},
    progress: () => undefined,
    note: () => undefined,
    keep: async () => undefined,
    recall: async () => undefined,
    remember: () => undefined,
    ...options,
  };
}

/** The same with what it keeps on disk: blobs and a folder of the connection's own. `end` ends the look: seals it, or stops it. */
export function keepingLook(dataDirectory: string, options: Partial<Look> = {}) {
  const blobs = openBlobs(dataDirectory);
  const works: ((sealed: boolean) => Promise<void>)[] = [];
  const evidence: string[] = [];
  const stopped = new AbortController();
  const folder = join(dataDirectory, 'connections', 'test');
  const look = httpLook({
    keep: async ({ name }) => void evidence.push(name),
    kept: { folder, put: (bytes) => blobs.put(bytes), get: (sha256) => blobs.get(sha256).catch(() => null) },
    over: (work) => void works.push(work),
    signal: stopped.signal,
    ...options,
  });
  const end = async (sealed: boolean) => {
    if (!sealed) stopped.abort();
    for (const work of works.splice(0)) await work(sealed);
  };
  return { look, folder, evidence, end };
}

/** A clock on which waiting takes no time: sleeping moves it on. */
export function instantClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = 0;
  return {
    slept,
    now: () => now,
    async sleep(milliseconds, signal) {
      slept.push(milliseconds);
      const until = now + milliseconds;
      await setImmediate();
      signal.throwIfAborted();
      now = Math.max(now, until);
    },
  };
}

/** The kit against a server of the test, as one token. */
export function httpTo(
  base: URL,
  manners: Partial<HttpManners> = {},
  { look = httpLook(), clock = instantClock() }: { look?: Look; clock?: Clock } = {},
): Http {
  return openHttp(look, { base, ...manners }, { clock, random: () => 0.5 });
}

export const asking = { headers: { authorization: 'Bearer token-of-the-test', accept: 'application/json' } };
