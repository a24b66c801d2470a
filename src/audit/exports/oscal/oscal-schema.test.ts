import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyReport } from '../../../../test/support/any-report.ts';
import { at, oscalDocuments, refusedBy } from '../../../../test/support/oscal.ts';
import { computedReport } from '../testing/computed-report.ts';
import { sampleControl } from '../testing/sample-parts.ts';
import { passing, sampleReport } from '../testing/sample-report.ts';
import { oscalVersions } from './from.ts';

const names = ['catalog', 'component-definition', 'assessment-plan', 'assessment-results', 'plan-of-action-and-milestones'];
const nothingOpen = sampleReport({ controls: [passing] });

describe.each(oscalVersions)('held against the schema of OSCAL %s', (version) => {
  test('the five documents of a report are valid', () => {
    const documents = oscalDocuments(sampleReport(), version);
    expect(Object.keys(documents)).toEqual(names);
    for (const [name, document] of Object.entries(documents)) {
      expect(refusedBy(version, document), name).toBeNull();
      expect(at(document, `${name}/metadata/oscal-version`)).toBe(version);
    }
  });

  test.each([
    ['nothing open', nothingOpen],
    ['a computed report', computedReport()],
    ['no controls and no program', sampleReport({ controls: [], program: null, exclusions: [], coverage: [] })],
    [
      'a control without criteria, parts or checks',
      sampleReport({ controls: [sampleControl('bare', { criteria: [], parts: [], outcome: 'no-items' })] }),
    ],
    ['a simulated clock', sampleReport({ simulated: true })],
    [
      'texts of nothing but spaces',
      sampleReport({ organization: { id: 'o', name: ' ' }, controls: [sampleControl('x', { owner: '', title: '\n', how: '' })] }),
    ],
  ])('%s gives valid documents', (_what, report) => {
    for (const [name, document] of Object.entries(oscalDocuments(report, version))) expect(refusedBy(version, document), name).toBeNull();
  });

  test('a document that lacks a member that it must have is not', () => {
    const needed: Readonly<Record<string, readonly string[]>> = {
      catalog: ['uuid', 'metadata', 'groups/5/controls/0/title'],
      'component-definition': ['uuid', 'metadata/title', 'components/1/control-implementations/0/source'],
      'assessment-plan': ['import-ssp', 'reviewed-controls', 'tasks/0/timing/within-date-range/end', 'local-definitions/activities/0/description'],
      'assessment-results': ['import-ap', 'results/0/start', 'results/0/findings/0/target/status', 'results/0/observations/0/collected'],
      'plan-of-action-and-milestones': ['poam-items', 'risks/0/status', 'risks/0/remediations/0/tasks/0/title'],
    };
    for (const [name, document] of Object.entries(oscalDocuments(sampleReport(), version))) {
      for (const path of needed[name] ?? []) expect(refusedBy(version, without(document, `${name}/${path}`)), `${name} ${path}`).not.toBeNull();
    }
  });

  test('nor is one with a member that OSCAL does not know', () => {
    for (const [name, document] of Object.entries(oscalDocuments(sampleReport(), version)))
      expect(refusedBy(version, { [name]: { ...at<object>(document, name), tickmark: true } }), name).not.toBeNull();
  });

  test('whatever people and vendors write', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        for (const [name, document] of Object.entries(oscalDocuments(report, version))) expect(refusedBy(version, document), name).toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});

function without(document: unknown, path: string): unknown {
  const copy = structuredClone(document);
  const keys = path.split('/');
  const last = keys.pop() as string;
  const holder = at<Record<string, unknown>>(copy, keys.join('/'));
  expect(Object.hasOwn(holder, last), path).toBe(true);
  delete holder[last];
  return copy;
}
