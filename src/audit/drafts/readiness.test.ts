import { describe, expect, test } from 'vitest';
import { bridgeLetter } from './bridge-letter.ts';
import { readiness } from './readiness.ts';
import { firstSteps } from './readiness-steps.ts';
import { read, rowsBelow } from './testing/read.ts';
import { sampleControl, sampleException, samplePart } from './testing/sample-controls.ts';
import { sampleFacts } from './testing/sample-facts.ts';
import { sampleReport } from './testing/sample-report.ts';

function bridgeOver(report: ReturnType<typeof sampleReport>) {
  const { period } = report;
  const to = '2026-02-28';
  return { to, report: { ...report, period: { ...period, first: '2026-01-01', last: to } }, incidents: [], changes: [], coverage: [] };
}

const still = { until: null, response: null } as const;

describe('what to do first', () => {
  test('begins with deadlines, then what goes on failing, then what nobody sees, then what is only to be written', () => {
    const steps = firstSteps(sampleReport());
    const places = [
      'By 2 Jan 2026',
      'Retry failed webhooks',
      'Restore test of main-db',
      'Let somebody look',
      'Answer CC1.2',
      'Make it seen',
      'Write and adopt',
      'Adopt what is still',
      'Make the record',
      'Write management’s response to 2 exceptions',
    ];
    expect(places.map((words) => steps.findIndex((step) => step.includes(words)))).toEqual(places.map((_, at) => at));
  });

  test('what failed before comes before what failed first, and the longer open before the shorter', () => {
    const exceptions = [
      sampleException({ ...still, item: 'a', title: 'late', from: '2025-08-01T00:00:00.000Z' }),
      sampleException({ ...still, item: 'b', title: 'early', from: '2025-02-01T00:00:00.000Z' }),
      sampleException({ ...still, item: 'c', title: 'again', from: '2025-10-01T00:00:00.000Z', repeats: 1 }),
      sampleException({ ...still, item: 'd', title: 'accepted', excludedBy: 'ex-1' }),
      sampleException({ item: 'e', title: 'ended' }),
    ];
    const steps = firstSteps(sampleReport({ controls: [sampleControl({ exceptions })] })).filter((one) => one.startsWith('End the exception'));
    expect(steps.map((one) => /“(\w+)”/.exec(one)?.[1])).toEqual(['again', 'early', 'late']);
    expect(steps[0]).toContain('Have another person look at it now');
    expect(steps[0]).toContain('It failed before, 1 time: mend the cause, too.');
  });

  test('a long list is cut, and says so', () => {
    const exceptions = Array.from({ length: 11 }, (_, at) => sampleException({ ...still, item: `api@${at}` }));
    expect(firstSteps(sampleReport({ controls: [sampleControl({ exceptions })] }))).toContain('And 3 further open exceptions: see below.');
  });

  test('nothing to do is said only of what is known', () => {
    const clean = sampleControl({
      outcome: 'pass',
      parts: [samplePart({ outcome: 'pass', states: [{ first: '2025-01-01', last: '2025-12-31', state: 'pass' }], known: 1 })],
      exceptions: [],
      criteria: sampleReport().criteria.map((one) => ({ criterion: one.criterion, reason: 'It does.' })),
    });
    const document = readiness(sampleReport({ controls: [clean] }), sampleFacts());
    expect(read(document)).toContain('Nothing is open in what is known.');
    expect(rowsBelow(document, 'What is open, by criterion').every((one) => one.endsWith('nothing'))).toBe(true);
  });
});

describe('the readiness report', () => {
  test('counts controls, exceptions and criteria', () => {
    const rows = rowsBelow(readiness(sampleReport(), sampleFacts()), 'Where things stand');
    expect(rows).toContain('Controls without exceptions | 1');
    expect(rows).toContain('Controls of which it is not known | 1');
    expect(rows).toContain('Controls that no check asks about | 1');
    expect(rows).toContain('Exceptions still open | 2');
    expect(rows).toContain('Exceptions without management’s response | 2');
  });

  test('tells by criterion what is open', () => {
    const rows = rowsBelow(readiness(sampleReport(), sampleFacts()), 'What is open, by criterion');
    expect(rows.find((one) => one.startsWith('CC8.1'))).toMatch(/Changes are approved by another person: exceptions$/);
    expect(rows.find((one) => one.startsWith('CC6.1'))).toMatch(/A second factor for everybody: not known$/);
    expect(rows.find((one) => one.startsWith('CC1.1'))).toMatch(/seen by an adopted document alone$/);
    expect(rows.find((one) => one.startsWith('CC6.2'))).toMatch(/nothing$/);
    expect(rows.find((one) => one.startsWith('CC1.2'))).toMatch(/No control answers it\.$/);
  });

  test('a control that nobody asks about never counts as one without exceptions', () => {
    const unasked = sampleControl({ outcome: 'no-items', parts: [samplePart({ outcome: 'no-items', checks: [] })], exceptions: [] });
    const rows = rowsBelow(readiness(sampleReport({ controls: [unasked] }), sampleFacts()), 'Where things stand');
    expect(rows).toContain('Controls that had nothing to act on | 0');
    expect(rows).toContain('Controls that no check asks about | 1');
    const text = read(bridgeLetter(sampleReport(), sampleFacts({ bridge: bridgeOver(sampleReport({ controls: [unasked] })) })));
    expect(text).toContain('0 controls of 1 stood without exceptions in what is known');
    expect(text).toContain('Of 1 control it is not known from facts whether');
  });

  test('tells what will fail next', () => {
    expect(rowsBelow(readiness(sampleReport(), sampleFacts()), 'What will fail next')).toEqual([
      '2 Jan 2026, 00:00 | p-014, last day 31 Dec 2025 | Access ends with employment | p-014 leaves on 31 Dec 2025 and has 3 accounts open.',
    ]);
  });
});
