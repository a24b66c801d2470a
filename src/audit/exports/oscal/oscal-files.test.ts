import { describe, expect, test } from 'vitest';
import { at, objectsIn, oscalDocuments, propsOf } from '../../../../test/support/oscal.ts';
import { criteria } from '../../../controls/criteria.ts';
import { allControls } from '../../../controls/index.ts';
import type { ProgramReport, State } from '../../program-report.ts';
import { sampleException, samplePeriod } from '../testing/sample-parts.ts';
import { failing, passing, sampleReport } from '../testing/sample-report.ts';
import { oscalFiles } from './oscal-files.ts';
import { prose, token } from './vocabulary.ts';

describe('what the documents name', () => {
  const documents = oscalDocuments(sampleReport());
  const everything = Object.values(documents).flatMap((document) => [...objectsIn(document)]);
  const uuids = new Set<unknown>(everything.map(({ object }) => object['uuid']).filter((uuid) => uuid !== undefined));

  test('is in one of them', () => {
    const named = everything.flatMap(({ object }) => Object.entries(object).filter(([key]) => key.endsWith('-uuid')));
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter(([, uuid]) => !uuids.has(uuid))).toEqual([]);
  });

  test('by a fragment is in the same document', () => {
    for (const [name, document] of Object.entries(documents)) {
      const own = [...objectsIn(document)];
      const held = new Set(own.map(({ object }) => object['uuid']));
      const fragments = own.map(({ object }) => object['href']).filter((href): href is string => typeof href === 'string' && href.startsWith('#'));
      expect(
        fragments.filter((href) => !held.has(href.slice(1))),
        name,
      ).toEqual([]);
    }
  });

  test('by a file is a file', () => {
    const files = everything
      .flatMap(({ object }) => [object['href'], object['source']])
      .filter((href) => typeof href === 'string' && !href.startsWith('#'));
    expect(new Set(files)).toEqual(new Set(['catalog.json', 'component-definition.json', 'assessment-plan.json']));
  });

  test('as a control is in the catalog, as an objective in the plan', () => {
    const inCatalog = new Set(
      [...objectsIn(documents['catalog'])].filter(({ object }) => object['class'] === 'criterion').map(({ object }) => object['id']),
    );
    expect(inCatalog.size).toBe(61);
    const controls = everything.map(({ object }) => object['control-id']).filter((id) => id !== undefined);
    expect(controls.filter((id) => !inCatalog.has(id))).toEqual([]);
    const objectives = new Set(everything.filter(({ object }) => object['name'] === 'assessment-objective').map(({ object }) => object['id']));
    const targets = everything.flatMap(({ object }) => [object['target-id'], object['objective-id']]).filter((id) => id !== undefined);
    expect(new Set(targets)).toEqual(objectives);
  });

  test('has an id of its own in each document', () => {
    for (const [name, document] of Object.entries(documents)) {
      const held = [...objectsIn(document)].map(({ object }) => object['uuid']).filter((uuid) => uuid !== undefined);
      expect(new Set(held).size, name).toBe(held.length);
    }
  });
});

