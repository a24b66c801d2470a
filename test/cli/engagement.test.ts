import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Audited, audited, controlFiles, peopleText, recordsOnly, scopeText, vulnerabilitiesText, vulnerability } from '../support/audited.ts';
import { type Ran, tooWide } from '../support/cli.ts';
import { type Frozen, refused, type Shown } from '../support/engaged.ts';
import { runAs } from '../support/server.ts';
import { handedOver } from './engagement-handed-over.ts';

/** An auditor's engagement as it is typed, from its opening in the middle of the year to the package that carries it. */

const summer = '2025-07-10T00:00:00Z';
const winter = '2026-01-10T00:00:00Z';
let at = summer;
let here: Audited;

const run = (...args: string[]): Promise<Ran> => here.run(at, args);
const engagement = (...args: string[]): Promise<Ran> => run('engagement', ...args);

beforeAll(async () => {
  here = await audited({
    'tickmark.yaml': recordsOnly,
    'records/scope.yaml': scopeText(),
    'records/people.yaml': peopleText,
    ...controlFiles,
    'records/vulnerabilities.yaml': vulnerabilitiesText(27),
  });
  expect((await run('collect')).code).toBe(0);
});
afterAll(() => here.remove());

async function shown(id = 'e1'): Promise<Shown> {
  const { code, out } = await engagement('show', id, '--json');
  expect(code).toBe(0);
  return JSON.parse(out) as Shown;
}

async function frozenOf(population: string): Promise<Frozen> {
  return (await shown()).frozen.findLast((one) => one.population === population) as Frozen;
}

describe('opening', () => {
  const open = (id: string, auditor: string, as: string) =>
    engagement('open', id, '--audit', 'year', '--firm', 'Firm LLP', '--auditor', auditor, '--as', as);

  test('before anything was begun, the list says how to begin', async () => {
    const { code, out } = await engagement();
    expect([code, tooWide(out)]).toEqual([0, []]);
    expect(out).toContain('No engagement was begun yet.');
  });

  test('an audit is assessed before it is engaged', async () => {
    expect(await refused(open('e1', 'aud-1=Ada Auditor', 'p-001'), 'engagement/no-assessment')).toContain('tickmark assess');
    expect((await run('assess', '--audit', 'year', '--fail-on', 'never')).code).toBe(0);
  });

  test.each([
    ['by somebody the records do not name', 'e1', 'aud-1=Ada Auditor', 'p-009', 'actor/unknown'],
    ['by somebody who left', 'e1', 'aud-1=Ada Auditor', 'p-004', 'actor/left'],
    ['by an auditor of another', 'e1', 'aud-1=Ada Auditor', 'aud-2', 'actor/unknown'],
    ['with an auditor without a name', 'e1', 'aud-1', 'p-001', 'cli/auditor'],
    ['with somebody of the company as the auditor', 'e1', 'p-003=Cam Example', 'p-001', 'engagement/not-outside'],
    ['with somebody who left the company as the auditor', 'e1', 'p-004=Dee Example', 'p-001', 'engagement/not-outside'],
    ['with an id of nothing', '', 'aud-1=Ada Auditor', 'p-001', 'engagement/id'],
    ['with an id that samples cannot name', 'e1\nforged', 'aud-1=Ada Auditor', 'p-001', 'engagement/id'],
    ['with an id that leads out of a folder', '../e1', 'aud-1=Ada Auditor', 'p-001', 'engagement/id'],
  ])('%s it is refused', async (_what, id, auditor, as, code) => {
    await refused(open(id, auditor, as), code);
  });

  test('it pins versions, is shown and listed, and stands once; another is opened by its auditor', async () => {
    const { code, out } = await open('e1', 'aud-1=Ada Auditor', 'p-001');
    expect([code, tooWide(out)]).toEqual([0, []]);
    expect(out).toMatch(/^e1 {2}Firm LLP, year \(2025-01-01 to 2025-12-31\), 0 frozen,/);
    expect(out).toMatch(/Pinned: Tickmark 0\.0\.0-test, \d+ controls, \d+ checks\./);
    await refused(open('e1', 'aud-1=Ada Auditor', 'p-001'), 'engagement/exists');
    expect((await open('e2', 'aud-2=Bea Auditor', 'aud-2')).code).toBe(0);
    expect((await engagement('show', 'e1')).out).toBe(out);
    const listed = await engagement('list');
    expect([listed.out.match(/^e[12] {2}Firm LLP/gm), tooWide(listed.out)]).toEqual([['e1  Firm LLP', 'e2  Firm LLP'], []]);
    expect(await refused(engagement('show', 'e9'), 'engagement/unknown')).toContain('There are: e1, e2.');
  });

  test('the auditor lets another in, but nobody of the company', async () => {
    await refused(engagement('add-auditor', 'e1', '--auditor', 'aud-3=Cleo Auditor', '--as', 'p-001'), 'engagement/not-its-auditor');
    await refused(engagement('add-auditor', 'e1', '--auditor', 'p-002=Ben Example', '--as', 'aud-1'), 'engagement/not-outside');
    const { out } = await engagement('add-auditor', 'e1', '--auditor', 'aud-3=Cleo Auditor', '--as', 'aud-1');
    expect(out).toContain('Auditors: Ada Auditor (aud-1), Cleo Auditor (aud-3).');
  });
});

