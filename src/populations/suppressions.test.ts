import { describe, expect, test } from 'vitest';
import { acceptance, person, repositoryInScope, system, takenOut, vulnerability } from '../checks/testing/given.ts';
import { leak } from '../checks/testing/given-hosted.ts';
import { at, endOf, startOf, vienna } from '../checks/testing/instants.ts';
import { story } from '../checks/testing/story.ts';
import { type Given, recordsBegan, say, unseen } from '../checks/testing/world.ts';
import { type ExclusionFields, judgeExclusions } from '../controls/exclusions.ts';
import type { KindState } from '../facts/kinds/index.ts';
import { untold } from '../facts/told.ts';
import { DAY, FOREVER, type Instant, plus } from '../kernel/time.ts';
import { allPopulations } from './index.ts';
import type { Reading } from './suppressions/reading.ts';
import { suppressions } from './suppressions.ts';

const approvedAt = at('2025-02-05T09:00:00Z');
const boss = person('p-001', { authority: ['exclusions', 'risks'] });
const begin = startOf('2025-01-01');
const end = endOf('2025-12-31');

function contextOf(given: readonly Given[], lookedAt?: Instant) {
  const told = story('').given(boss, ...given);
  return (lookedAt === undefined ? told : told.lookedAt(lookedAt)).context() as unknown as Reading;
}

function found(...given: readonly Given[]) {
  return suppressions.items(contextOf(given));
}

function keys(...given: readonly Given[]): readonly string[] {
  return found(...given).map((one) => one.key);
}

function exclusion(told: Partial<ExclusionFields> = {}, subject = 'ex-1', from: Instant = recordsBegan): Given {
  const who = { requestedBy: 'p-005', approvedBy: 'p-001', approvedAt };
  const base = { id: 'ex-1', check: 'change/ticket-reference', items: ['api@c'], reason: 'The tracker was down.', ...who };
  return (world) => say(world, 'exclusion', { id: subject, state: { ...base, untilAt: endOf('2025-06-30'), ...told }, from });
}

function kept(version: number, told: Partial<KindState<'control'>> = {}): Given {
  const base = { control: 'restore-tests', version, since: '2024-01-01', until: null, variant: null, owner: null, promise: null, compensating: null };
  return (world) => say(world, 'control', { id: `restore-tests@${version}`, state: { ...base, why: 'Nothing is stored.', ...told } });
}

test('is registered, though no check asks anything of it', () => {
  expect(allPopulations).toContain(suppressions);
});

describe('an exclusion', () => {
  test('is listed from its approval to its end, with who asked, who approved and why', () => {
    const [item, ...more] = found(exclusion());
    expect(more).toEqual([]);
    expect(item).toMatchObject({
      key: 'exclusion/ex-1',
      title: 'Exclusion of 1 item of change/ticket-reference',
      span: { from: approvedAt, until: endOf('2025-06-30') },
      data: { sort: 'exclusion' },
    });
    for (const words of ['“The tracker was down.”', 'Asked for by p-005, approved by p-001 on 2025-02-05', 'It counts until 2025-07-01'])
      expect(item?.because).toContain(words);
  });

  test('ends where it was taken out of the records', () => {
    const [item] = found(exclusion(), takenOut('exclusion', 'ex-1', plus(approvedAt, DAY)));
    expect(item?.span.until).toBe(plus(approvedAt, DAY));
    expect(item?.because).toContain('taken out of the records');
  });

  test('is told apart from another of the same id', () => {
    expect(keys(exclusion(), exclusion({ check: 'change/approved-by-another' }, 'elsewhere'))).toEqual(['exclusion/ex-1', 'exclusion/ex-1 #2']);
  });

  const edges: readonly (readonly [string, Partial<ExclusionFields>])[] = [
    ['it ended as the period began', { approvedAt: plus(begin, -DAY), untilAt: begin }],
    ['it ended a millisecond into the period', { approvedAt: plus(begin, -DAY), untilAt: plus(begin, 1) }],
    ['it was approved in the last millisecond', { approvedAt: plus(end, -1), untilAt: plus(end, DAY) }],
    ['it was approved as the period ended', { approvedAt: end, untilAt: plus(end, DAY) }],
    ['nobody approved it', { approvedBy: null, approvedAt: null }],
    ['its requester approved it', { requestedBy: 'p-001' }],
    ['who approved it had no authority', { approvedBy: 'p-005', requestedBy: 'p-001' }],
  ];
  test.each(edges)('is listed just where it counts: %s', (_name, told) => {
    const context = contextOf([exclusion(told)]);
    const [judged] = judgeExclusions(context.facts as unknown as Parameters<typeof judgeExclusions>[0], { zone: vienna, horizon: end, context });
    expect(suppressions.items(context).map((one) => one.key)).toEqual(judged?.inForce ? ['exclusion/ex-1'] : []);
  });

  test('is not listed where nobody knows of the authority, because then it does not count', () => {
    expect(keys(exclusion(), unseen(['person'], plus(approvedAt, -1), plus(approvedAt, 1), 'lost-sight'))).toEqual([]);
  });

  test('is not listed where it was approved after the last look', () => {
    expect(suppressions.items(contextOf([exclusion()], approvedAt))).toEqual([]);
    expect(suppressions.items(contextOf([exclusion()], plus(approvedAt, 1)))).toHaveLength(1);
  });
});

