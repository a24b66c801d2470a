import { describe, expect, test } from 'vitest';
import { canonicalJson, parseStrictJson } from '../../kernel/canonical-json.ts';
import { checkSample } from './rederive.ts';
import { readSampleFile } from './sample-file.ts';
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
import { workpaperFiles } from './workpaper-files.ts';

const hostile = '=HYPERLINK("https://example.org") | <script>alert(1)</script> [x](y)';

/** A table as a reader of RFC 4180 sees it: a row by the names of its columns. */
function table(text: string): Record<string, string>[] {
  expect(text.startsWith('\uFEFF"')).toBe(true);
  const [columns = [], ...lines] = text
    .slice(1)
    .split('\r\n')
    .slice(0, -1)
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, field]) => (field ?? '').replaceAll('""', '"')));
  return lines.map((line) => {
    expect(line).toHaveLength(columns.length);
    return Object.fromEntries(columns.map((column, at) => [column, line[at] ?? '']));
  });
}

const rows = sealed({
  items: numbered(12, (at) => ({
    title: hostile,
    ...(at % 2 === 0 && { outcomes: { [check]: 'fail' as const } }),
    ...(at === 4 && { excludedBy: 'exclusion-1' }),
  })),
});
const [sample, added] = drawn(rows, 4, { more: 1 });
const firstDrawn = sample.items[0]!.item;
const engagement = engagementAfter(
  frozenAs(rows, 'sealed-1'),
  sample,
  added!,
  marked(firstDrawn, 'accept', { note: 'At first.' }),
  [marked(firstDrawn, 'exception', { note: `+1\n${hostile}` }), 'auditor-2'],
  { type: 'requested', request: 'r-1', title: '@list', control, due: '2026-02-01' },
  { type: 'request-moved', request: 'r-1', state: 'returned', comment: '-2+3', evidence: ['entry-1', 'entry-2'] },
  {
    type: 'settings-captured',
    assessment: { entry: 'sealed-1', leaf: 1, treeSize: 2, horizon: period.until },
    timing: 'late',
    settings: [{ name: 'review-every', written: '3 months', policy: null }],
  },
);
const files = new Map(workpaperFiles(inputOf(engagement, rows)).map((one) => [one.path, one.text]));
const file = (path: string) => files.get(path) ?? '';

test('the files are those that are promised, and no copy of a population', () => {
  const name = `${control}--${population}`;
  expect([...files.keys()].toSorted()).toEqual([
    'populations.csv',
    'requests.csv',
    `samples/${name}.json`,
    `tests/${name}.csv`,
    'workpapers.json',
    'workpapers.md',
  ]);
});

test('the data is one canonical value that says what it is', () => {
  const read = parseStrictJson(file('workpapers.json'));
  expect(read).toMatchObject({ format: 'tickmark-workpapers/1', controls: [{ control, tests: [{ method: 'sample' }] }] });
  expect(file('workpapers.json')).toBe(`${canonicalJson(read)}\n`);
});

test('a sample can be drawn again from its file and the rows', () => {
  expect(checkSample(readSampleFile(file(`samples/${control}--${population}.json`)), rows.items.get(population)!)).toEqual([]);
});

