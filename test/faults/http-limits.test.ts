import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/connectors/kit/http/gate.ts';
import { headerLimits } from '../../src/connectors/kit/http/limits.ts';
import type { HttpManners } from '../../src/connectors/kit/http/manners.ts';
import { openHttp } from '../../src/connectors/kit/http/open.ts';
import { httpLook, instantClock } from '../support/http-look.ts';
import { sendJson, type VendorServer, vendorServer } from '../support/vendor-server.ts';

/** Fault 23: limits. The vendor counts in the time of the client's own clock, so that a window of an hour takes no time. */
const servers: VendorServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const limits = headerLimits({ remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset', tooQuick: /secondary/i });
const EPOCH = Date.parse('2025-06-01T10:00:00Z');

interface Window {
  readonly from: number;
  used: number;
}

/** A bucket that is filled anew for each window, told in headers as whole seconds; and penalties, during which every request is a violation. */
function vendor(clock: Clock, { budget, seconds }: { budget: number; seconds: number }) {
  const windows: Window[] = [];
  let penaltyUntil = 0;
  let violations = 0;
  const now = () => EPOCH + clock.now();
  const window = () => {
    const last = windows.at(-1);
    if (last !== undefined && now() < last.from + seconds * 1_000) return last;
    const next = { from: Math.floor(now() / 1_000) * 1_000, used: 0 };
    windows.push(next);
    return next;
  };
  const headers = () => {
    const { from, used } = window();
    return {
      date: new Date(now()).toUTCString(),
      'x-ratelimit-remaining': String(Math.max(0, budget - used)),
      'x-ratelimit-reset': String(from / 1_000 + seconds),
    };
  };
  return {
    windows,
    counts: () => ({ violations }),
    penalize: (milliseconds: number) => {
      penaltyUntil = now() + milliseconds;
    },
    answer(response: ServerResponse, path: string) {
      if (now() < penaltyUntil) violations++;
      const current = window();
      if (current.used >= budget) {
        violations++;
        return sendJson(response, { message: 'API rate limit exceeded' }, { status: 403, headers: headers() });
      }
      current.used++;
      sendJson(response, { path }, { headers: headers() });
    },
    headers,
  };
}

async function serving(answer: Parameters<typeof vendorServer>[0]) {
  const server = await vendorServer(answer);
  servers.push(server);
  return server;
}

function asker(server: VendorServer, clock: Clock, manners: Partial<HttpManners> = {}) {
  const look = httpLook();
  const { fetch } = openHttp(look, { base: server.url, limits, longestWait: 7_200_000, ...manners }, { clock, random: () => 0.5 });
  return { look, ask: async (path: string) => (await fetch(`${server.url}${path}`)).status };
}

const many = (count: number) => Array.from({ length: count }, (_, n) => `thing-${n}`);

describe('a budget of 40 an hour, asked for 170 things at once', () => {
  async function asked(manners: Partial<HttpManners>) {
    const clock = instantClock();
    const counted = vendor(clock, { budget: 40, seconds: 3_600 });
    const server = await serving(({ path }, response) => counted.answer(response, path));
    const { ask, look } = asker(server, clock, { atOnce: 6, ...manners });
    const statuses = await Promise.all(many(170).map((path) => ask(path).catch(() => 0)));
    return { statuses, counted, look };
  }

  test('everything is answered, nothing is sent beyond the budget, and every hour is used up', async () => {
    const { statuses, counted, look } = await asked({});
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(counted.counts()).toEqual({ violations: 0 });
    expect(counted.windows.map((one) => one.used)).toEqual([40, 40, 40, 40, 10]);
    expect(look.log.cost().sent).toBe(170);
    expect(look.log.cost()).toMatchObject({ waits: 4, waited: expect.closeTo(4 * 3_600_000, -4) });
  });

  test('control: without the guard, requests are sent into the closed window and refused', async () => {
    const { statuses, counted } = await asked({ limits: () => null });
    expect(counted.counts().violations).toBe(130);
    expect(statuses.filter((one) => one !== 200)).toHaveLength(130);
  });
});

describe.each([
  ['429 with Retry-After', 429, { 'retry-after': '20' }, {}, 20_000],
  ['a secondary limit with Retry-After', 403, { 'retry-after': '20' }, { message: 'You have exceeded a secondary rate limit.' }, 20_000],
  ['a secondary limit without a time', 403, {}, { message: 'You have exceeded a secondary rate limit.' }, 60_000],
  ['503 with Retry-After', 503, { 'retry-after': '20' }, {}, 20_000],
] as const)('%s, in the middle of many', (_name, status, told, body, penalty) => {
  async function asked(manners: Partial<HttpManners>) {
    const clock = instantClock();
    const counted = vendor(clock, { budget: 10_000, seconds: 3_600 });
    let left = 25;
    const server = await serving(({ path }, response) => {
      if (--left === 0) {
        counted.penalize(penalty);
        return sendJson(response, body, { status, headers: { ...counted.headers(), ...told } });
      }
      counted.answer(response, path);
    });
    const { ask, look } = asker(server, clock, manners);
    const statuses = await Promise.all(many(60).map((path) => ask(path).catch(() => 0)));
    return { statuses, counted, look, clock };
  }

  test('nothing is sent until the time is over, and then everything is had', async () => {
    const { statuses, counted, look, clock } = await asked({});
    expect([new Set(statuses), counted.counts(), look.log.cost().sent]).toEqual([new Set([200]), { violations: 0 }, 61]);
    expect(clock.now()).toBe(penalty);
  });

  test('control: without the guard, requests are sent all the same', async () => {
    const { counted } = await asked({ limits: () => null });
    expect(counted.counts().violations).toBeGreaterThan(0);
  });
});

test('a wait that is too long ends the look, and says when to come back', async () => {
  const clock = instantClock();
  const server = await serving((_, response) => sendJson(response, {}, { status: 429, headers: { 'retry-after': '3600' } }));
  const { fetch } = openHttp(httpLook(), { base: server.url, limits }, { clock });
  const sentence = /takes no more requests until \d{4}-\d\d-\d\d \d\d:\d\d UTC\. Collect again then\./;
  await expect(fetch(server.url)).rejects.toMatchObject({ kind: 'rate-limited', message: expect.stringMatching(sentence) });
  expect(server.received).toHaveLength(1);
});

test('a vendor that only ever refuses is not asked for ever', async () => {
  const server = await serving((_, response) => sendJson(response, {}, { status: 429, headers: { 'retry-after': '1' } }));
  const { ask } = asker(server, instantClock());
  await expect(ask('x')).rejects.toMatchObject({ kind: 'rate-limited' });
  expect(server.received).toHaveLength(8);
});
