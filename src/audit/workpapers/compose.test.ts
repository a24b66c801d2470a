import { describe, expect, test } from 'vitest';
import { sampleControl, sampleException } from '../exports/testing/sample-parts.ts';
import { workpapers } from './compose.ts';
import {
  check,
  control,
  drawn,
  engagementAfter,
  frozenAs,
  inputOf,
  marked,
  numbered,
  opened,
  period,
  population,
  reportOf,
  sealed,
} from './testing/sample-papers.ts';
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

describe('an empty population', () => {
  const gap = { from: period.from, until: period.until, reason: 'denied' as const, why: 'The token may not read it.' };
  const empty = sealed({ items: [] });
  const said = (papers: Workpapers) => papers.populations[0]?.occurrence;

  test('did not occur where it is final and all of the period was seen', () => {
    const papers = workpapers(inputOf(engagementAfter(frozenAs(empty, 'sealed-1')), empty));
    expect(said(papers)).toEqual({ state: 'did-not-occur', sentence: 'Did not occur: the whole period was seen, and there was no item.' });
    const { upperLimit } = onlyAttribute(onlyTest(papers));
    expect(upperLimit).toMatchObject({ population: 0, at90: null, at95: null });
    expect(onlyTest(papers).notes).toContain('Did not occur: the whole period was seen, and there was no item.');
  });

  test.each([
    ['was not frozen', engagementAfter(), empty],
    ['was frozen before the period closed', engagementAfter(frozenAs(empty, 'sealed-1', { phase: 'interim' })), empty],
    [
      'was not seen to the end',
      engagementAfter({
        ...frozenAs(empty, 'sealed-1'),
        assessment: { entry: 'sealed-1', leaf: 9, treeSize: 9, horizon: '2025-12-31T22:59:59.999Z' },
      }),
      empty,
    ],
    ['has a gap', engagementAfter(frozenAs(sealed({ items: [], unseen: [gap] }), 'sealed-1')), sealed({ items: [], unseen: [gap] })],
  ])('that %s is not known', (_, engagement, rows) => {
    const found = said(workpapers(inputOf(engagement, rows)));
    expect(found?.state).toBe('not-known');
    expect(found?.sentence).toMatch(/^No item was seen, and nobody knows whether any occurred: /);
  });
});

describe('a period that was moved', () => {
  test('leaves everything that it voided, and marks that say what they were made on', () => {
    const rows = sealed({ items: numbered(10) });
    const engagement = engagementAfter(frozenAs(rows, 'sealed-1'), ...drawn(rows, 4), marked(drawn(rows, 4)[0].items[0]!.item, 'accept'), {
      type: 'period-moved',
      period: { ...period, last: '2026-01-31', until: '2026-01-31T23:00:00.000Z' },
      reason: 'The year of the company ends in January.',
    });
    const papers = workpapers(inputOf(engagement, rows));
    expect(papers.voided).toMatchObject([
      {
        reason: 'The year of the company ends in January.',
        period: { last: '2025-12-31' },
        frozen: [{ population, items: 10, by: 'auditor-1' }],
        samples: [{ control, population, size: 4 }],
      },
    ]);
    expect(papers.engagement.period.last).toBe('2026-01-31');
    const found = onlyTest(papers);
    expect(found).toMatchObject({ method: 'census', sample: null });
    expect(found.notes).toEqual([
      'The population has not been frozen: what stands here is of the newest assessment, and may change.',
      '1 mark was made on a population frozen before, which no longer counts.',
    ]);
    expect(papers.notes).toHaveLength(1);
  });
});

describe('a population that changed after it was frozen', () => {
  test('is shown as it was, with the keys that were added, removed and changed', () => {
    const then = sealed({ items: numbered(4) });
    const now = sealed({
      items: numbered(5)
        .slice(1)
        .map((one) => (one.item === 'api@003' ? { ...one, title: 'Another title' } : one)),
    });
    const papers = workpapers(inputOf(engagementAfter(frozenAs(then, 'sealed-1')), then, { current: now, report: reportOf(now) }));
    expect(papers.populations[0]).toMatchObject({
      items: 4,
      sha256: then.summary.populations[0]?.sha256,
      changedSince: { sha256: now.summary.populations[0]?.sha256, items: 4, added: ['api@005'], removed: ['api@001'], changed: ['api@003'] },
    });
    expect(keysOf(onlyTest(papers).items)).toEqual(['api@001', 'api@002', 'api@003', 'api@004']);
  });

  test('and one that did not, says nothing', () => {
    const rows = sealed({ items: numbered(4) });
    expect(workpapers(inputOf(engagementAfter(frozenAs(rows, 'sealed-1')), rows)).populations[0]?.changedSince).toBeNull();
  });

  test('is not written from rows that were not frozen, or are not there', () => {
    const rows = sealed({ items: numbered(4) });
    const engagement = engagementAfter(frozenAs(rows, 'sealed-1'));
    const others = new Map([['sealed-1', sealed({ items: numbered(3) })]]);
    expect(() => workpapers(inputOf(engagement, rows, { assessments: others }))).toThrow(
      expect.objectContaining({ code: 'workpapers/not-as-frozen' }),
    );
    expect(() => workpapers(inputOf(engagement, rows, { assessments: new Map() }))).toThrow(
      expect.objectContaining({ code: 'workpapers/assessment' }),
    );
  });
});