describe('while the period is still running', () => {
  test('settings are captured inside it', async () => {
    const { code, out } = await engagement('settings', 'e1', '--as', 'p-001');
    expect([code, tooWide(out)]).toEqual([0, []]);
    expect(out.replace(/\s+/g, ' ')).toMatch(/^\d+ settings captured as of 2025-07-10T\S+Z, inside the period/);
    expect(out).toContain('vulnerability.high.within: 30 days');
  });

  test('populations are frozen as interim alone', async () => {
    expect(await refused(engagement('freeze', 'e1', '--as', 'p-001'), 'engagement/too-early')).toContain('--interim');
    const wanted = ['--population', 'vulnerabilities', '--population', 'record/control-review'];
    const { code, out } = await engagement('freeze', 'e1', ...wanted, '--interim', '--as', 'p-001');
    expect([code, tooWide(out)]).toEqual([0, []]);
    expect(out).toMatch(/^2 populations frozen for 2025-01-01 to 2025-12-31\n {2}vulnerabilities {2}27 items, interim\n {2}[0-9a-f]{64}\n/);
    expect(await refused(engagement('freeze', 'e1', '--population', 'nope', '--as', 'p-001'), 'engagement/no-population')).toContain(
      'vulnerabilities',
    );
    await refused(engagement('freeze', 'e1', '--interim', '--as', 'aud-2'), 'actor/unknown');
  });

  test('a sample of the interim population is drawn', async () => {
    const args = ['--control', 'vulnerability-repair', '--population', 'vulnerabilities', '--as', 'aud-1'];
    expect((await engagement('sample', 'e1', ...args, '--size', '3', '--why', 'A first visit')).code).toBe(0);
  });
});

