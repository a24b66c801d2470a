import { describe, expect, test } from 'vitest';
import { allControls } from '../../controls/index.ts';
import type { CheckResult, ControlResult } from '../assessment.ts';
import { sampleCheck, sampleControl, sampleException, samplePart, samplePeriod } from '../exports/testing/sample-parts.ts';
import { sampleReport } from '../exports/testing/sample-report.ts';
import type { ControlReport, StateRun } from '../program-report.ts';
import { controlPage } from './control-page.ts';
import { newPile } from './strip.ts';
import type { CheckTally } from './tally.ts';
import { markupOfPage, sampleSite, textOf } from './testing/sample-site.ts';

const tally = (reasons: CheckTally['reasons'] = new Map()): CheckTally => ({
  pile: newPile(),
  exceptions: 0,
  open: 0,
  excluded: 0,
  unknownSpans: 0,
  claimed: 0,
  reasons,
});

interface Given extends NonNullable<Parameters<typeof sampleSite>[1]> {
  readonly reasons?: CheckTally['reasons'];
}

const year: readonly StateRun[] = [{ first: samplePeriod.first, last: samplePeriod.last, state: 'pass' }];

async function pageOf(control: ControlReport, { reasons, ...given }: Given = {}): Promise<string> {
  const site = sampleSite(sampleReport({ controls: [control] }), given);
  const tallies = new Map(control.parts.flatMap((part) => part.checks.map((one) => [one.check, tally(reasons)])));
  return markupOfPage(site, controlPage({ site, control, tallies, checkStates: () => year }));
}

/** The sections of a page: heading and note, then the whole text. */
function sections(markup: string): ReadonlyMap<string, string> {
  const parts = markup.split(/<section class="sec[^"]*"><header><h2>/).slice(1);
  return new Map(parts.map((one) => [one.split('</h2>')[0] as string, textOf(`<h2>${one.split('</section>')[0]}`).trim()]));
}

const summer = '2025-06-30T22:00:00.000Z';

describe('the page of a control whose promise changed', () => {
  const [failing] = sampleReport().controls as readonly [ControlReport];

  test('tests each version against the promise of its own days, with its own strip, rates and share known', async () => {
    const markup = await pageOf(failing);
    const found = sections(markup);
    expect(found.get('Version 1')).toMatch(/^Version 1 1 Jan – 30 Jun 2025 · all of it known .* 0 of 12 items failed/);
    expect(found.get('Version 2')).toMatch(
      /^Version 2 1 Jul – 31 Dec 2025 · all of it known No change lands before another person has approved it\./,
    );
    expect(found.get('Version 2')).toContain('3 of 2,014 items failed 1 excluded');
    expect(found.get('Version 1')).not.toContain('No change lands before');
  });

  test('lists its exceptions with how often they failed before and what management says', async () => {
    const check = 'change/approved-by-another';
    const response = { cause: 'A move', response: 'It was read.', action: null, due: null, by: 'p-1', at: '2025-12-01T09:00:00.000Z' };
    const found = sections(await pageOf(failing, { responses: [{ ...response, check, item: 'change-1' }] })).get('Exceptions');
    expect(found).toMatch(/^Exceptions 2 exceptions, 1 excluded; management has answered 1 /);
    expect(found).toContain('Failed twice before in this period. Management’s response p-1, 1 Dec 2025 Cause: A move. Response: It was read.');
    expect(found).toContain('Excluded by exclusion-1; would fail.');
  });
});

