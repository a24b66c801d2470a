import { describe, expect, test } from 'vitest';
import { allControls } from '../../controls/index.ts';
import type { Document } from '../documents/document.ts';
import { toMarkdown } from '../documents/markdown.ts';
import { toPdf } from '../documents/pdf.ts';
import { hostileTexts } from '../documents/testing/sample-document.ts';
import { allDrafts } from './all-drafts.ts';
import { read } from './testing/read.ts';
import { sampleControl, sampleException } from './testing/sample-controls.ts';
import { sampleFacts } from './testing/sample-facts.ts';
import { sampleReport } from './testing/sample-report.ts';

/** Words that only an auditor may use of a result, and words that nobody should. */
const auditorsWords =
  /\b(?:in)?effective(?:ly|ness)?\b|\bcertif(?:y|ies|ied|ication|ications)\b|\bcompliant\b|\bcompliance\b|\baudit-ready\b|\bopinions?\b|\bguarantee\w*|\bassurance\b|\badequate\w*/gi;

function judging(text: string): readonly string[] {
  return text.match(auditorsWords) ?? [];
}

const { period } = sampleReport();
const halfKnown = sampleReport({ period: { ...period, horizon: '2025-09-30T22:00:00.000Z' } });
const atDate = sampleReport({ period: { ...period, type: 1, first: '2025-12-31', from: '2025-12-30T23:00:00.000Z' } });
const unseen = sampleReport({ coverage: [] });
const bare = sampleFacts({
  coverage: [],
  inventory: { repositories: [], systems: [], backups: [] },
  people: [],
  vendors: [],
  userEntityControls: [],
  subserviceControls: [],
  notRelevant: [],
  incidents: [],
  policies: [],
  settings: [],
  changes: [],
  texts: {},
});
const since = sampleReport({
  period: {
    ...period,
    first: '2026-01-01',
    last: '2026-02-28',
    from: period.until,
    until: '2026-02-28T23:00:00.000Z',
    horizon: '2026-02-15T09:00:00.000Z',
  },
});
const bridged = sampleFacts({
  bridge: { to: '2026-02-28', report: since, incidents: sampleFacts().incidents, changes: sampleFacts().changes, coverage: [] },
});

/** Every control of the catalogue, whose words stand in drafts. */
const catalogue = allControls.map(({ id, title, promise, how, owner, frequency, criteria }) =>
  sampleControl({ id, title, promise, how, owner, frequency, criteria, exceptions: [] }),
);

/** Each draft from reports and facts of each sort. */
const made: readonly (readonly [string, Document])[] = Object.entries(allDrafts).flatMap(([id, make]) =>
  (
    [
      ['a year', make(sampleReport(), sampleFacts())],
      ['a year known in part', make(halfKnown, sampleFacts())],
      ['a date', make(atDate, sampleFacts())],
      ['nobody looking', make(unseen, bare)],
      ['no control', make(sampleReport({ controls: [] }), bare)],
      ['the whole catalogue', make(sampleReport({ controls: catalogue }), sampleFacts())],
      ['the days since', make(sampleReport(), bridged)],
    ] as const
  ).map(([of, document]) => [`${id} of ${of}`, document] as const),
);

describe('every draft', () => {
  test.each(made)('%s uses no word of an auditor', (_, document) => {
    expect(judging(`${read(document)}\n${toMarkdown(document)}`)).toEqual([]);
  });

  test('a word of an auditor is found where it stands', () => {
    for (const word of [
      'effective',
      'Effectively',
      'ineffective',
      'certified',
      'certification',
      'compliant',
      'audit-ready',
      'in our opinion',
      'assurance',
    ])
      expect(judging(`The controls: ${word}.`)).toHaveLength(1);
    const withOne = allDrafts['tests-and-results'](
      sampleReport({ controls: [sampleControl({ promise: 'Controls are effective.' })] }),
      sampleFacts(),
    );
    expect(judging(read(withOne))).not.toEqual([]);
  });

  test.each(made)('%s becomes a PDF', async (_, document) => {
    const { bytes, pages } = await toPdf(document);
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(bytes.length).toBeGreaterThan(10_000);
    expect(pages).toBeGreaterThan(0);
  });

  test.each(Object.entries(allDrafts))('%s says that it is simulated where it is, and of when its facts are', (_, make) => {
    expect(make(sampleReport({ simulated: true }), sampleFacts())).toMatchObject({ simulated: true, organization: 'Harbourlight (demo)' });
    expect(make(sampleReport(), sampleFacts())).toMatchObject({ simulated: false, asOf: '2025-12-31T23:00:00.000Z' });
    expect(read(make(halfKnown, sampleFacts()))).toContain('what came later is not known');
  });

  test.each(Object.entries(allDrafts))('%s says the same twice', (_, make) => {
    expect(make(sampleReport(), sampleFacts())).toEqual(make(sampleReport(), sampleFacts()));
  });

  test.each(Object.entries(allDrafts))('%s takes hostile texts as texts', async (_, make) => {
    const controls = hostileTexts.map((text, at) =>
      sampleControl({
        id: `control-${at}`,
        title: text,
        promise: text,
        how: text,
        owner: text,
        exceptions: [sampleException({ title: text, item: text, because: text })],
      }),
    );
    const facts = sampleFacts();
    const texts = Object.fromEntries(['DC1', 'DC2', 'DC3', 'DC4', 'DC9'].map((id) => [id, hostileTexts.join('\n\n')]));
    const document = make(
      sampleReport({ controls }),
      sampleFacts({
        texts,
        organization: hostileTexts.join(' '),
        vendors: hostileTexts.map((text, at) => ({ ...facts.vendors[0]!, id: `ve-${at}`, name: text, service: text, report: text })),
      }),
    );
    expect((await toPdf(document)).pages).toBeGreaterThan(0);
    expect(toMarkdown(document)).not.toMatch(/<(?!br>)/);
  });
});
