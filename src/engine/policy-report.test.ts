import { expect, test } from 'vitest';
import { policy, takenOut } from '../checks/testing/given.ts';
import { at, startOf, vienna } from '../checks/testing/instants.ts';
import { story } from '../checks/testing/story.ts';
import type { Given } from '../checks/testing/world.ts';
import type { KindState } from '../facts/kinds/index.ts';
import type { Timeline } from '../facts/timeline.ts';
import { FOREVER } from '../kernel/time.ts';
import { policiesFrom } from './policy-report.ts';

const around = { zone: vienna, from: startOf('2025-01-01'), at: at('2025-12-31T22:59:59.999Z') };
const parameters = {
  'access-review.every': '3 months',
  'change.ticket-prefixes': ['HL', 'OPS'],
  'change.automation': [] as string[],
  'branch.bypass.most': 0,
};

function found(...given: readonly Given[]) {
  const { facts } = story('')
    .given(...given)
    .context();
  return policiesFrom((facts as unknown as { policy: Timeline<KindState<'policy'>> }).policy, around);
}

test('a policy stands as it was at the last known instant, with the versions that were adopted and their values as they are shown', () => {
  const second = at('2025-05-01T10:00:00Z');
  const [only] = found(policy('pol', { parameters }), policy('pol', { version: 2, effective: '2025-06-01', owner: 'p-009' }, second));
  expect(only).toMatchObject({ id: 'pol', status: 'adopted', version: 2, owner: 'p-009', effective: '2025-06-01', parameters: [] });
  expect(only?.adoptions).toMatchObject([
    { version: 1, effective: null, from: at('2024-01-01T00:00:00Z'), until: startOf('2025-06-01') },
    { version: 2, effective: '2025-06-01', from: startOf('2025-06-01'), until: FOREVER, parameters: [] },
  ]);
  expect(only?.adoptions[0]?.parameters).toEqual([
    { name: 'access-review.every', written: '3 months' },
    { name: 'branch.bypass.most', written: '0' },
    { name: 'change.automation', written: 'any' },
    { name: 'change.ticket-prefixes', written: 'HL, OPS' },
  ]);
});

test('a draft is shown with what it would set, and was never adopted', () => {
  expect(found(policy('pol', { status: 'draft', parameters }))).toMatchObject([{ status: 'draft', adoptions: [], parameters: { length: 4 } }]);
});

test('one that was taken out of the records in the period is withdrawn; before it, it is none, and so is a draft that was', () => {
  const removed = at('2025-03-01T00:00:00Z');
  expect(found(policy('pol', { parameters }), takenOut('policy', 'pol', removed))).toMatchObject([
    { status: 'withdrawn', parameters: { length: 4 }, adoptions: [{ until: removed }] },
  ]);
  expect(found(policy('pol', {}), takenOut('policy', 'pol', startOf('2025-01-01')))).toEqual([]);
  expect(found(policy('pol', { status: 'draft' }), takenOut('policy', 'pol', removed))).toEqual([]);
});

test('one that was first written down after the last known instant is none', () => {
  expect(found(policy('pol', {}, startOf('2026-01-01')))).toEqual([]);
});
