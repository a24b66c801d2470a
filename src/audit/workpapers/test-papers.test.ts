import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellKey } from '../../workflows/engagements/engagement-state.ts';
import { workpapers } from './compose.ts';
import { check, control, drawn, engagementAfter, frozenAs, inputOf, marked, numbered, population, sealed } from './testing/sample-papers.ts';
import type { ItemPaper, TestPaper, Workpapers } from './workpapers.ts';

function onlyTest(papers: Workpapers): TestPaper {
  const tests = papers.controls.flatMap((one) => one.tests);
  expect(tests).toHaveLength(1);
  return tests[0]!;
}

function onlyAttribute(test: TestPaper) {
  expect(test.attributes).toHaveLength(1);
  return test.attributes[0]!;
}

const keysOf = (items: readonly ItemPaper[]) => items.map((one) => one.item);

describe('a census', () => {
  const rows = sealed({ items: numbered(4, (at) => (at === 2 ? { outcomes: { [check]: 'fail' } } : {})) });

  test('shows every item; one that fails without a mark counts as a deviation and is not marked for the auditor', () => {
    const engagement = engagementAfter(
      frozenAs(rows, 'sealed-1'),
      marked('api@001', 'accept'),
      marked('api@004', 'not-tested', { note: 'Out of time.' }),
    );
    const found = onlyTest(workpapers(inputOf(engagement, rows)));
    expect(found).toMatchObject({ population, method: 'census', sample: null, outsideSample: [] });
    expect(found.items.map((one) => [one.item, one.standing, one.cells[0]?.mark?.mark ?? null])).toEqual([
      ['api@001', 'census', 'accept'],
      ['api@002', 'census', null],
      ['api@003', 'census', null],
      ['api@004', 'census', 'not-tested'],
    ]);
    expect(found.items[1]?.cells[0]?.machine).toMatchObject({ outcome: 'fail', because: 'It is fail.', leaves: [7, 9], excludedBy: null });
    const { counts, upperLimit } = onlyAttribute(found);
    expect(counts).toEqual({ items: 4, tested: 1, accepted: 1, exceptions: 0, notTested: 1, unmarked: 2, unmarkedFails: 1 });
    expect(found.counts).toEqual(counts);
    expect(upperLimit).toMatchObject({ population: 4, tested: 3, deviations: 1, untested: 1 });
  });

  test('of all items tested, the limit is the rate itself', () => {
    const { upperLimit } = onlyAttribute(onlyTest(workpapers(inputOf(engagementAfter(frozenAs(rows, 'sealed-1')), rows))));
    expect(upperLimit).toMatchObject({ at90: 0.25, at95: 0.25, untestedAsDeviations: null });
    expect(upperLimit.notes).toEqual(['4 of 4 items have no mark; there, what Tickmark judged counts.']);
  });
});

