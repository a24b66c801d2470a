import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newUuid, systemId } from '../kernel/ids.ts';
import { holdsAt } from '../kernel/spans.ts';
import { FOREVER, type Instant, instant, span } from '../kernel/time.ts';
import { existed, type Gap, gapsAt, gapsWithin, latest, type Subject, type Version, versionAt } from './timeline.ts';

fc.configureGlobal({ numRuns: 500 });

const LINE = 12;
const points = Array.from({ length: LINE }, (_, at) => instant(at));

function version(state: string, from: number, until: number): Version<string> {
  const [begins, ends] = [instant(from), instant(until)];
  return { state, from: begins, until: ends, notBefore: begins, endsNotBefore: ends, basis: 'look', leaf: from };
}

function subject(versions: readonly Version<string>[]): Subject<string> {
  return { id: newUuid(), vendorId: '1', system: systemId('github', '42'), feed: 'accounts', scope: '', versions, gaps: [] };
}

/** Sorted, disjoint versions, some of which touch. */
const someVersions = fc
  .uniqueArray(fc.integer({ min: 0, max: LINE }), { minLength: 2, maxLength: 9 })
  .map((cuts) => cuts.toSorted((a, b) => a - b))
  .chain((cuts) => fc.tuple(fc.constant(cuts), fc.array(fc.boolean(), { minLength: cuts.length, maxLength: cuts.length })))
  .map(([cuts, keep]) => cuts.slice(1).flatMap((until, i) => (keep[i] ? [version(String(i), cuts[i] as number, until)] : [])))
  .filter((versions) => versions.length > 0);

describe('versions', () => {
  test('exactly the one in force answers for an instant, and none where the subject was gone', () => {
    fc.assert(
      fc.property(someVersions, (versions) => {
        const one = subject(versions);
        for (const at of points) {
          const inForce = versions.filter(({ from, until }) => at >= from && at < until);
          expect(inForce.length).toBeLessThanOrEqual(1);
          expect(versionAt(one, at)).toBe(inForce[0]);
          expect(holdsAt(existed(one), at)).toBe(inForce.length === 1);
        }
      }),
    );
  });

  test('existing is one span across a change of state, and two across an absence; it tells nothing of the states', () => {
    const one = subject([version('a', 0, 4), version('b', 4, 6), version('a', 9, FOREVER)]);
    expect(existed(one)).toEqual([span(instant(0), instant(6)), span(instant(9), FOREVER)]);
    expect(existed(one).map((each) => Object.keys(each))).toEqual([
      ['from', 'until'],
      ['from', 'until'],
    ]);
  });

  test('the latest is what was last said, gone or not', () => {
    expect(latest(subject([version('a', 0, 4), version('b', 6, 8)])).state).toBe('b');
  });
});

describe('gaps', () => {
  const gap = (from: number, until: number): Gap => ({ ...span(instant(from), instant(until)), reason: 'denied', why: 'No.' });
  const someGaps = fc.array(
    fc.tuple(fc.nat({ max: LINE - 2 }), fc.integer({ min: 1, max: 8 })).map(([from, length]) => gap(from, from + length)),
    { maxLength: 5 },
  );
  const someWithin = fc
    .tuple(fc.nat({ max: LINE - 2 }), fc.integer({ min: 1, max: 8 }))
    .map(([from, length]) => span(instant(from), instant(from + length)));

  test('within a span are clipped to it, and lose nothing inside', () => {
    fc.assert(
      fc.property(someGaps, someWithin, (gaps, within) => {
        const clipped = gapsWithin(gaps, within);
        for (const at of points) {
          const inside = at >= within.from && at < within.until;
          expect(gapsAt(clipped, at)).toHaveLength(inside ? gapsAt(gaps, at).length : 0);
        }
        for (const one of clipped) expect(one).toMatchObject({ reason: 'denied', why: 'No.' });
        for (const one of clipped) expect(one.from).toBeLessThan(one.until);
      }),
    );
  });

  test('that only touch a span are not within it', () => {
    expect(gapsWithin([gap(0, 5), gap(8, 9)], span(instant(5), instant(8)))).toEqual([]);
    expect(gapsWithin([gap(0, 9)], span(instant(5), instant(8)))).toEqual([gap(5, 8)]);
  });

  test('at an instant include the first and exclude the last', () => {
    const all = [gap(2, 4), gap(4, 6)];
    expect([1, 2, 3, 4, 5, 6].map((at) => gapsAt(all, at as Instant).map(({ from }) => from))).toEqual([[], [2], [2], [4], [4], []]);
  });
});