describe('an acceptance of a vulnerability', () => {
  test('is listed from its approval to its end', () => {
    const [item] = found(acceptance('va-1', {}));
    expect(item).toMatchObject({ key: 'acceptance/va-1', span: { from: approvedAt, until: endOf('2025-03-31') } });
    expect(item?.because).toContain('It lets v-1 stay open. The reason: “Not reachable.” Asked for by p-002, approved by p-001');
  });

  test('is not listed where it does not count', () => {
    expect(keys(acceptance('va-1', { approvedBy: null, approvedAt: null }), acceptance('va-2', { requestedBy: 'p-001' }))).toEqual([]);
    expect(keys(acceptance('va-1', { untilAt: begin, approvedAt: plus(begin, -DAY) }))).toEqual([]);
  });

  test('is listed, and says so, where nobody knows of the authority', () => {
    const [item] = found(acceptance('va-1', {}), unseen(['person'], plus(approvedAt, -1), plus(approvedAt, 1), 'lost-sight'));
    expect(item?.because).toContain('Nobody knows whether p-001 then had the authority for it.');
  });
});

describe('a decision on the scope', () => {
  test('is listed where it ended in the period, from its first day to its last', () => {
    const [item] = found(repositoryInScope('api', { until: '2025-03-31' }), system('aws'));
    expect(item).toMatchObject({ key: 'scope/repository/api', span: { from: startOf('2024-01-01'), until: endOf('2025-03-31') } });
    expect(item?.because).toBe(
      'The repository api was in scope from 2024-01-01 to 2025-03-31, which its entry names as the last day. Decided by p-001, who wrote: “It serves customers”',
    );
  });

  test('is listed where its entry was taken out', () => {
    const removed = at('2025-03-01T12:00:00Z');
    const [item, ...more] = found(system('aws'), takenOut('scope', 'system/aws', removed));
    expect(more).toEqual([]);
    expect(item).toMatchObject({ key: 'scope/system/aws', span: { until: removed } });
    expect(item?.because).toContain('its entry was taken out of the records on 2025-03-01 13:00:00 Europe/Vienna');
  });

  test.each([
    ['the day before the period', '2024-12-31', false],
    ['its first day', '2025-01-01', true],
    ['the day before its last', '2025-12-30', true],
    ['its last day, after which nothing of it is judged', '2025-12-31', false],
  ])('ended with %s', (_name, until, listed) => {
    expect(keys(repositoryInScope('api', { until }))).toEqual(listed ? ['scope/repository/api'] : []);
  });

  test('is not listed where its end is to come after the last look', () => {
    expect(suppressions.items(contextOf([repositoryInScope('api', { until: '2025-11-30' })], endOf('2025-11-30')))).toEqual([]);
    expect(suppressions.items(contextOf([repositoryInScope('api', { until: '2025-11-30' })], plus(endOf('2025-11-30'), 1)))).toHaveLength(1);
  });
});