describe('the bytes', () => {
  test('are the same for the same assessment', () => {
    expect(oscalFiles(structuredClone(sampleReport()))).toEqual(oscalFiles(sampleReport()));
  });

  test.each([
    ['tree', { treeSize: 4712 }],
    ['organization', { organization: { id: 'another', name: 'Example' } }],
    ['period', { period: { ...samplePeriod, first: '2025-01-02' } }],
  ])('share no id with those of another %s', (_what, changes) => {
    const ids = (report: ProgramReport) => oscalFiles(report).flatMap(({ text }) => text.match(/"uuid": "[^"]+"/g) ?? []);
    const others = new Set(ids(sampleReport(changes)));
    expect(others.size).toBeGreaterThan(40);
    expect(ids(sampleReport()).filter((id) => others.has(id))).toEqual([]);
  });

  test('say when the assessment was made, not when they were written', () => {
    for (const [name, document] of Object.entries(oscalDocuments(sampleReport())))
      expect(at(document, `${name}/metadata/last-modified`)).toBe(samplePeriod.horizon);
  });

  test('are refused for a period that OSCAL cannot write', () => {
    expect(() => oscalFiles(sampleReport({ period: { ...samplePeriod, from: '1999-12-31T23:00:00.000Z' } }))).toThrow(/years 2000 to 2999/);
  });

  test('say that the clock was simulated, in each document', () => {
    for (const [name, document] of Object.entries(oscalDocuments(sampleReport({ simulated: true })))) {
      expect(propsOf(at(document, `${name}/metadata`), 'simulated')).toEqual(['true']);
      expect(at(document, `${name}/metadata/remarks`)).toContain('simulated clock');
    }
  });
});

test('the catalog paraphrases every criterion and says whose the text is', () => {
  const { catalog } = oscalDocuments(sampleReport());
  const groups = at<{ id: string; controls: { id: string; title: string }[] }[]>(catalog, 'catalog/groups');
  expect(groups.flatMap(({ controls }) => controls.map(({ id, title }) => [id, title]))).toEqual(
    criteria.map(({ id, asks }) => [id.toLowerCase(), prose(asks)]),
  );
  expect(groups.find(({ controls }) => controls.some(({ id }) => id === 'cc6.1'))?.id).toBe('cc6');
  expect(at(catalog, 'catalog/metadata/remarks')).toContain('AICPA');
});

test('a component says by what its control bears on a criterion', () => {
  const components = at<{ uuid: string }[]>(oscalDocuments(sampleReport())['component-definition'], 'component-definition/components');
  const approval = components.find((one) => propsOf(one, 'control')[0] === 'change-approval');
  expect(at(approval, 'control-implementations/0/implemented-requirements')).toMatchObject([
    { 'control-id': 'cc8.1', description: 'The approval is the sign-off of the change.' },
    { 'control-id': 'cc6.3', description: 'Writing a change and letting it in are kept with different people.' },
  ]);
});

test('the ids of the catalogue of controls are written as they are', () => {
  expect(allControls.map(({ id }) => token(id))).toEqual(allControls.map(({ id }) => id));
});

describe('a finding', () => {
  test.each<[State, object]>([
    ['pass', { state: 'satisfied', reason: 'pass' }],
    ['fail', { state: 'not-satisfied', reason: 'fail' }],
    ['unknown', { state: 'not-satisfied', reason: 'other', remarks: expect.stringMatching(/^Unknown/) }],
    ['no-items', { state: 'not-satisfied', reason: 'other', remarks: expect.stringMatching(/^Did not occur/) }],
  ])('of a control that says %s', (outcome, status) => {
    const report = sampleReport({ controls: [{ ...passing, outcome }] });
    const [finding] = at<object[]>(oscalDocuments(report)['assessment-results'], 'assessment-results/results/0/findings');
    expect(at(finding, 'target/status')).toEqual(status);
    expect(propsOf(finding, 'state')).toEqual([outcome]);
  });

  test('counts what failed, part by part, and leads to every exception', () => {
    const [finding] = at<object[]>(oscalDocuments(sampleReport())['assessment-results'], 'assessment-results/results/0/findings');
    expect(at(finding, 'description')).toContain('Version 2: Title of change/approved-by-another: 3 of 2,014 items failed; 1 excluded.');
    expect(at(finding, 'related-risks')).toHaveLength(3);
    expect(at(finding, 'related-observations')).toHaveLength(5);
  });
});

describe('an exception', () => {
  const results = oscalDocuments(sampleReport())['assessment-results'];
  const observed = at<object[]>(results, 'assessment-results/results/0/observations').filter((one) => propsOf(one, 'item').length > 0);

  test('is an observation with its check, item and span as evidence', () => {
    expect(observed.map((one) => propsOf(at(one, 'relevant-evidence/0'), 'item')[0])).toEqual(['change-1', 'change-2', 'change-3']);
    const evidence = at(observed[1], 'relevant-evidence/0');
    expect(propsOf(evidence, 'check')).toEqual(['change/approved-by-another']);
    expect(propsOf(evidence, 'from')).toEqual(['2025-08-01T08:00:00.000Z']);
    expect(propsOf(evidence, 'until')).toEqual(['2025-08-02T08:00:00.000Z']);
  });

  test('is a risk that says how it stands', () => {
    const risks = at<{ status: string; deadline?: string; links?: object[] }[]>(results, 'assessment-results/results/0/risks');
    expect(risks.map(({ status }) => status)).toEqual(['remediating', 'closed', 'deviation-approved']);
    expect(risks.map(({ deadline }) => deadline)).toEqual(['2026-03-31T21:59:59.999Z', '2025-08-03T08:00:00.000Z', undefined]);
    expect(risks[2]?.links).toHaveLength(1);
  });

  test('that a vendor named with markup is named, and marks nothing up', () => {
    expect(at(observed[0], 'title')).toBe('web#41 Fix \\`parse\\_all\\` \\<b\\>now\\</b\\> \\[see\\](https://example.org)');
  });
});

test('a gap in what was seen stands in the log, clipped to what was judged', () => {
  const gaps = [
    { from: '0001-01-01T00:00:00.000Z', until: '2025-01-05T00:00:00.000Z', reason: 'before-first-look', why: 'Nobody had looked.' },
    { from: '2023-01-01T00:00:00.000Z', until: '2024-01-01T00:00:00.000Z', reason: 'denied', why: 'Long before.' },
  ] as const;
  const report = sampleReport({ coverage: [{ kind: 'change', from: null, until: null, gaps }] });
  const entries = at(oscalDocuments(report)['assessment-results'], 'assessment-results/results/0/assessment-log/entries');
  expect(entries).toMatchObject([{ start: samplePeriod.from, end: '2025-01-05T00:00:00.000Z', description: 'Nobody had looked.' }]);
});

describe('the plan of action', () => {
  const plan = oscalDocuments(sampleReport())['plan-of-action-and-milestones'];

  test('holds what is open and what was answered, with the milestone due at the end of its day', () => {
    const items = at<object[]>(plan, 'plan-of-action-and-milestones/poam-items');
    expect(items.map((one) => propsOf(one, 'item')[0])).toEqual(['change-1', 'change-3']);
    expect(at(plan, 'plan-of-action-and-milestones/risks/0/remediations/0')).toMatchObject({
      lifecycle: 'planned',
      tasks: [{ type: 'milestone', title: 'Have the rule watched by a second owner.', timing: { 'on-date': { date: '2026-03-31T21:59:59.999Z' } } }],
    });
  });

  test('keeps a repaired exception that was answered, with nothing more to do', () => {
    const response = { cause: 'A mistake.', response: 'It was repaired.', action: null, due: null, by: 'p', at: '2025-12-01T09:00:00.000Z' };
    const repaired = sampleException('change/x', 'i', { until: '2025-04-01T00:00:00.000Z', response });
    const report = sampleReport({ controls: [{ ...failing, exceptions: [repaired] }] });
    const written = oscalDocuments(report)['plan-of-action-and-milestones'];
    expect(at(written, 'plan-of-action-and-milestones/risks/0')).toMatchObject({ status: 'closed', remediations: [{ lifecycle: 'completed' }] });
  });

  test('is not written where there is nothing to plan, because OSCAL knows none without items', () => {
    const names = Object.keys(oscalDocuments(sampleReport({ controls: [passing] })));
    expect(names).toEqual(['catalog', 'component-definition', 'assessment-plan', 'assessment-results']);
  });
});

test('the plan names criteria in scope on which no control bears', () => {
  const remarks = at<string>(oscalDocuments(sampleReport())['assessment-plan'], 'assessment-plan/reviewed-controls/remarks');
  expect(remarks).toContain('CC1.1');
  expect(remarks).not.toContain('CC8.1');
  expect(remarks).not.toContain('P1.1');
});