describe('the page of a control', () => {
  test('says what is promised, how, by whom, how often, since when, and what compensates', async () => {
    const markup = await pageOf(
      sampleControl('c', {
        promise: 'We do it.',
        how: 'By hand.',
        owner: 'p-002',
        frequency: 'quarterly',
        variant: 'one-person',
        compensating: 'An adviser reads it.',
        retired: '2025-10-31',
        retiredWhy: 'It was replaced',
        by: 'record',
      }),
    );
    const text = textOf(markup);
    expect(text).toContain('We do it.');
    const about = sections(markup).get('About this control');
    expect(about).toContain('Kept by the program since 1 Oct 2024, given up: its last day was 31 Oct 2025. It was replaced.');
    expect(about).toContain(
      'Variant one-person: a company of one person Owner p-002 Operates every quarter Seen by record: records that people made',
    );
    expect(sections(markup).get('How it is done')).toContain('By hand.');
    expect(sections(markup).get('Compensating control')).toContain('An adviser reads it.');
  });

  test('that nobody adopted says so', async () => {
    const found = sections(await pageOf(sampleControl('c', { adopted: false, since: null })));
    expect(found.get('About this control')).toContain('by nobody: it is in Tickmark’s catalogue, and the program does not say that it keeps it');
  });

  test('says when the catalogue has another version of it than was assessed', async () => {
    const of = (version: number) => pageOf(sampleControl('change-approval'), { controls: [{ id: 'change-approval', version } as ControlResult] });
    expect(sections(await of(99)).get('About this control')).toMatch(
      /Catalogue assessed with version 99 of the control; what is written here is version \d/,
    );
    const now = allControls.find((one) => one.id === 'change-approval')!.version;
    expect(sections(await of(now)).get('About this control')).not.toContain('Catalogue assessed');
  });

  test('counts the records that fell due and were missed, and says which documents are adopted', async () => {
    const found = sections(
      await pageOf(
        sampleControl('c', {
          records: [
            { id: 'a', title: 'Meeting', every: '3 months', due: 4, missed: 1 },
            { id: 'b', title: 'Review', every: '12 months', due: 0, missed: 0 },
          ],
          documents: [
            { id: 'access-control', status: 'adopted', version: 3 },
            { id: 'incident-response', status: 'draft', version: 1 },
            { id: 'privacy', status: 'absent', version: null },
          ],
        }),
      ),
    );
    expect(found.get('Records')).toContain('Meeting 3 months 4 1 Review 12 months none none');
    expect(found.get('Documents that state it')).toContain(
      'access-control adopted, version 3 incident-response a draft, adopted by nobody, version 1 privacy no such policy is known',
    );
  });

  test('lists what falls due next by its last day, once for all its checks', async () => {
    const due = { item: 'x', title: 'The access of ada', at: '2026-01-03T23:00:00.000Z', sentence: '' };
    const upcoming = ['a/b', 'a/c'].map((check) => ({ ...due, check }));
    const found = sections(await pageOf(sampleControl('c', { upcoming }))).get('Falls due next');
    expect(found).toBe('Falls due next by the end of the day 3 Jan 2026 The access of ada');
  });

  test('says why something is not known: items by their reasons, and each gap once', async () => {
    const gap = { from: samplePeriod.from, until: summer, reason: 'denied' as const, why: 'The token may not.' };
    const checks = ['a/b', 'a/c'].map((id) => ({ id, title: `Title of ${id}`, unseen: [gap] }) as unknown as CheckResult);
    const control = sampleControl('c', { outcome: 'unknown', parts: [samplePart([sampleCheck('a/b'), sampleCheck('a/c')], { known: 0.5 })] });
    const found = sections(await pageOf(control, { checks, reasons: new Map([['lost-sight', 3]]) })).get('Not known');
    expect(found).toContain('Lost from sight');
    expect(found).toContain('(3 items)');
    expect(found?.split('The token may not.')).toHaveLength(2);
    expect(sections(await pageOf(control)).get('Version 1')).toContain('50.0 % of it known');
  });

  test('that nothing asks, or that was not in force, is said to be so', async () => {
    const documented = await pageOf(
      sampleControl('c', { outcome: 'no-items', parts: [samplePart([])], documents: [{ id: 'd', status: 'adopted', version: 1 }] }),
    );
    expect(textOf(documented)).toContain('not tested No check asks whether it operated: what there is of it are documents.');
    expect(sections(documented).has('Exceptions')).toBe(false);
    expect(textOf(await pageOf(sampleControl('c', { outcome: 'no-items', parts: [] })))).toContain('It was not in force in the period');
  });

  test('of a version that begins after what was seen says so', async () => {
    const later = samplePart([sampleCheck('a/b', { outcome: 'unknown', rate: { measure: 'items', failed: 0, tested: 0, unknown: 0 } })], {
      version: 2,
      from: samplePeriod.horizon,
      states: [],
      known: 0,
      outcome: 'unknown',
    });
    expect(sections(await pageOf(sampleControl('c', { parts: [later] }))).get('Version 2')).toContain('begins after what was seen');
  });

  test('shows two hundred exceptions at most, and where the others are', async () => {
    const exceptions = Array.from({ length: 201 }, (_, at) => sampleException('a/b', `item-${at}`));
    const markup = await pageOf(sampleControl('c', { outcome: 'fail', parts: [samplePart([sampleCheck('a/b')])], exceptions }));
    expect(markup.match(/class="row said"/g)).toHaveLength(200);
    expect(sections(markup).get('Exceptions')).toContain('The first 200 of 201. All exceptions');
  });
});
