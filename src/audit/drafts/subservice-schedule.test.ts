import { describe, expect, test } from 'vitest';
import { subserviceSchedule } from './subservice-schedule.ts';
import { flagsOf, read, rowsBelow } from './testing/read.ts';
import { sampleFacts } from './testing/sample-facts.ts';
import { sampleReport } from './testing/sample-report.ts';

function schedule(facts: Parameters<typeof sampleFacts>[0] = {}) {
  return subserviceSchedule(sampleReport(), sampleFacts(facts));
}

describe('subservice organizations and complementary controls', () => {
  test('has the vendors that were decided on, and the critical ones that were not', () => {
    const rows = rowsBelow(schedule(), 'Expected of vendors');
    expect(rows).toEqual([
      'Example Cloud / critical | Hosting | all of it | carved out: its controls are not in this description | 1 Feb 2025 / SOC 2 Type 2 of 2024',
      'Example Mail / critical | Sending mail | from 1 Mar 2025 | not decided | no review written down / no report written down',
    ]);
    expect(read(schedule())).toContain(
      'Further vendors, on whose controls the commitments were judged not to depend: Example Desk (Support desk) and Example Sketch (Drawings).',
    );
  });

  test('asks for what is not decided, expected or reviewed', () => {
    expect(flagsOf(schedule())).toEqual([
      'It is not decided whether the controls of Example Mail are carved out or included.',
      'Nothing is written down of what is expected of Example Mail.',
      'Of Example Mail no review is written down.',
    ]);
  });

  test('an included vendor brings its own part of the description', () => {
    const [first] = sampleFacts().vendors;
    expect(flagsOf(schedule({ vendors: [{ ...first!, method: 'inclusive' }] }))).toEqual([
      'Example Cloud is included: its controls, its own part of the description and its management’s assertion must be added.',
    ]);
  });

  test('tells both ways what is expected', () => {
    expect(rowsBelow(schedule(), 'What the company expects of them')).toEqual([
      'Example Cloud | Keep strangers out of the data centres. | CC6.4',
      'Example Cloud | Keep power, cooling and lines running. | A1.2',
    ]);
    expect(rowsBelow(schedule(), 'Expected of customers')[1]).toBe(
      'Keep keys of the interface secret, and tell us when one may have leaked. | CC6.1, CC7.3',
    );
    expect(flagsOf(schedule({ userEntityControls: [] })).at(-1)).toContain('Nothing is expected of customers.');
  });

  test('what is expected of somebody who is not on the list is to settle', () => {
    const subserviceControls = [{ id: 'ss-9', vendor: 've-4', text: 'Draw well.', criteria: [] }];
    expect(flagsOf(schedule({ subserviceControls }))).toContain('“ss-9” is expected of ve-4, which is no subservice organization of the period.');
  });

  test('a vendor of another time is no vendor of the period', () => {
    const [first] = sampleFacts().vendors;
    expect(read(schedule({ vendors: [{ ...first!, until: '2024-12-31' }] }))).toContain(
      'No vendor was found on whose controls the commitments depend.',
    );
  });
});