describe('the tables', () => {
  const matrix = table(file(`tests/${control}--${population}.csv`));

  test('have a line for each item to be tested, and for each failure outside the sample', () => {
    const failures = numbered(12).filter((_, at) => at % 2 === 1).length;
    const inside = matrix.filter((one) => one['standing'] !== 'outside');
    expect(inside).toHaveLength(5);
    expect(inside.filter((one) => one['standing'] === 'added')).toHaveLength(1);
    const failing = matrix.filter((one) => one[`${check} outcome`] === 'fail' || one[`${check} outcome`] === 'excluded; would fail');
    expect(failing).toHaveLength(failures);
    expect(matrix.filter((one) => one[`${check} outcome`] === 'excluded; would fail').map((one) => one['item'])).toEqual(['api@004']);
  });

  test('hold nothing that a spreadsheet takes for a formula', () => {
    const line = matrix.find((one) => one['item'] === firstDrawn);
    expect(line).toMatchObject({ [`${check} mark`]: 'exception', [`${check} note`]: `'+1 ${hostile}`, title: `'${hostile}` });
    expect(table(file('requests.csv'))).toMatchObject([
      { request: 'r-1', title: "'@list", what: 'requested', standsAt: 'returned', due: '2026-02-01' },
      { what: 'returned', comment: "'-2+3", evidence: 'entry-1 entry-2', by: 'auditor-1' },
    ]);
    const fields = [...files].filter(([path]) => path.endsWith('.csv')).flatMap(([, text]) => table(text).flatMap((line) => Object.values(line)));
    expect(fields.filter((field) => /(^|[,;|])[ "']*[=+@-]/.test(field.replaceAll("'", '\u0000')))).toEqual([]);
  });

  test('tell how each population was frozen', () => {
    expect(table(file('populations.csv'))).toMatchObject([
      { population, items: '12', phase: 'final', frozenBy: 'auditor-1', assessment: 'sealed-1', addedSince: '0', occurrence: '12 items.' },
    ]);
  });
});

describe('the document', () => {
  const text = file('workpapers.md');

  test('says test, sample and result in words, and who marked what before', () => {
    expect(text).toContain('A simple sample: 4 of 12 items, by the auditor’s judgement: A firm’s usual size; 1 added later.');
    expect(text).toMatch(/1 of 5 items marked as an exception; 4 without a mark(, of which \d fails?)?; upper limit 95 %: \d+\.\d %/);
    expect(text).toMatch(/before: accept; At first\.; auditor-1, 10 Jan 2026, 14:00/);
    expect(text).toContain('excluded; would fail');
    expect(text).toContain('> **To settle 1:** 4 of 5 cells (an item and what is asked of it) bear no mark.');
    expect(text).toContain('Captured after the period:');
  });

  test('shows what somebody wrote as text', () => {
    expect(text).not.toContain('<script>');
    expect(text).toContain('\\[x\\](y)');
  });

  test('gives no opinion', () => {
    expect(text).not.toMatch(/effective|certif|in our opinion|satisfactor|adequate/i);
  });
});

test('a document of nothing yet says so in each place', () => {
  const empty = sealed({ items: [] });
  const text = workpaperFiles(inputOf(engagementAfter(), empty)).find((one) => one.path === 'workpapers.md')?.text;
  for (const said of [
    'nobody knows whether any occurred',
    'Nothing was requested.',
    'The period was never moved.',
    'The settings were not captured.',
    'no items to test',
  ])
    expect(text).toContain(said);
  expect(text).not.toMatch(/did not occur/i);
});

test('a document tells what changed, what is void and what belongs nowhere', () => {
  const now = sealed({ items: numbered(13), unseen: [{ from: period.from, until: period.until, reason: 'denied', why: 'It may not be read.' }] });
  const state = engagementAfter(
    frozenAs(rows, 'sealed-1'),
    sample,
    { type: 'period-moved', period, reason: 'The company’s year was another' },
    frozenAs(rows, 'sealed-1'),
    marked('api@001', 'accept', { control: 'another-control' }),
    { type: 'closed', reason: 'Done.' },
  );
  const text = workpaperFiles(inputOf(state, rows, { current: now, report: reportOf(now) })).find((one) => one.path === 'workpapers.md')?.text;
  expect(text).toContain('> **To settle 1:** Title of changes: changed since it was frozen: of the items, 1 added and 12 changed.');
  expect(text).not.toContain('To settle 2');
  expect(text).toContain('before it was moved: The company’s year was another.');
  expect(text).toContain(`${control}, changes: 4 items drawn, seed ${sample.seed}, void`);
  expect(text).toContain('another-control, changes, api@001');
});

test('an id that could leave the folder, or would take another’s file, is refused', () => {
  const filesFor = (...ids: readonly string[]) => {
    const all = { ...rows, summary: { ...rows.summary, controls: ids.map((id) => ({ ...rows.summary.controls[0]!, id })) } };
    const controls = Object.fromEntries(ids.map((id) => [id, 1]));
    const state = engagementAfter({ type: 'pinned-again', pins: { ...opened.pins, controls }, reason: 'Again.' }, frozenAs(all, 'sealed-1'));
    return () => workpaperFiles(inputOf(state, all));
  };
  for (const ids of [['../x'], ['a\nb'], ['.hidden'], ['Access', 'access'], ['a/b', 'a--b']])
    expect(filesFor(...ids)).toThrow(expect.objectContaining({ code: 'workpapers/path' }));
  expect(filesFor('access')).not.toThrow();
});
