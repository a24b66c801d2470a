import { expect, test } from 'vitest';
import { headerLimits, retryAfter } from './limits.ts';
import type { Answer } from './manners.ts';

const limits = headerLimits({
  remaining: 'x-ratelimit-remaining',
  reset: 'x-ratelimit-reset',
  resource: 'x-ratelimit-resource',
  tooQuick: /secondary rate limit/i,
});
const DATE = 'Sun, 01 Jun 2025 10:00:00 GMT';
const NOW = Date.parse(DATE) / 1_000;

function answer(status: number, headers: Record<string, string>, json: unknown = {}): Answer {
  return { status, headers: new Headers({ date: DATE, ...headers }), body: new Uint8Array(), json };
}

const window = { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': String(NOW + 90), 'x-ratelimit-resource': 'core' };
const spent = { ...window, 'x-ratelimit-remaining': '0' };
const counted = { remaining: 12, resetsIn: 90_000, bucket: 'core', refusedFor: null };

test.each([
  ['nothing is told', answer(200, {}), null],
  ['what is left, by the clock of the vendor', answer(200, window), counted],
  ['a 403 that is none of limits', answer(403, window, { message: 'Resource not accessible' }), counted],
  ['the window is spent', answer(403, spent, { message: 'API rate limit exceeded' }), { ...counted, remaining: 0, refusedFor: 90_000 }],
  ['too quick, with a time', answer(403, { ...window, 'retry-after': '7' }), { ...counted, bucket: 'all', refusedFor: 7_000 }],
  [
    'too quick, without a time',
    answer(403, window, { message: 'You have exceeded a secondary rate limit.' }),
    { ...counted, bucket: 'all', refusedFor: 60_000, guessed: true },
  ],
  ['429', answer(429, { 'retry-after': '1' }), { remaining: null, resetsIn: null, bucket: 'all', refusedFor: 1_000 }],
  ['a query refused with status 200', answer(200, spent, { errors: [{ type: 'RATE_LIMITED' }] }), { ...counted, remaining: 0, refusedFor: 90_000 }],
  ['busy, come back', answer(503, { 'retry-after': '3' }), { remaining: null, resetsIn: null, bucket: 'all', refusedFor: 3_000 }],
  ['broken', answer(503, {}), null],
])('%s', (_name, given, standing) => {
  expect(limits(given)).toEqual(standing);
});

test('Retry-After may be a date, read by the clock of the vendor', () => {
  expect(retryAfter(new Headers({ date: DATE, 'retry-after': 'Sun, 01 Jun 2025 10:00:42 GMT' }))).toBe(42_000);
  expect(retryAfter(new Headers({ date: DATE, 'retry-after': 'soon' }))).toBeNull();
});