describe('once it has closed', () => {
  beforeAll(() => {
    here.records.commit({ at: '2026-01-02T10:00:00Z', files: { 'records/vulnerabilities.yaml': vulnerabilitiesText(52) } });
    at = winter;
  });

  test('it must have been seen to its end: an assessment as known in summer is too early', async () => {
    expect((await run('collect')).code).toBe(0);
    expect((await run('assess', '--audit', 'year', '--as-known-at', '2025-07-11T00:00:00Z', '--fail-on', 'never')).code).toBe(0);
    await refused(engagement('freeze', 'e1', '--as', 'p-001'), 'engagement/too-early');
    expect((await run('assess', '--audit', 'year', '--fail-on', 'never')).code).toBe(0);
  });

  test('settings are outside it, and captured only as late', async () => {
    expect(await refused(engagement('settings', 'e1', '--as', 'p-001'), 'engagement/settings-outside')).toContain('marked "late"');
    const { out } = await engagement('settings', 'e1', '--anyway', '--as', 'p-001');
    expect(out.replace(/\s+/g, ' ')).toContain('late: outside the period, and marked so');
  });

  test('all populations are frozen, also those that nobody delivers, and stay', async () => {
    await refused(engagement('freeze', 'e1', '--interim', '--as', 'p-001'), 'engagement/not-interim');
    const { code, out } = await engagement('freeze', 'e1', '--as', 'p-001');
    expect([code, out.match(/ final$/gm)?.length, out.includes('interim')]).toEqual([0, Number(/^(\d+) populations/.exec(out)?.[1]), false]);
    expect(out).toContain('  vulnerabilities  52 items, final\n');
    expect(out).toContain('  changes  0 items, final\n');
    const again = await engagement('freeze', 'e1', '--as', 'aud-1');
    expect([again.code, again.out]).toEqual([0, out]);
  });

  test('a control that was given up in June was owed for the quarters until then', async () => {
    expect(await frozenOf('record/oversight-meeting')).toMatchObject({ items: 2, phase: 'final' });
  });

  test('what was frozen twice with the same rows, and judged otherwise in between, is done again as it was each time', async () => {
    const { frozen } = await shown();
    const reviews = frozen.filter((one) => one.population === 'record/control-review');
    expect(reviews.map((one) => [one.phase, one.sha256 === reviews[0]?.sha256])).toEqual([
      ['interim', true],
      ['final', true],
    ]);
    const { code, out } = await engagement('reperform', 'e1');
    expect([code, out.match(/✗ .*/g)]).toEqual([0, null]);
    expect(out).toContain(`Populations  ${frozen.length} of ${frozen.length} as frozen\n`);
  });
});

describe('samples', () => {
  const place = (control: string, population: string, as = 'aud-1') => ['--control', control, '--population', population, '--as', as];
  const repairs = place('vulnerability-repair', 'vulnerabilities');
  const sample = (...args: string[]) => engagement('sample', 'e1', ...args);

  test.each([
    ['a confidence written as a fraction', ['--confidence', '0.95', '--tolerable', '10'], 'cli/percent'],
    ['a confidence without a tolerable rate', ['--confidence', '95'], 'cli/sample'],
    ['two sizes at once', ['--size', '5', '--why', 'x', '--table', 'chiaro'], 'cli/sample'],
    ['no size', [], 'cli/sample'],
    ['no items', ['--size', '0', '--why', 'x'], 'cli/count'],
    ['no strata', ['--table', 'chiaro', '--strata', '0'], 'cli/count'],
    ['a judgement without its reason', ['--size', '5'], 'engagement/no-reason'],
    ['a table that nobody published', ['--table', 'nobodys'], 'sampling/no-table'],
    ['a file that is not there', ['--table', 'nowhere.yaml'], 'sampling/no-table'],
  ])('%s: nothing is drawn', async (_what, args, code) => {
    await refused(sample(...repairs, ...args), code);
  });

  test('by confidence: as many as the calculation says, and more than in summer', async () => {
    const { code, out } = await sample(...repairs, '--confidence', '95', '--tolerable', '10');
    expect([code, tooWide(out)]).toEqual([0, []]);
    expect(out).toContain('20 of 52 items of vulnerabilities drawn for vulnerability-repair\n');
    expect(out.replace(/\s+/g, ' ')).toContain('95 % confidence that fewer than 10 % deviate, with 0 expected. A simple sample.');
    expect(out.match(/^ {4}v-\d{3}$/gm)).toHaveLength(20);
  });

  test('a sample is drawn once', async () => {
    expect(await refused(sample(...repairs, '--confidence', '95', '--tolerable', '10'), 'engagement/sample-drawn')).toContain('extend');
  });

  test('by a published table, by the frequency of the control', async () => {
    const { out } = await sample(...place('control-reviews', 'record/control-review'), '--table', 'sarbanes-oxley-forum', '--json');
    expect(JSON.parse(out)).toMatchObject({
      size: 2,
      of: 4,
      method: { by: 'table', table: 'sarbanes-oxley-forum', frequency: 'quarterly', level: 'typical' },
    });
  });

  test('by a table of the firm’s own, which stands where the command is typed', async () => {
    writeFileSync(join(here.program, 'own.yaml'), 'name: Own table\nkind: population\nrows: [{ upTo: 10, size: all }, { upTo: null, size: 12 }]\n');
    const { out } = await sample(...place('oversight-meetings', 'record/oversight-meeting'), '--table', 'own.yaml');
    expect(out).toContain('2 of 2 items of record/oversight-meeting drawn for oversight-meetings\n');
    expect(out).toContain('by the table Own table, typical.');
    expect(out.match(/^ {4}\S+$/gm)).toEqual(['    2025-03-31', '    2025-06-30']);
    rmSync(join(here.program, 'own.yaml'));
  });

  test('by judgement, with its reason', async () => {
    const { out } = await sample(...place('leaver-access', 'leavers'), '--size', '5', '--why', 'All who left');
    expect(out).toContain('1 of 1 items of leavers drawn for leaver-access\n');
    expect(out).toContain('the auditor’s judgement (All who left)');
  });

  test('not of a population without items, nor of one that the control asks nothing of, nor by anybody else', async () => {
    const table = ['--table', 'chiaro'];
    await refused(sample(...place('change-tickets', 'changes'), ...table), 'engagement/nothing-to-draw');
    const err = await refused(sample(...place('control-reviews', 'vulnerabilities'), ...table), 'engagement/no-such-test');
    expect(err).toContain('It asks of: record/control-review.');
    await refused(sample(...place('vulnerability-triage', 'medium-vulnerabilities', 'p-001'), ...table), 'engagement/not-its-auditor');
    await refused(sample(...place('vulnerability-triage', 'medium-vulnerabilities', 'aud-2'), ...table), 'engagement/not-its-auditor');
    await refused(engagement('sample', 'e2', ...place('vulnerability-repair', 'vulnerabilities', 'aud-2'), ...table), 'engagement/not-frozen');
  });

  test('more items are added by the same ranking, with a reason, which moves no cursor', async () => {
    const extend = (...args: string[]) => engagement('extend', 'e1', ...repairs, ...args);
    await refused(extend('--more', '0', '--reason', 'x'), 'cli/count');
    await refused(extend('--more', '2', '--reason', ' '), 'engagement/no-reason');
    const { code, out } = await extend('--more', '2', '--reason', 'Two \u001b[31mmore');
    expect([code, out.match(/^ {4}v-\d{3}$/gm)?.length, out.includes('\u001b')]).toEqual([0, 2, false]);
    await refused(engagement('extend', 'e1', ...place('change-tickets', 'changes'), '--more', '1', '--reason', 'x'), 'engagement/no-sample');
  });
});

