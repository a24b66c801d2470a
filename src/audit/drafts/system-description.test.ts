import { describe, expect, test } from 'vitest';
import { systemDescription } from './system-description.ts';
import { flagsOf, placeholdersOf, read, rowsBelow } from './testing/read.ts';
import { sampleFacts } from './testing/sample-facts.ts';
import { sampleReport } from './testing/sample-report.ts';

function draftOf(facts: Parameters<typeof sampleFacts>[0] = {}, report: Parameters<typeof sampleReport>[0] = {}) {
  return systemDescription(sampleReport(report), sampleFacts(facts));
}

describe('system description', () => {
  test('has the nine parts in their order', () => {
    const parts = draftOf().blocks.flatMap((block) => (block.kind === 'heading' && block.level === 1 ? [block.text.slice(0, 3)] : []));
    expect(parts).toEqual(['DC1', 'DC2', 'DC3', 'DC4', 'DC5', 'DC6', 'DC7', 'DC8', 'DC9']);
  });

  test('what the company wrote stands in its part; what it did not write is asked for', () => {
    expect(read(draftOf())).toContain('DC1 Services provided\nServices\nHarbourlight lets ports plan berths. It runs on Example Cloud.\nPlanning');
    expect(placeholdersOf(draftOf()).filter((one) => one.includes('which services customers get'))).toEqual([]);
    expect(placeholdersOf(draftOf({ texts: {} })).filter((one) => one.includes('which services customers get'))).toHaveLength(1);
    expect(read(draftOf({ texts: {}, services: 'We plan berths.' }))).toContain('DC1 Services provided\nWe plan berths.');
  });

  test('the inventory tells since when and until when within the period', () => {
    expect(rowsBelow(draftOf(), 'Software')).toEqual(['api | Serves customers | all of it', 'worker | Runs what customers queue | from 1 Apr 2025']);
    const { inventory } = sampleFacts();
    const gone = inventory.systems.map((one) => ({ ...one, since: '2024-01-01', until: '2025-06-30' }));
    expect(rowsBelow(draftOf({ inventory: { ...inventory, systems: gone } }), 'Infrastructure')[0]).toBe(
      'Code host (github) | Holds the source | until 30 Jun 2025',
    );
    const before = inventory.systems.map((one) => ({ ...one, since: '2024-01-01', until: '2024-12-31' }));
    expect(read(draftOf({ inventory: { ...inventory, systems: before } }))).toContain('No system stands in the scope.');
  });

  test('a default that nobody adopted is no promise', () => {
    expect(flagsOf(draftOf())).toContain(
      'No adopted policy sets these, so that the company has promised none of them: “A restore is tested every 6 months”.',
    );
    expect(rowsBelow(draftOf(), 'Limits and cadences that policies set')[0]).toBe(
      'Access of leavers is removed within | 24 hours | Access control policy, version 3 | 1 Jul 2025',
    );
  });

  test('no incident is said only where somebody was looking', () => {
    const none = 'The list of incidents has none that touches the period.';
    expect(read(draftOf({ incidents: [] }))).toContain(none);
    expect(flagsOf(draftOf({ incidents: [] })).filter((one) => one.includes('incident'))).toEqual([]);
    const blind = flagsOf(draftOf({ incidents: [], coverage: [] }));
    expect(blind).toContain(
      'Nobody looked at the list of incidents. What was not looked at is not known: an empty list here does not say that there was nothing.',
    );
    const gap = { from: '2025-03-02T23:00:00.000Z', until: '2025-03-04T23:00:00.000Z', reason: 'stale' as const, why: 'The last look was too old' };
    const part = { kind: 'incident', from: '2024-12-31T23:00:00.000Z', until: '2025-12-31T23:00:00.000Z', gaps: [gap] };
    expect(flagsOf(draftOf({ coverage: [part] }))).toContain(
      'Not known from facts: the list of incidents, 3 Mar 2025 to 5 Mar 2025. The last look was too old. Say from what else it is known, or that it is not.',
    );
  });

  test('an incident asks for a decision, and for its review where there was none', () => {
    const [incident] = sampleFacts().incidents;
    expect(rowsBelow(draftOf(), 'DC4 Incidents')[0]).toContain('Queue stalled | high | 2 Apr 2025, 05:10 | 2 Apr 2025, 07:00 | 9 Apr 2025');
    expect(flagsOf(draftOf({ incidents: [{ ...incident!, review: null, endedAt: null }] }))).toContain(
      'Nobody has written down that these were gone through afterwards: Queue stalled.',
    );
  });

  test('criteria without a control and controls that nobody adopted are to settle', () => {
    expect(flagsOf(draftOf()).find((one) => one.startsWith('No control answers CC1.2'))).toContain('A1.2');
    expect(flagsOf(draftOf()).find((one) => one.includes('adopted by nobody'))).toBe(
      '1 control below is Tickmark’s own wording, adopted by nobody: Everybody agrees to the code of conduct. Adopt them in the program, or take them out.',
    );
    expect(read(draftOf())).not.toContain('P1.1');
  });

  test('a criterion that is said not to apply must be in scope and unanswered', () => {
    const notRelevant = [
      { criterion: 'CC8.1', reason: 'We change nothing.' },
      { criterion: 'P1.1', reason: 'No personal data.' },
      { criterion: 'CC6.4', reason: 'No office.' },
    ];
    const flags = flagsOf(draftOf({ notRelevant })).filter((one) => one.includes('is said not to apply'));
    expect(flags).toEqual([
      'CC8.1 is said not to apply, and yet the control “Changes are approved by another person” answers it.',
      'P1.1 is said not to apply, and belongs to no category in scope: it need not be named.',
    ]);
  });

  test('changes of the program, of systems and of vendors are told in the order of their days', () => {
    expect(rowsBelow(draftOf(), 'Of what the program promises')).toEqual([
      '1 Jul 2025 | Access ends with employment / control reworded | within 48 hours | within 24 hours',
    ]);
    expect(rowsBelow(draftOf(), 'Of systems and vendors')).toEqual([
      '1 Mar 2025 | First day of the vendor Example Mail (Sending mail, critical)',
      '1 Apr 2025 | First day of the repository worker',
      '31 Aug 2025 | Last day of the vendor Example Sketch (Drawings, minor)',
    ]);
  });

  test('at a date there is nothing to tell of changes', () => {
    const { period } = sampleReport();
    expect(read(draftOf({}, { period: { ...period, type: 1, first: period.last } }))).toContain('A description at a date tells of no changes.');
  });
});
