import { expect, test } from 'vitest';
import { person, repositoryInScope, system, takenOut } from '../checks/testing/given.ts';
import { at, endOf, startOf, vienna } from '../checks/testing/instants.ts';
import { story } from '../checks/testing/story.ts';
import { type Given, say } from '../checks/testing/world.ts';
import { descriptionOf, incidentsOf, inventoryOf, peopleByRole, policiesOf, vendorsOf } from './draft-records.ts';
import type { World } from './world.ts';

const days = { period: { from: startOf('2025-01-01'), until: endOf('2025-12-31') }, horizon: endOf('2025-12-31'), zone: vienna };

function worldOf(...given: readonly Given[]): World {
  return story('')
    .given(...given)
    .context().facts as unknown as World;
}

function incident(id: string, began: string, ended: string | null): Given {
  const state = {
    id,
    title: id,
    severity: 'low',
    beganAt: at(began),
    endedAt: ended === null ? null : at(ended),
    lead: 'p-1',
    review: null,
    notes: 'Why.',
  };
  return (world) => say(world, 'incident', { id, state });
}

function vendor(id: string, until: string | null = null): Given {
  const state = { id, name: id, service: 'Mail', tier: 'minor', owner: 'p-1', since: '2024-01-01', until, reviewed: null, report: null };
  return (world) => say(world, 'vendor', { id, state });
}

test('a thing that was in scope twice stands in the inventory once for each time, with its first and last day', () => {
  const world = worldOf(
    system('desk', { since: '2025-01-01', until: '2025-03-31' }),
    system('desk', { since: '2025-06-01' }, at('2025-05-20T10:00:00Z')),
    repositoryInScope('web', { since: '2025-02-01' }),
    repositoryInScope('api', { since: '2025-02-01', until: '2025-04-30' }),
  );
  const { repositories, systems, backups } = inventoryOf(world, days);
  expect(repositories.map(({ id, since, until }) => [id, since, until])).toEqual([
    ['api', '2025-02-01', '2025-04-30'],
    ['web', '2025-02-01', null],
  ]);
  expect(systems.map(({ since, until }) => [since, until])).toEqual([
    ['2025-01-01', '2025-03-31'],
    ['2025-06-01', null],
  ]);
  expect(backups).toEqual([]);
});

test('people are counted by the role that they had at the end, if they worked here then', () => {
  const here = { employment: [{ from: '2024-01-01', until: null }] };
  const world = worldOf(
    person('p-1', { ...here, role: 'Support' }),
    person('p-1', { ...here, role: 'Engineer' }, at('2025-06-01T10:00:00Z')),
    person('p-1', { ...here, role: 'Head' }, at('2026-01-05T10:00:00Z')),
    person('p-2', { ...here, role: 'Engineer' }),
    person('p-3', { ...here, role: 'Support' }, at('2026-01-05T10:00:00Z')),
    person('p-4', { employment: [{ from: '2024-01-01', until: '2025-12-30' }], role: 'Engineer' }),
    person('p-5', { employment: [{ from: '2026-01-01', until: null }], role: 'Engineer' }),
    person('p-6', { ...here, role: 'Engineer' }),
    takenOut('person', 'p-6', at('2025-06-01T10:00:00Z')),
  );
  expect(peopleByRole(world, days)).toEqual([
    { role: 'Engineer', count: 2 },
    { role: 'Support', count: 1 },
  ]);
});

test('incidents are those that touched the period; one that was taken out of the records stays, and says so', () => {
  const world = worldOf(
    incident('before', '2024-01-01T10:00:00Z', '2024-12-31T23:00:00Z'),
    incident('into', '2024-12-31T10:00:00Z', '2024-12-31T23:00:01Z'),
    incident('lasting', '2024-12-30T10:00:00Z', null),
    incident('gone', '2025-12-31T22:59:00Z', null),
    incident('after', '2025-12-31T23:00:00Z', null),
    takenOut('incident', 'gone', at('2026-01-05T10:00:00Z')),
  );
  expect(incidentsOf(world, days).map(({ id, notes }) => [id, notes])).toEqual([
    ['lasting', 'Why.'],
    ['into', 'Why.'],
    ['gone', 'Why. (The records named it until 2026-01-05, and then no more.)'],
  ]);
});

test('vendors carry the method that the description gives them, by id; one that was taken out was used until then', () => {
  const world = worldOf(vendor('b'), vendor('a', '2025-05-31'), vendor('c'), takenOut('vendor', 'c', at('2025-08-01T10:00:00Z')), said('inclusive'));
  expect(vendorsOf(world, descriptionOf(world), days).map(({ id, until, method }) => [id, until, method])).toEqual([
    ['a', '2025-05-31', null],
    ['b', null, 'inclusive'],
    ['c', '2025-08-01', null],
  ]);
});

function said(method: string, from = at('2025-01-01T00:00:00Z')): Given {
  const none = { sections: {}, customerControls: [], vendorControls: [], notRelevant: [] };
  const state = { services: 'Berths', subservice: [{ vendor: 'b', method }], ...none };
  return (world) => say(world, 'system-description', { id: 'description', state, from });
}

test('the description is the last that was written, and none once it was taken out', () => {
  const rewritten = [said('inclusive'), said('carved-out', at('2026-01-05T10:00:00Z'))];
  expect(descriptionOf(worldOf(...rewritten))?.subservice).toEqual([{ vendor: 'b', method: 'carved-out' }]);
  expect(descriptionOf(worldOf(...rewritten, takenOut('system-description', 'description', at('2026-01-06T10:00:00Z'))))).toBeNull();
  expect(descriptionOf(worldOf())).toBeNull();
});

test('policies are those that stood at the end, drafts too', () => {
  const policy = (id: string, version: number, from: string): Given => {
    const state = {
      id,
      title: id,
      status: 'draft',
      version,
      owner: 'p-1',
      author: 'p-1',
      approvedBy: null,
      approvedOn: null,
      reviewedOn: null,
      effective: null,
    };
    return (world) => say(world, 'policy', { id, state: { ...state, parameters: {}, text: '' }, from: at(from) });
  };
  const world = worldOf(
    policy('b', 1, '2025-01-05T10:00:00Z'),
    policy('a', 1, '2025-01-05T10:00:00Z'),
    policy('a', 2, '2026-01-05T10:00:00Z'),
    policy('c', 1, '2026-01-05T10:00:00Z'),
  );
  expect(policiesOf(world, days).map(({ id, version }) => [id, version])).toEqual([
    ['a', 1],
    ['b', 1],
  ]);
});