describe('marks', () => {
  const attribute = 'vulnerability/fixed-within-limit';
  const mark = (item: string, ...args: string[]) =>
    engagement(
      'mark',
      'e1',
      '--control',
      'vulnerability-repair',
      '--population',
      'vulnerabilities',
      '--attribute',
      attribute,
      '--item',
      item,
      ...args,
    );
  const failing = [3, 13, 23, 33, 43].map(vulnerability);
  let drawn: string[];
  let outside: string;
  let failed: string;

  beforeAll(async () => {
    const last = (await shown()).samples.findLast((one) => one.control === 'vulnerability-repair');
    drawn = last?.items.map((one) => one.item) ?? [];
    const added = (last as unknown as { extensions: { items: { item: string }[] }[] }).extensions.flatMap((one) => one.items.map(({ item }) => item));
    const all = Array.from({ length: 52 }, (_, index) => vulnerability(index + 1));
    outside = all.find((one) => ![...drawn, ...added].includes(one)) as string;
    // The draw follows from the salts of this run: where no failing item is in it, items are added until one is.
    failed = [...drawn, ...added].find((one) => failing.includes(one)) ?? '';
    if (failed === '') {
      const args = ['--control', 'vulnerability-repair', '--population', 'vulnerabilities', '--as', 'aud-1'];
      await engagement('extend', 'e1', ...args, '--more', '29', '--reason', 'Until one fails');
      failed = failing[0] as string;
    }
  });

  test('a pass is accepted without a word; the machine’s outcome stands beside it', async () => {
    const passed = drawn.find((one) => !failing.includes(one)) as string;
    const { code, out } = await mark(passed, '--mark', 'accept', '--as', 'aud-1');
    expect([code, out]).toEqual([0, `${passed}: marked "accept" by aud-1; the machine says "pass".\n`]);
    await refused(mark(passed, '--mark', 'exception', '--as', 'aud-1'), 'engagement/no-note');
  });

  test('a failure is accepted, or called an exception, with a note; the earlier mark stays', async () => {
    await refused(mark(failed, '--mark', 'accept', '--as', 'aud-1'), 'engagement/no-note');
    expect((await mark(failed, '--mark', 'not-tested', '--note', 'Not yet', '--as', 'aud-3')).code).toBe(0);
    const { out } = await mark(failed, '--mark', 'exception', '--note', '=HYPERLINK("http://x.example","y")', '--as', 'aud-1');
    expect(out.replace(/\s+/g, ' ')).toBe(
      `${failed}: marked "exception" by aud-1; the machine says "fail". 1 earlier mark of this cell stays on record. `,
    );
  });

  test('of several items at once all are marked, or none', async () => {
    const passed = drawn.filter((one) => !failing.includes(one)).slice(1, 3);
    const also = passed.flatMap((one) => ['--item', one]);
    const marked = async () => (await shown()).marks.map((one) => one.item);
    await refused(mark(outside, ...also, '--mark', 'accept', '--note', 'x', '--as', 'aud-1'), 'engagement/not-in-sample');
    expect(await marked()).toHaveLength(2);
    expect(
      (await mark(passed[0] as string, '--item', passed[1] as string, '--mark', 'accept', '--as', 'aud-1')).out.match(/marked "accept"/g),
    ).toHaveLength(2);
    expect(await marked()).toEqual(expect.arrayContaining(passed));
  });

  test.each([
    ['of an item that was not drawn', () => mark(outside, '--mark', 'accept', '--note', 'x', '--as', 'aud-1'), 'engagement/not-in-sample'],
    ['of an item that is none', () => mark('v-999', '--mark', 'accept', '--note', 'x', '--as', 'aud-1'), 'engagement/no-such-cell'],
    ['by an auditor of another engagement', () => mark(failed, '--mark', 'accept', '--note', 'x', '--as', 'aud-2'), 'engagement/not-its-auditor'],
    ['by the company', () => mark(failed, '--mark', 'accept', '--note', 'x', '--as', 'p-001'), 'engagement/not-its-auditor'],
    ['that is no mark', () => mark(failed, '--mark', 'effective', '--as', 'aud-1'), 'cli/mark'],
  ])('%s: refused', async (_what, marking, code) => {
    await refused(marking(), code);
  });
});

