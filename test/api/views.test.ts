import type { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { criteriaOf } from '../../src/audit/views/criteria.ts';
import { exceptionsOf } from '../../src/audit/views/exceptions.ts';
import { judgedView } from '../../src/audit/views/judged-view.ts';
import { overviewOf } from '../../src/audit/views/overview.ts';
import type { View } from '../../src/audit/views/view.ts';
import { assess } from '../../src/engine/assess.ts';
import { decideExclusion, requestExclusion } from '../../src/engine/exclusions.ts';
import type { Installation } from '../../src/engine/installation.ts';
import { reportOf } from '../../src/engine/program-report.ts';
import { respond } from '../../src/engine/responses.ts';
import type { ViewRequest } from '../../src/engine/views/view-request.ts';
import { openViews, type Views } from '../../src/engine/views/views.ts';
import { calendarDate, dateAt, startOfDay, zone } from '../../src/kernel/calendar.ts';
import { instant, isoInstant } from '../../src/kernel/time.ts';
import { scopeText, vulnerability } from '../support/audited.ts';
import { type Serving, serving } from '../support/serving.ts';
import { type SharedProgram, sharedProgram } from '../support/shared-program.ts';

const fixed = 'vulnerability/fixed-within-limit';
const vienna = zone('Europe/Vienna');
let server: Serving;
let program: SharedProgram;
let installation: Installation;
let views: Views;
/** Threads that were begun, in their order. */
const threads: Worker[] = [];
const living = () => threads.filter((one) => one.threadId !== -1).length;
const newest = () => threads.at(-1);
const began = (worker: Worker) => void threads.push(worker);

beforeAll(async () => {
  server = await serving();
  ({ installation, views } = server.place);
  process.on('worker', began);
}, 120_000);
afterEach(() => {
  expect(living()).toBeLessThanOrEqual(3);
});
afterAll(async () => {
  process.off('worker', began);
  await server?.close();
  expect(living()).toBe(0);
});

type Told = ReturnType<typeof judgedView>;
const view = async (request: ViewRequest): Promise<Told> => JSON.parse((await views.ask(request, 'view', {})).json) as Told;
const year = { audit: 'year' } as const;
const open = { state: 'open', sort: 'longest', limit: 100 } as const;
const exceptions = async (request: ViewRequest) =>
  JSON.parse((await views.ask(request, 'exceptions', { sort: 'longest', limit: 100 })).json) as ReturnType<typeof exceptionsOf>;
const refused = (code: string, words = '') => expect.objectContaining({ name: 'Refusal', code, message: expect.stringContaining(words) });
const allLeft = async () => {
  for (let turn = 0; turn < 200 && living() > 3; turn++) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('what is to be seen', () => {
  test('before anybody looked there is nothing to see, and nothing was known', async () => {
    await expect(view({})).rejects.toEqual(refused('view/nothing-known', 'Nobody has looked at anything yet'));
    program = sharedProgram(server.folder, installation);
    await program.look();
    expect(await view({})).toMatchObject({ period: { audit: 'next', first: '2026-01-01' } });
    const before = '2026-01-01T00:00:00Z';
    await expect(view({ asKnownAt: before })).rejects.toEqual(refused('view/nothing-known', 'Nothing was known at 2026-01-01T00:00:00.000Z'));
  }, 120_000);

  test('without a choice it is the audit that began last', async () => {
    expect((await view({})).period).toMatchObject({ audit: 'next', type: 2 });
    expect((await view({ audit: 'day' })).period).toMatchObject({ type: 1, first: '2025-06-30', last: '2025-06-30' });
    await expect(view({ audit: 'none' })).rejects.toEqual(refused('audit/unknown', 'There is no audit "none"'));
  });

  test('a period is asked for in one way, and the right way round', async () => {
    const days = { from: '2025-02-01', until: '2025-02-28' };
    expect((await view(days)).period).toMatchObject({ audit: null, first: '2025-02-01', last: '2025-02-28' });
    for (const wrong of [{ ...days, audit: 'year' }, { from: '2025-02-01' }, { until: '2025-02-01' }, { from: '2025-03-01', until: '2025-02-28' }])
      await expect(view(wrong), JSON.stringify(wrong)).rejects.toEqual(refused('view/period'));
    await expect(view({ from: '2900-01-01', until: '2900-12-31' })).rejects.toEqual(refused('view/future', 'still to come'));
  });

  test('an instant lies inside the period, and not ahead', async () => {
    expect((await view({ ...year, at: '2025-05-01T00:00:00Z' })).period.horizon).toBe('2025-05-01T00:00:00.000Z');
    expect((await view({ ...year, at: '2026-02-01' })).period.horizon).toBe('2025-12-31T23:00:00.000Z');
    await expect(view({ ...year, at: '2024-12-31' })).rejects.toEqual(refused('view/period', 'lies before the period, which begins on 2025-01-01'));
    await expect(view({ ...year, at: '2025-01-01' })).rejects.toEqual(refused('view/period'));
    for (const ahead of [{ at: '2900-01-01' }, { asKnownAt: '2900-01-01T00:00:00Z' }])
      await expect(view({ ...year, ...ahead })).rejects.toEqual(refused('view/future', 'still to come'));
  });

  test('a day begins in the program’s zone, in summer and in winter, for what is judged and for what was known', async () => {
    for (const [day, begins] of [
      ['2025-03-30', '2025-03-29T23:00:00.000Z'],
      ['2025-03-31', '2025-03-30T22:00:00.000Z'],
      ['2025-10-26', '2025-10-25T22:00:00.000Z'],
      ['2025-10-27', '2025-10-26T23:00:00.000Z'],
    ] as const)
      expect((await view({ ...year, at: day })).period.horizon, day).toBe(begins);
    const today = dateAt(instant(Date.now()), vienna);
    const first = isoInstant(startOfDay(calendarDate(today), vienna));
    await expect(view({ asKnownAt: today })).rejects.toEqual(refused('view/nothing-known', `Nothing was known at ${first}`));
  });
});

describe('what was sealed', () => {
  test('is what is shown as soon as it is sealed, where nothing new was learned; and not after a new look', async () => {
    expect((await view(year)).sealed).toBeNull();
    const first = await assess(installation, year);
    expect((await view(year)).sealed?.entry).toBe(first.entry);
    expect((await view({ ...year, at: '2026-01-05' })).sealed).toBeNull();
    await program.look();
    expect((await view(year)).sealed).toBeNull();
    const second = await assess(installation, year);
    expect((await view(year)).sealed?.entry).toBe(second.entry);
    expect((await view({})).sealed).toBeNull();
  });

  test('answers are what the results of it say, question by question', async () => {
    const { sealed, report, rows } = await reportOf(installation, year);
    const findings = Map.groupBy(rows.findings, (one) => one.check);
    const once = <T>(_: string, work: () => T): T => work();
    const { id } = await view(year);
    const expected: View = {
      ...{ id, summary: sealed.summary, report, sealed: { entry: sealed.entry, leaf: sealed.leaf }, asKnownAt: null, once },
      findings: (check) => findings.get(check) ?? [],
      items: (population) => rows.items.get(population) ?? [],
      policies: () => {
        throw new Error('Nobody asks for policies here.');
      },
    };
    const asJson = (told: unknown) => JSON.parse(JSON.stringify(told)) as unknown;
    const asked = async (question: 'view' | 'overview' | 'criteria') => JSON.parse((await views.ask(year, question, {})).json) as unknown;
    expect(await asked('view')).toEqual(asJson(judgedView(expected, {})));
    expect(await asked('overview')).toEqual(asJson(overviewOf(expected, {})));
    expect(await asked('criteria')).toEqual(asJson(criteriaOf(expected, {})));
    expect(JSON.parse((await views.ask(year, 'exceptions', open)).json)).toEqual(asJson(exceptionsOf(expected, open)));
  });
});

describe('what was decided since', () => {
  const item = vulnerability(3);
  const said = { cause: 'Nobody looked.', response: 'Somebody does.', action: null, due: null };
  let known: string;

  test('a response shows at once, under another id and tag', async () => {
    const [before, tag, { id }] = [await exceptions(year), (await views.ask(year, 'exceptions', open)).etag, await view(year)];
    expect(before.rows.find((one) => one.item === item)?.response).toBeNull();
    known = isoInstant(installation.clock());
    await respond(installation, { check: fixed, item, by: 'p-001', audit: 'year', ...said });
    const after = await exceptions(year);
    expect(after.rows.find((one) => one.item === item)?.response).toMatchObject({ ...said, by: 'p-001' });
    expect((await views.ask(year, 'exceptions', open)).etag).not.toBe(tag);
    expect((await view(year)).id).not.toBe(id);
  });

  test('to whoever asks what was known before, it was not said, and what was sealed is what was sealed by then', async () => {
    const then = await exceptions({ ...year, asKnownAt: known });
    expect(then.rows.find((one) => one.item === item)?.response).toBeNull();
    const sealed = (await view(year)).sealed?.entry;
    expect(await view({ ...year, asKnownAt: known })).toMatchObject({ asKnownAt: known, sealed: { entry: sealed } });
    await assess(installation, year);
    expect((await view({ ...year, asKnownAt: known })).sealed?.entry).toBe(sealed);
    expect((await view(year)).sealed?.entry).not.toBe(sealed);
  });

  test('an exclusion shows when it is asked for, when it is approved, and not in what was known before', async () => {
    const exclusions = async (request: ViewRequest) =>
      JSON.parse((await views.ask(request, 'exclusions', {})).json).exclusions as { approvedBy: string }[];
    const until = dateAt(instant(Date.now() + 30 * 86_400_000), vienna);
    const { id } = await requestExclusion(installation, { check: fixed, items: [vulnerability(13)], reason: 'Not reachable.', until, by: 'p-003' });
    expect(await exclusions(year)).toMatchObject([{ id, approvedBy: null, inForce: false }]);
    await decideExclusion(installation, { id, by: 'p-002', type: 'approve', reason: '' });
    expect(await exclusions(year)).toMatchObject([{ id, approvedBy: 'p-002' }]);
    expect(await exclusions({ ...year, asKnownAt: known })).toEqual([]);
  });
});

describe('the threads', () => {
  test('two who ask at once wait for one thread, and an answer that was given is not worked out again', async () => {
    await views.ask(year, 'view', {});
    const before = threads.length;
    const request = { ...year, at: '2025-04-04' };
    const [one, other, third] = await Promise.all([
      views.ask(request, 'overview', {}),
      views.ask(request, 'overview', {}),
      views.ask(request, 'criteria', {}),
    ]);
    expect(threads.length - before).toBe(1);
    expect(other).toBe(one);
    expect(third?.json).not.toBe(one?.json);
    expect(one?.etag).toMatch(/^[0-9a-f]{64}$/);
  });

  test('more views at once than are kept are all answered, each its own; no more threads live than are kept', async () => {
    const days = ['2025-02-02', '2025-03-03', '2025-05-05', '2025-06-06', '2025-07-07'];
    const told = await Promise.all(days.map((at) => view({ ...year, at })));
    expect(told.map((one) => one.period.horizon)).toEqual(days.map((one) => isoInstant(startOfDay(calendarDate(one), vienna))));
    await allLeft();
    expect((await view({ ...year, at: '2025-02-02' })).id).toBe(told[0]?.id);
    await allLeft();
  });

  test('one that dies is begun again; whoever waited is told', async () => {
    const request = { ...year, at: '2025-09-09' };
    const before = await view(request);
    await newest()?.terminate();
    expect((await view(request)).id).toBe(before.id);
    const count = threads.length;
    const waiting = expect(views.ask({ ...year, at: '2025-09-10' }, 'view', {})).rejects.toThrow('The thread of a view has ended.');
    while (threads.length === count) await new Promise((resolve) => setTimeout(resolve, 1));
    await newest()?.terminate();
    await waiting;
    expect((await view({ ...year, at: '2025-09-10' })).period.horizon).toBe('2025-09-09T22:00:00.000Z');
  });

  test('a rule that says no keeps its code and its sentence, and a bug in a question ends nothing', async () => {
    await expect(views.ask(year, 'control', { control: 'none' })).rejects.toEqual(refused('controls/unknown', 'There is no control "none"'));
    const before = threads.length;
    const broken = { text: 5, sort: 'longest', limit: 1 } as never;
    await expect(views.ask(year, 'exceptions', broken)).rejects.toThrow('toLocaleLowerCase');
    await expect(views.ask(year, 'no such question' as never, {} as never)).rejects.toThrow('is not a function');
    expect((await view(year)).period.audit).toBe('year');
    expect(threads.length).toBe(before);
  });

  test('what is being done is told, and that it is there', async () => {
    const told: (string | null)[] = [];
    const stop = views.onProgress((one) => void told.push(one.sentence));
    await view({ ...year, at: '2025-11-11' });
    stop();
    expect(told[0]).toBe('Judging up to 2025-11-10T23:00:00.000Z');
    expect(told).toContain('Working out the results by control');
    await allLeft();
  });

  test('closing ends them all, and nothing is begun afterwards', async () => {
    const own = openViews(installation);
    const before = threads.length;
    await own.ask({ ...year, at: '2025-12-12' }, 'view', {});
    const waiting = own.ask({ ...year, at: '2025-12-13' }, 'view', {});
    const told = expect(waiting).rejects.toThrow();
    await own.close();
    await told;
    await expect(own.ask(year, 'view', {})).rejects.toThrow('closed');
    expect(threads.slice(before).every((one) => one.threadId === -1)).toBe(true);
  });
});

describe('what the records say later', () => {
  test('an audit that was taken out is chosen by nobody unless it is asked for', async () => {
    const text = scopeText('2025-12-31', ['api']);
    program.records.commit({ at: new Date().toISOString(), files: { 'records/scope.yaml': text.replace(/^.*id: next.*\n/m, '') } });
    await program.look();
    expect((await view({})).period.audit).toBe('year');
    expect((await view({ audit: 'next' })).period).toMatchObject({ audit: 'next', first: '2026-01-01' });
  });

  test('a setting that nobody can read is told, and no thread stays with it', async () => {
    const body =
      '---\nid: vulnerabilities\ntitle: Vulnerabilities\nstatus: adopted\nversion: 1\nowner: p-001\nauthor: p-002\napproved-by: p-001\napproved-on: 2026-01-01\nreviewed-on: 2026-01-01\neffective: 2026-01-01\nparameters:\n  vulnerability.high.within: soon\n---\n\n# Vulnerabilities\n\nThey are fixed.\n';
    program.records.commit({ at: new Date().toISOString(), files: { 'policies/vulnerabilities.md': body } });
    // From the first look on it counts, and between the two it is judged by.
    await program.look();
    await program.look();
    for (let turn = 0; turn < 4; turn++)
      await expect(view({ audit: 'next' })).rejects.toEqual(refused('settings/unreadable', 'vulnerability.high.within'));
    await allLeft();
    expect((await view({ audit: 'year' })).period.audit).toBe('year');
  });
});