describe('a sample', () => {
  const rows = sealed({ items: numbered(30) });
  const engagement = engagementAfter(frozenAs(rows, 'sealed-1'), ...drawn(rows, 5, { more: 3 }));

  test('says how it was drawn and what was added, why and by whom', () => {
    const found = onlyTest(workpapers(inputOf(engagement, rows)));
    expect(found.sample).toMatchObject({ size: 5, strata: 1, by: 'auditor-1', at: '2026-01-10T11:00:00.000Z' });
    expect(found.sample?.seed).toMatch(/^[0-9a-f]{64}$/);
    expect(found.sample?.extensions).toMatchObject([{ reason: 'An item could not be explained.', by: 'auditor-1', at: '2026-01-10T12:00:00.000Z' }]);
    expect(found.items.map((one) => one.standing).toSorted()).toEqual([...Array(3).fill('added'), ...Array(5).fill('drawn')]);
    expect(keysOf(found.items)).toEqual(keysOf(found.items).toSorted());
  });

  test('that was added to has a limit with a note on what it supposes', () => {
    const { upperLimit } = onlyAttribute(onlyTest(workpapers(inputOf(engagement, rows))));
    expect(upperLimit).toMatchObject({ population: 30, tested: 8, deviations: 0 });
    expect(upperLimit.notes).toContainEqual(expect.stringMatching(/^3 items were added later; the limit supposes a simple random sample/));
  });

  test('in strata has such a note, too', () => {
    const state = engagementAfter(frozenAs(rows, 'sealed-1'), ...drawn(rows, 5, { strata: 4 }));
    const { upperLimit } = onlyAttribute(onlyTest(workpapers(inputOf(state, rows))));
    expect(upperLimit.notes).toContainEqual(expect.stringMatching(/^The sample was drawn in 4 strata; the limit supposes/));
  });

  test('hides no failure that lies outside it', () => {
    const failing = sealed({ items: numbered(30, () => ({ outcomes: { [check]: 'fail' } })) });
    const state = engagementAfter(frozenAs(failing, 'sealed-1'), ...drawn(failing, 5));
    const found = onlyTest(workpapers(inputOf(state, failing)));
    expect(found.outsideSample).toHaveLength(25);
    expect(found.outsideSample.every((one) => one.standing === 'outside' && one.cells[0]?.machine?.outcome === 'fail')).toBe(true);
    expect(found.notes).toContain('25 items outside the sample fail by what Tickmark judged; listed below it.');
    expect(found.counts.items).toBe(5);
  });

  test('that allows for fewer deviations than are known says so', () => {
    const { items: sampled } = onlyTest(workpapers(inputOf(engagement, rows)));
    const inside = new Set(keysOf(sampled));
    const others = sealed({ items: numbered(30).map((one) => (inside.has(one.item) ? one : { ...one, outcomes: { [check]: 'fail' as const } })) });
    const found = onlyTest(workpapers(inputOf(engagement, others, { assessments: new Map([['sealed-1', others]]) })));
    expect(found.outsideSample).toHaveLength(22);
    expect(onlyAttribute(found).upperLimit.notes).toContain(
      'Of all 30 items, 22 fail by what Tickmark judged: more than the limit that the sample gives.',
    );
  });

  test('of a population that was frozen anew has no limit, and keeps what is not in it any more', () => {
    const [event] = drawn(rows, 30);
    const later = sealed({ items: numbered(32).slice(2) });
    const state = engagementAfter(frozenAs(rows, 'early', { phase: 'interim' }), event, marked('api@001', 'accept'), frozenAs(later, 'sealed-1'));
    const assessments = new Map([
      ['early', rows],
      ['sealed-1', later],
    ]);
    const papers = workpapers(inputOf(state, later, { assessments }));
    const found = onlyTest(papers);
    expect(found.items).toHaveLength(30);
    expect(found.items.filter((one) => one.member === null).map((one) => [one.item, one.cells[0]?.machine])).toEqual([
      ['api@001', null],
      ['api@002', null],
    ]);
    expect(onlyAttribute(found).upperLimit).toMatchObject({ at90: null, at95: null, untestedAsDeviations: null });
    expect(found.notes).toEqual([
      'The sample was drawn from another population than the one that counts.',
      '2 items to be tested are not in the population that counts.',
      '1 mark was made on a population frozen before, which no longer counts.',
    ]);
    expect(papers.populations[0]).toMatchObject({ frozen: { phase: 'final' }, earlier: [{ phase: 'interim', items: 30 }], items: 30 });
  });
});