describe('requests', () => {
  const answer = (as: string, ...args: string[]) => engagement('answer', 'e1', 'R-001', '--as', as, ...args);

  test('the auditor asks, the company provides, the auditor returns and accepts; what was said is shown', async () => {
    await refused(engagement('request', 'e1', '--title', 'Minutes', '--due', 'soon', '--as', 'aud-1'), 'calendar/not-a-date');
    await refused(engagement('request', 'e1', '--title', 'Minutes', '--as', 'p-001'), 'engagement/not-its-auditor');
    const asked = ['--title', 'Minutes of June', '--control', 'oversight-meetings', '--due', '2026-01-20', '--as', 'aud-1'];
    expect((await engagement('request', 'e1', ...asked)).code).toBe(0);
    await refused(answer('p-002', '--state', 'accepted'), 'engagement/request-state');
    await refused(answer('p-002', '--state', 'provided'), 'engagement/nothing-provided');
    await refused(answer('aud-1', '--state', 'provided', '--comment', 'x'), 'engagement/not-the-company');
    expect((await answer('p-002', '--state', 'provided', '--evidence', 'minutes/june.md')).code).toBe(0);
    await refused(answer('p-002', '--state', 'accepted'), 'engagement/not-its-auditor');
    await refused(answer('aud-1', '--state', 'returned'), 'engagement/no-comment');
    expect((await answer('aud-1', '--state', 'returned', '--comment', 'Who was there?')).code).toBe(0);
    await refused(engagement('comment', 'e1', 'R-001', '--comment', 'Let me in', '--as', 'aud-2'), 'actor/unknown');
    await refused(engagement('comment', 'e1', 'R-002', '--comment', 'x', '--as', 'aud-1'), 'engagement/no-request');
    const { out } = await engagement('comment', 'e1', 'R-001', '--comment', 'We ask', '--as', 'p-003');
    expect(out).toContain('    R-001 returned: Minutes of June (by 2026-01-20)\n');
    expect(out).toContain('      provided, p-002: minutes/june.md\n      returned, aud-1: Who was there?\n      comment, p-003: We ask\n');
  });
});

