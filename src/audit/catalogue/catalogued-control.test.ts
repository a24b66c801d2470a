import { expect, test } from 'vitest';
import { allControls } from '../../controls/index.ts';
import type { SettingName } from '../../populations/settings.ts';
import { cataloguedControl } from './catalogued-control.ts';

test('every id in every control of the catalogue has a name and a text', () => {
  for (const control of allControls) {
    const { checks, records, cadence } = cataloguedControl(control);
    expect(checks.map((one) => one.id)).toEqual(control.checks);
    expect(records.map((one) => one.id)).toEqual(control.records);
    expect(cadence.map((one) => one.setting)).toEqual(control.cadence);
    for (const { title, asks } of checks) expect([title.length > 0, asks.endsWith('?') || asks.endsWith('.')]).toEqual([true, true]);
    for (const { shows, every } of records) expect([shows.length > 0, every.default]).toEqual([true, expect.stringMatching(/^\d+ [a-z]+$/)]);
  }
});

test('a default is written as a policy would write it, a list with commas', () => {
  const [control] = allControls;
  if (control === undefined) throw new Error('The catalogue is empty.');
  const settings: readonly SettingName[] = ['access-review.every', 'change.emergency-labels', 'change.automation', 'change.approvals'];
  expect(cataloguedControl({ ...control, cadence: settings }).cadence.map((one) => one.default)).toEqual(['3 months', 'emergency, hotfix', '', '1']);
});

test('how it could be seen follows from the strongest that it has', () => {
  const [control] = allControls;
  if (control === undefined) throw new Error('The catalogue is empty.');
  const bare = { ...control, checks: [], records: [], documents: [] };
  expect(cataloguedControl(bare).couldBeSeenBy).toBe('open');
  expect(cataloguedControl({ ...bare, documents: ['x'] }).couldBeSeenBy).toBe('document');
  expect(cataloguedControl({ ...bare, documents: ['x'], records: ['risk-assessment'] }).couldBeSeenBy).toBe('record');
  expect(cataloguedControl({ ...bare, records: ['risk-assessment'], checks: ['change/ticket-reference'] }).couldBeSeenBy).toBe('automated');
});

test('a check that does not exist is a mistake in the catalogue, and says so', () => {
  const [control] = allControls;
  if (control === undefined) throw new Error('The catalogue is empty.');
  expect(() => cataloguedControl({ ...control, checks: ['change/none'] })).toThrow('change/none');
});
