import { describe, expect, test } from 'vitest';
import { textsOf } from './testing/read.ts';
import { sampleFacts } from './testing/sample-facts.ts';
import { sampleReport } from './testing/sample-report.ts';
import { textFlags, unnamedFlags } from './text-flags.ts';

function flags(text: string, facts: Parameters<typeof sampleFacts>[0] = {}) {
  return textFlags({ part: 'DC3', text }, sampleReport(), sampleFacts(facts)).flatMap(textsOf);
}

describe('a text of the company against the inventory', () => {
  test.each([
    ['We run on AWS.', 'AWS'],
    ['We run on Amazon Web Services (AWS).', 'Amazon Web Services'],
    ['Mail leaves by SendGrid.', 'SendGrid'],
    ['The `billing` repository makes invoices.', 'billing'],
    ['It is kept in the database `ledger-db`.', 'ledger-db'],
  ])('%j names what it lacks', (text, name) => {
    expect(flags(text)).toEqual([
      `The text of DC3 names ${name}; neither the list of vendors nor the scope has it. Add it there, or correct the text.`,
    ]);
  });

  test.each([
    'The code host is GitHub.',
    'It runs on Example Cloud.',
    'The `api` repository and the repository `worker` hold the code of branch `main`.',
    'Aws and sentry are words that name nothing here.',
  ])('%j names what it has, or nothing', (text) => {
    expect(flags(text)).toEqual([]);
  });

  test('a vendor whose use had ended before the period is told apart', () => {
    const [vendor] = sampleFacts().vendors;
    const vendors = [{ ...vendor!, name: 'Example Rack', until: '2024-11-30' }];
    expect(flags('Servers stand at Example Rack.', { vendors })).toEqual([
      'The text of DC3 names Example Rack, whose use ended on 30 November 2024, before the period began.',
    ]);
    expect(flags('Servers stand at Example Rack.', { vendors: [{ ...vendors[0]!, until: '2025-01-31' }] })).toEqual([]);
  });

  test.each([
    ['We have 35 employees.', '35 employees', 'the list of people has 34'],
    ['Three repositories hold the code.', 'Three repositories', 'the scope has 2'],
    ['Access to 4 production systems is reviewed.', '4 production systems', 'the scope has 2'],
    ['No incidents happened.', 'No incidents', 'the list of incidents has 1'],
    ['We rely on twelve vendors.', 'twelve vendors', 'the list of vendors has 4'],
    ['Two subservice organizations help.', 'Two subservice organizations', 'the list of vendors has 1'],
  ])('%j counts otherwise', (text, phrase, known) => {
    expect(flags(text)).toEqual([`The text of DC3 says “${phrase}”; ${known}. One of them is wrong.`]);
  });

  test.each([
    'We have 34 employees and two repositories.',
    'We have more than 30 employees and about 5 repositories.',
    'Two people approve each of 500 critical changes.',
    'Since 2025 systems are watched; version 1.2 systems are gone.',
    'Each of 17 critical vendors is reviewed.',
  ])('%j does not', (text) => {
    expect(flags(text)).toEqual([]);
  });

  test('words of an auditor are pointed out', () => {
    expect(flags('Our controls are effective, and we are certified.')).toEqual([
      'The text of DC3 says “effective” and “certified”. A description says what is done; how well, an auditor says.',
    ]);
  });

  test('what the inventory has and no text names is pointed out, once there is a text', () => {
    const unnamed = (texts: NonNullable<Parameters<typeof sampleFacts>[0]>['texts']) =>
      unnamedFlags(sampleReport(), sampleFacts({ texts: texts ?? {} })).flatMap(textsOf);
    expect(unnamed({})).toEqual([]);
    expect(unnamed({ DC1: 'We plan berths.' })).toEqual([
      'The list of vendors has Example Cloud (critical), Example Mail (critical) and Example Desk (important), which no text of the description names.',
      'The scope has the systems Code host and Cloud account, which no text of the description names.',
    ]);
    expect(unnamed({ DC1: 'The code host, the CLOUD ACCOUNT.', DC3: 'Example Cloud, Example Mail, Example Desk.' })).toEqual([]);
  });

  test('a name that holds signs of a pattern is a name', () => {
    const [vendor] = sampleFacts().vendors;
    expect(
      unnamedFlags(sampleReport(), sampleFacts({ texts: { DC1: 'C++ (x) code host, cloud account' }, vendors: [{ ...vendor!, name: 'C++ (x)' }] })),
    ).toEqual([]);
  });
});