describe('reperformance', () => {
  const changed = `update tenant.fact set state = jsonb_set(state, '{severity}', '"low"') where kind = 'vulnerability' and vendor_id = $1`;

  test('everything comes out as it was frozen', async () => {
    const { code, out } = await engagement('reperform', 'e1');
    expect([code, tooWide(out)]).toEqual([0, []]);
    expect(out).toMatch(/Samples {2}5 of 5 as frozen\n/);
    expect(out).toContain('Everything came out as it was frozen.');
  });

  test('not where a fact was changed behind the ledger’s back; and again where it was changed back', async () => {
    const { rows } = await runAs<{ id: string }>(here.superuserUrl, `select vendor_id as id from tenant.fact where kind = 'vulnerability' limit 1`);
    const id = rows[0]?.id as string;
    await runAs(here.superuserUrl, changed, [id]);
    const { code, out } = await engagement('reperform', 'e1');
    await runAs(here.superuserUrl, changed.replace('low', 'high'), [id]);
    expect(code).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toMatch(/✗ vulnerabilities 52 items were frozen \([0-9a-f]{64}\); judged again there are 51/);
    expect(out.replace(/\s+/g, ' ')).toMatch(/✗ vulnerability\/fixed-within-limit 1 of 52 outcomes differ: v-\d{3}\./);
    expect((await engagement('reperform', 'e1')).code).toBe(0);
  });

  test('an own look needs a system into which somebody signs in', async () => {
    const again = here.run(at, ['engagement', 'repull', 'e1', '--token-env', 'TOKEN'], { TOKEN: 'github_pat_auditor_0123456789' });
    expect(await refused(again, 'repull/no-connection')).toContain('tickmark check --git');
  });

  test('rows that were changed are not read: the hash by which they were frozen is not theirs', async () => {
    const { sha256 } = await frozenOf('vulnerabilities');
    const path = join(here.data, 'blobs', sha256.slice(0, 2), `${sha256}.gz`);
    const before = readFileSync(path);
    writeFileSync(path, gzipSync('{"item":"v-001"}\n'));
    expect(await refused(engagement('reperform', 'e1'), 'blob/damaged')).toContain(sha256);
    await refused(engagement('workpapers', 'e1', '--out', '../torn'), 'blob/damaged');
    expect(existsSync(join(here.folder, 'torn'))).toBe(false);
    rmSync(path);
    await refused(engagement('reperform', 'e1'), 'blob/missing');
    writeFileSync(path, before);
    expect((await engagement('reperform', 'e1')).code).toBe(0);
  });
});

describe('what is handed over', () => handedOver({ folder: () => here.folder, run, engagement, frozenOf }));

describe('closing', () => {
  test('an auditor closes it with a reason; then nothing is added, and all can still be done again', async () => {
    await refused(engagement('close', 'e1', '--reason', 'Over', '--as', 'p-001'), 'engagement/not-its-auditor');
    await refused(engagement('close', 'e1', '--reason', '', '--as', 'aud-1'), 'engagement/no-reason');
    expect((await engagement('close', 'e1', '--reason', 'Over', '--as', 'aud-1')).out).toContain(': Over');
    await refused(engagement('freeze', 'e1', '--as', 'p-001'), 'engagement/closed');
    await refused(engagement('comment', 'e1', 'R-001', '--comment', 'x', '--as', 'aud-1'), 'engagement/closed');
    expect((await engagement('reperform', 'e1')).code).toBe(0);
  });
});