describe('a control', () => {
  test('is listed where it was retired in the period', () => {
    const [item] = found(kept(1, { until: '2025-06-30' }));
    expect(item).toMatchObject({
      key: 'control/restore-tests@1',
      title: 'Retired: restore-tests, version 1',
      span: { from: startOf('2024-01-01'), until: endOf('2025-06-30') },
    });
    expect(item?.because).toContain('was kept from 2024-01-01 to 2025-06-30');
    expect(item?.because).toContain('“Nothing is stored.”');
  });

  test('is not listed where another version takes over at once; where a day lies between them it is', () => {
    const first = kept(1, { until: '2025-06-30' });
    expect(keys(first, kept(2, { since: '2025-07-01' }))).toEqual([]);
    expect(keys(first, kept(2, { since: '2025-07-02' }))).toEqual(['control/restore-tests@1']);
    expect(keys(first, kept(2, { since: '2025-07-01', until: '2025-08-31' }))).toEqual(['control/restore-tests@2']);
  });

  test('is not listed while it is kept, nor where it ended before', () => {
    expect(keys(kept(1))).toEqual([]);
    expect(keys(kept(1, { until: '2024-12-31' }))).toEqual([]);
  });
});

describe('a dismissed vulnerability', () => {
  const dismissed = {
    at: plus(begin, -DAY),
    by: 'account:ada',
    reason: 'tolerable_risk',
    comment: null,
    approvedBy: untold('The host does not tell.'),
  };

  test('is listed as long as the dismissal stands, whatever its rating', () => {
    const [item] = found(vulnerability('v-1', { severity: 'low', dismissed }));
    expect(item).toMatchObject({ key: 'dismissal/v-1', span: { from: plus(begin, -DAY), until: FOREVER } });
    expect(item?.because).toContain('“tolerable_risk” Who approved that is not told: The host does not tell. It stands so.');
  });

  test('is listed until it was taken back, and not after', () => {
    const back = (when: Instant) => [vulnerability('v-1', { dismissed }), vulnerability('v-1', { dismissed: null }, when)] as const;
    expect(keys(...back(begin))).toEqual([]);
    expect(found(...back(plus(begin, 1)))[0]?.span.until).toBe(plus(begin, 1));
  });

  test('is not listed where nobody dismissed it', () => {
    expect(keys(vulnerability('v-1', { dismissed: null }), vulnerability('v-2', {}))).toEqual([]);
  });
});

describe('an alert of a leaked secret', () => {
  const closed = { resolvedAt: approvedAt, resolvedBy: 'account:ada', comment: 'An example.' };

  test.each(['false-positive', 'used-in-tests', 'accepted', 'pattern-removed'] as const)('is listed where it was closed as %s', (resolution) => {
    const [item] = found(leak('l-1', { ...closed, resolution }));
    expect(item).toMatchObject({ key: 'secret/l-1', span: { from: approvedAt, until: FOREVER } });
    expect(item?.because).toContain(`closed as "${resolution}" by account:ada`);
    expect(item?.because).toContain('“An example.”');
  });

  test('is not listed where the secret was revoked, or the alert is open', () => {
    expect(keys(leak('l-1', { ...closed, resolution: 'revoked' }), leak('l-2'))).toEqual([]);
  });
});

describe('further suppressions could have stood unseen', () => {
  const [from, until] = [at('2025-03-01T00:00:00Z'), at('2025-03-02T00:00:00Z')];

  test.each(['exclusion', 'acceptance', 'scope', 'control', 'vulnerability', 'secret-leak'] as const)('where %s could not be seen', (kind) => {
    expect(suppressions.unseen(contextOf([unseen([kind], from, until, 'denied')]))).toEqual([
      { from, until, reason: 'denied', why: 'The file could not be read.' },
    ]);
  });

  test('and is told once, whatever was in the file', () => {
    const gaps = suppressions.unseen(contextOf([unseen(['exclusion', 'acceptance'], from, until, 'denied')]));
    expect(gaps).toHaveLength(1);
    expect(suppressions.unseen(contextOf([unseen(['person'], from, until, 'denied')]))).toEqual([]);
  });

  test('for the whole of the period where nobody looked at all', () => {
    const gaps = suppressions.unseen(contextOf([unseen(['exclusion'], at('2020-01-01T00:00:00Z'), FOREVER, 'before-first-look')]));
    expect(gaps).toMatchObject([{ from: begin, until: end }]);
  });
});