test('a control has a test for each population that its checks ask, and says where none does', () => {
  const rows = sealed(
    { items: numbered(2), checks: [check, 'change/ticket-reference'] },
    { id: 'branches', items: numbered(1), checks: ['branch/protected'] },
  );
  const pins = { ...opened.pins, controls: { [control]: 1, 'without-checks': 3 }, checks: { [check]: 1, 'branch/protected': 2 } };
  const engagement = engagementAfter({ type: 'pinned-again', pins, reason: 'A new version.' }, frozenAs(rows, 'sealed-1'));
  const { controls, populations } = workpapers(inputOf(engagement, rows));
  expect(
    controls.map((one) => [one.control, one.version, one.tests.map((each) => [each.population, each.attributes.map(({ attribute }) => attribute)])]),
  ).toEqual([
    [
      control,
      1,
      [
        [population, [check, 'change/ticket-reference']],
        ['branches', ['branch/protected']],
      ],
    ],
    ['without-checks', 3, []],
  ]);
  expect(controls[0]?.tests[0]?.counts.items).toBe(4);
  expect(controls[0]?.tests[0]?.notes).toEqual(['The engagement pins no version of change/ticket-reference; it was judged by version 1.']);
  expect(controls[0]?.tests[1]?.notes).toContain('The engagement pins version 2 of branch/protected; it was judged by version 1.');
  expect(controls[1]?.notes).toContain('No check asks whether it operated: Tickmark has no items to test.');
  expect(populations.map((one) => [one.population, one.frozen?.phase ?? null])).toEqual([
    [population, 'final'],
    ['branches', null],
  ]);
});

test('requests keep what was said to them; looks are told by connection; management’s response stands beside the item', () => {
  const look = { connection: 'github', connector: 'github', scopes: 2, feeds: ['changes'], leaf: 3 };
  const looks = [
    { ...look, look: 'look-2', startedAt: '2025-02-01T00:00:00.000Z', identity: 'app-1', rows: 10, requests: 4 },
    { ...look, look: 'look-1', startedAt: '2025-01-01T00:00:00.000Z', identity: 'app-0', rows: 30, requests: 6 },
  ];
  const reconciliations = [{ source: 'the commit graph', expected: 3, counted: 2, differences: ['abc belongs to no change.'] }];
  const rows = sealed({ items: numbered(1, () => ({ outcomes: { [check]: 'fail' } })), looks, reconciliations });
  const response = { cause: 'A move.', response: 'It was read afterwards.', action: null, due: null, by: 'person-1', at: '2026-01-05T00:00:00.000Z' };
  const report = reportOf(rows, { controls: [sampleControl(control, { exceptions: [sampleException(check, 'api@001', { response })] })] });
  const engagement = engagementAfter(
    frozenAs(rows, 'sealed-1'),
    { type: 'requested', request: 'r-1', title: 'The list of movers', control, due: '2026-02-01' },
    [{ type: 'request-moved', request: 'r-1', state: 'provided', comment: 'Here it is.', evidence: ['entry-9'] }, 'person-1'],
    { type: 'commented', request: 'r-1', comment: 'Thank you.' },
    [{ type: 'difference-explained', population, difference: 'abc belongs to no change.', explanation: 'First word.' }, 'person-1'],
    [{ type: 'difference-explained', population, difference: 'abc belongs to no change.', explanation: 'A mirror.' }, 'person-1'],
  );
  const papers = workpapers(inputOf(engagement, rows, { report }));
  expect(papers.requests).toMatchObject([
    {
      request: 'r-1',
      state: 'provided',
      history: [
        { state: 'provided', by: 'person-1', evidence: ['entry-9'] },
        { state: null, comment: 'Thank you.' },
      ],
    },
  ]);
  expect(papers.controls[0]?.requests).toEqual(['r-1']);
  expect(papers.populations[0]?.completeness).toMatchObject({
    looks: 2,
    sources: [
      {
        connection: 'github',
        identities: ['app-0', 'app-1'],
        looks: 2,
        first: '2025-01-01T00:00:00.000Z',
        last: '2025-02-01T00:00:00.000Z',
        rows: 40,
        requests: 10,
      },
    ],
    reconciliations,
    explanations: [{ difference: 'abc belongs to no change.', explanation: 'A mirror.', by: 'person-1' }],
  });
  expect(onlyTest(papers).items[0]?.cells[0]?.response).toEqual(response);
});