describe('marks', () => {
  const rows = sealed({ items: numbered(3, (at) => (at === 3 ? { outcomes: { [check]: 'fail' }, excludedBy: 'exclusion-1' } : {})) });

  test('of a second auditor come to stand over the first, and the history stays', () => {
    const engagement = engagementAfter(frozenAs(rows, 'sealed-1'), marked('api@001', 'exception', { note: 'No ticket.' }), [
      marked('api@001', 'accept', { note: 'The ticket was found.' }),
      'auditor-2',
    ]);
    const cell = onlyTest(workpapers(inputOf(engagement, rows))).items[0]?.cells[0];
    expect(cell?.mark).toEqual({ mark: 'accept', note: 'The ticket was found.', outcome: 'pass', by: 'auditor-2', at: '2026-01-10T12:00:00.000Z' });
    expect(cell?.earlier).toEqual([{ mark: 'exception', note: 'No ticket.', outcome: 'pass', by: 'auditor-1', at: '2026-01-10T11:00:00.000Z' }]);
  });

  test('decide over what was judged: an excluded item deviates only until it is accepted', () => {
    const frozen = frozenAs(rows, 'sealed-1');
    const without = onlyAttribute(onlyTest(workpapers(inputOf(engagementAfter(frozen), rows))));
    expect(without.upperLimit).toMatchObject({ deviations: 1, tested: 3 });
    expect(without.upperLimit.notes).toContain('1 item would fail and is excluded; without a mark, that counts as a deviation.');
    const engagement = engagementAfter(frozen, marked('api@003', 'accept', { note: 'Agreed.', outcome: 'fail' }));
    const accepted = onlyAttribute(onlyTest(workpapers(inputOf(engagement, rows))));
    expect(accepted.upperLimit).toMatchObject({ deviations: 0, tested: 3 });
    expect(accepted.upperLimit.notes).toContain('1 item that fails by what Tickmark judged is marked as accepted.');
  });

  test('made when something else was judged say so', () => {
    const engagement = engagementAfter(frozenAs(rows, 'sealed-1'), marked('api@001', 'exception', { outcome: 'unknown' }));
    expect(onlyAttribute(onlyTest(workpapers(inputOf(engagement, rows)))).upperLimit.notes).toContain(
      '1 mark was made when Tickmark judged the item otherwise.',
    );
  });

  test('on what is not to be tested are listed and not counted; of a control that is not pinned they are kept apart', () => {
    const many = sealed({ items: numbered(20) });
    const [sample] = drawn(many, 1);
    const stranger = numbered(20).find(({ item }) => item !== sample.items[0]?.item)!.item;
    const engagement = engagementAfter(
      frozenAs(many, 'sealed-1'),
      sample,
      marked(stranger, 'exception', { note: 'Seen by chance.' }),
      marked('gone', 'accept'),
      marked(stranger, 'accept', { control: 'another-control' }),
      { ...sample, control: 'another-control' },
    );
    const papers = workpapers(inputOf(engagement, many));
    const found = onlyTest(papers);
    expect(keysOf(found.outsideSample)).toEqual([stranger, 'gone']);
    expect(found.outsideSample[1]?.member).toBeNull();
    expect(found.counts).toMatchObject({ items: 1, exceptions: 0 });
    expect(found.notes).toContain('2 items that are not to be tested bear marks; listed, and not counted.');
    expect(papers.unplaced.marks).toMatchObject([{ control: 'another-control', item: stranger, marks: [{ mark: 'accept' }] }]);
    expect(papers.unplaced.samples).toMatchObject([{ control: 'another-control', population, size: 1 }]);
  });

  test('each stand in the workpapers once, whatever was marked', () => {
    const items = numbered(8, (at) => (at % 3 === 0 ? { outcomes: { [check]: 'fail' } } : {}));
    const all = sealed({ items });
    const mark = fc
      .record({
        item: fc.constantFrom('gone', ...items.map((one) => one.item)),
        mark: fc.constantFrom('accept' as const, 'exception' as const, 'not-tested' as const),
        control: fc.constantFrom(control, control, 'other'),
        population: fc.constantFrom(population, population, 'other'),
        attribute: fc.constantFrom(check, check, 'other'),
      })
      .map(({ item, mark: said, ...more }) => marked(item, said, more));
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 20 }), fc.nat(8), (marks, size) => {
        const engagement = engagementAfter(frozenAs(all, 'sealed-1'), ...(size === 0 ? [] : drawn(all, size)), ...marks);
        const papers = workpapers(inputOf(engagement, all));
        const found = onlyTest(papers);
        const placed = [...found.items, ...found.outsideSample].flatMap(({ item, cells }) =>
          cells
            .filter((one) => one.mark !== null)
            .map((one) => [cellKey(control, population, item, one.attribute), [...one.earlier, one.mark]] as const),
        );
        const apart = papers.unplaced.marks.map((one) => [cellKey(one.control, one.population, one.item, one.attribute), one.marks] as const);
        const shown = [...placed, ...apart].map(([key, said]) => [key, said.map((one) => one?.mark)] as const);
        expect(new Set(shown.map(([key]) => key)).size).toBe(shown.length);
        expect(new Map(shown)).toEqual(new Map([...engagement.cells].map(([key, cell]) => [key, cell.marks.map((one) => one.mark)])));
        const { items: cells, tested, notTested, unmarked, accepted, exceptions } = found.counts;
        expect(tested + notTested + unmarked).toBe(cells);
        expect(accepted + exceptions).toBe(tested);
      }),
      { numRuns: 200 },
    );
  });
});
