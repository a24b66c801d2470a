import { describe, expect, test } from 'vitest';
import { flagsOf, read, rowsBelow } from './testing/read.ts';
import { sampleCheck, sampleControl, sampleException, samplePart } from './testing/sample-controls.ts';
import { sampleFacts } from './testing/sample-facts.ts';
import { sampleReport } from './testing/sample-report.ts';
import { testsAndResults } from './tests-and-results.ts';

function draftOf(...controls: Parameters<typeof sampleControl>[0][]) {
  return testsAndResults(sampleReport(controls.length > 0 ? { controls: controls.map((one) => sampleControl(one)) } : {}), sampleFacts());
}

describe('controls, tests and results', () => {
  test('says what was asked, of how many, and what failed', () => {
    expect(read(draftOf())).toContain(
      'Was every change approved by someone other than its author before it landed? | Changes | 2,014 items / 5 not known | 3 of 2,014 items failed; not known for 5 items more',
    );
  });

  test('says item-days and occurrences as what they are', () => {
    const text = read(draftOf());
    expect(text).toContain('13,878 item-days / 480 not known | Not known for 480 of 14,358 item-days; the other 13,878 without exceptions');
    expect(text).toContain('4 occurrences | 1 of 4 occurrences failed');
  });

  test.each([
    [{ outcome: 'pass', rate: { measure: 'items', failed: 0, tested: 1, unknown: 0 } }, '1 item | Without exceptions'],
    [{ outcome: 'no-items', rate: { measure: 'items', failed: 0, tested: 0, unknown: 0 } }, '0 items | Did not occur'],
    [{ outcome: 'unknown', rate: { measure: 'items', failed: 0, tested: 0, unknown: 0 } }, '0 items | Not known: items may have stood unseen'],
    [
      { outcome: 'unknown', rate: { measure: 'items', failed: 0, tested: 9, unknown: 0 } },
      '9 items | 9 items without exceptions; not known whether there were more',
    ],
    [
      { outcome: 'unknown', rate: { measure: 'due', failed: 0, tested: 0, unknown: 2 } },
      '0 occurrences / 2 not known | Not known for 2 of 2 occurrences',
    ],
    [
      { outcome: 'fail', excluded: 1, notOwed: 7, rate: { measure: 'items', failed: 2, tested: 9, unknown: 0 } },
      '9 items / 7 not owed | 2 of 9 items failed; 1 item accepted by an exclusion',
    ],
  ] as const)('%j is said', (check, said) => {
    expect(read(draftOf({ parts: [samplePart({ checks: [sampleCheck(check)] })] }))).toContain(said);
  });

  test('what is not known has its days and its reason', () => {
    expect(read(draftOf())).toContain(
      'Not known for 12 days (3 Mar – 14 Mar 2025): The code host denied the permission to read. How the control stood is known for 96.7 % of the period.',
    );
  });

  test('a reason is taken only from facts that the checks rest on', () => {
    const text = read(draftOf({ parts: [samplePart({ checks: [sampleCheck({ check: 'continuity/restore-tested' })] })] }));
    expect(text).toContain('Not known for 12 days (3 Mar – 14 Mar 2025): the findings say why, item by item.');
    expect(text.split('What was not seen')[0]).not.toContain('denied');
  });

  test('many spans are counted, and some are named', () => {
    const states = Array.from({ length: 7 }, (_, at) => ({ first: `2025-0${at + 1}-01`, last: `2025-0${at + 1}-02`, state: 'unknown' as const }));
    expect(read(draftOf({ parts: [samplePart({ states, known: 0.5 })] }))).toContain('Not known for 14 days (1 Jan – 2 Jan 2025, ');
    expect(read(draftOf({ parts: [samplePart({ states, known: 0.5 })] }))).toContain(' and 3 further spans)');
  });

  test('a control that was reworded is tested in parts, each with its promise', () => {
    const text = read(draftOf());
    expect(text).toContain('Version 1, 1 January to 30 June 2025\nEvery account of a person whose contract ends is closed within 48 hours');
    expect(text).toContain('Version 2, 1 July to 31 December 2025\nEvery account of a person whose contract ends is closed within 24 hours');
  });

  test('a control that nothing asks about is not known, not passed', () => {
    const document = draftOf({ by: 'open', parts: [samplePart({ checks: [], outcome: 'no-items', known: 0 })], exceptions: [] });
    expect(read(document)).toContain('Whether this control operated is not known from facts');
    expect(read(document)).not.toContain('Without exceptions');
  });

  test('a control that was not in force, or in force for a part, is said to be so', () => {
    expect(read(draftOf({ parts: [], exceptions: [] }))).toContain('It was in force on no day of the period.');
    const late = samplePart({ from: '2025-06-30T22:00:00.000Z', known: 0.75 });
    expect(read(draftOf({ parts: [late] }))).toContain('In force 1 July to 31 December 2025.');
    expect(read(draftOf({ parts: [late] }))).toContain('How the control stood is known for 75.0 % of these days.');
  });

  test('a control that bears on no criterion in scope is named, and not shown', () => {
    const text = read(draftOf({}, { title: 'Consent is asked for', criteria: [{ criterion: 'P3.2', reason: 'It asks.' }] }));
    expect(text).toContain('Not shown here, because they bear on no criterion in scope: Consent is asked for.');
    expect(text.match(/Consent is asked for/g)).toHaveLength(1);
  });

  test('item-days have decimals', () => {
    const check = sampleCheck({ outcome: 'unknown', rate: { measure: 'item-days', failed: 0, tested: 1204.125, unknown: 0.1 } });
    expect(read(draftOf({ parts: [samplePart({ checks: [check] })] }))).toContain(
      'Not known for 0.1 of 1,204.225 item-days; the other 1,204.125 without',
    );
  });

  test('every exception has its span and management’s response, or that there is none', () => {
    const rows = rowsBelow(draftOf(), 'Exceptions');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain('6 May 2025, 11:12 / 6 May 2025, 17:40 | It landed without an approval; the only one came from its author.');
    expect(rows[0]).toContain('To be done by 30 Jun 2025: Take the right to lift rules from engineers.');
    expect(rows[1]).toContain('Accepted by exclusion ex-1; it stays an exception.');
    expect(rows[2]).toContain(
      'still open | It landed without an approval, and nobody has read it since. / The same item failed this before, 2 times. | None given yet.',
    );
    expect(flagsOf(draftOf())).toEqual(['2 exceptions have no response from management. Write one for each.']);
  });

  test('a list of exceptions that is cut says so', () => {
    const exceptions = Array.from({ length: 201 }, (_, at) => sampleException({ item: `api@${at}`, title: `Change ${at}` }));
    expect(rowsBelow(draftOf({ exceptions }), 'Exceptions')).toHaveLength(200);
    expect(read(draftOf({ exceptions }))).toContain('These are the first 200 of 201.');
    expect(read(draftOf({ exceptions: exceptions.slice(1) }))).not.toContain('These are the first');
  });

  test('exclusions and gaps are listed', () => {
    expect(rowsBelow(draftOf(), 'Exclusions')[0]).toContain('ex-1 | change/approved-by-another / worker@');
    expect(rowsBelow(draftOf(), 'What was not seen')).toContain(
      'change | 3 Mar 2025, 00:00 / 15 Mar 2025, 00:00 | The code host denied the permission to read.',
    );
    const unseen = testsAndResults(sampleReport({ coverage: [{ kind: 'change', from: null, until: null, gaps: [] }] }), sampleFacts());
    expect(rowsBelow(unseen, 'What was not seen')).toEqual(['change | all of the period | Nobody looked.']);
  });
});
