import { describe, expect, it } from 'vitest';
import { assessInTheEnd, handOver, live } from './live.ts';
import type { Tickmark } from './run-tickmark.ts';

const found = [
  { check: 'access/review-on-time', item: '2025-09-30', until: '2025-10-07T11:22:35.000Z' },
  { check: 'repository/scope-decided', item: 'left-behind', until: null },
  { check: 'change/approved-by-another', item: 'api@bad', until: '2025-03-01T00:00:00.001Z' },
  { check: 'record/device-check', item: '2025-06-30', until: null },
];
const drawn = { of: 2000, seed: 'aa', items: ['api@bad', 'api@one', 'web@two', 'web@three'].map((item) => ({ item })) };

/** Answers as Tickmark would, and keeps what it was asked. */
function pretendTickmark(exceptions: readonly object[], codes: Readonly<Record<string, number>> = {}) {
  const said: string[] = [];
  const shown = async (...args: readonly string[]) => {
    said.push(args.join(' '));
    return { code: codes[args[0] as string] ?? 0, out: `${args[0]} printed this` };
  };
  const read = async (...args: readonly string[]): Promise<unknown> => {
    said.push(args.join(' '));
    if (args[0] === 'results') return { controls: [{ exceptions }] };
    return args[0] === 'exclusion' ? [{ id: 'X-0007' }] : drawn;
  };
  const tickmark: Tickmark = { shown, begun: shown, asked: read, read, tell: () => undefined };
  const passUntil = async (until: string): Promise<void> => void said.push(`until ${until}`);
  return { said, life: { tickmark, passUntil, folder: '/demo', json: false } };
}

describe('the year as it is lived through', () => {
  it('captures settings on the day of the Type 1, and freezes weeks later', async () => {
    const { said, life } = pretendTickmark(found);
    await live(life);
    const order = [
      'until 2024-12-31',
      'engagement open type-1',
      'engagement settings type-1',
      'until 2025-01-20',
      'engagement freeze type-1',
      'until 2026',
    ];
    const places = order.map((begin) => said.findIndex((one) => one.startsWith(begin)));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('takes the items that it decides on from what was printed', async () => {
    const { said, life } = pretendTickmark(found);
    const assessment = await live(life);
    const code = await handOver(life);
    const containing = (...parts: string[]): number => said.filter((one) => parts.every((part) => one.includes(part))).length;
    expect(containing('exclusion request', 'left-behind', '--as p-004')).toBe(1);
    expect(containing('exclusion approve X-0007', '--as p-001')).toBe(1);
    expect(containing('respond', '2025-09-30')).toBe(1);
    expect(containing('respond', 'record/device-check', '2025-06-30')).toBe(1);
    expect(containing('engagement mark', 'api@one', '--mark accept')).toBe(1);
    expect(containing('engagement mark', 'web@two', '--mark not-tested')).toBe(1);
    expect(containing('engagement mark', '--item 2025-09-30', '--mark exception')).toBe(1);
    expect(containing('api@bad')).toBe(0);
    expect([code, assessment]).toEqual([0, 'assess printed this']);
  });

  it('is judged once more when everything was decided', async () => {
    const { said, life } = pretendTickmark(found);
    await live(life);
    await assessInTheEnd(life);
    expect(said.at(-1)).toBe('assess --audit type-2-2025');
  });

  it('decides on nothing where nothing was found', async () => {
    const { said, life } = pretendTickmark([]);
    await live(life);
    expect(said.filter((one) => /^(exclusion|respond)|--mark exception/.test(one))).toEqual([]);
  });

  it('writes no workpapers on a package that could not be written, or does not verify', async () => {
    for (const [command, code] of [
      ['export', 1],
      ['verify', 4],
    ] as const) {
      const { said, life } = pretendTickmark(found, { [command]: code });
      expect(await handOver(life)).toBe(code);
      expect(said.some((one) => one.includes('workpapers'))).toBe(false);
    }
  });
});
