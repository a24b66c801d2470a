import { describe, expect, test } from 'vitest';
import { policy, takenOut } from '../checks/testing/given.ts';
import { at, endOf, startOf, vienna } from '../checks/testing/instants.ts';
import { story } from '../checks/testing/story.ts';
import { type Given, say } from '../checks/testing/world.ts';
import type { KindState } from '../facts/kinds/index.ts';
import { plus } from '../kernel/time.ts';
import { programChanges } from './draft-changes.ts';
import type { World } from './world.ts';

const written = at('2024-01-01T00:00:00Z');

function control(version: number, told: Partial<KindState<'control'>>, from = written): Given {
  const blank = { since: '2025-01-01', until: null, variant: null, owner: null, promise: null, compensating: null, why: '' };
  const state = { control: 'leaver-access', version, ...blank, ...told };
  return (world) => say(world, 'control', { id: `${state.control}@${version}`, state, from });
}

function adopted(version: number, told: Partial<KindState<'policy'>>, from = written): Given {
  return policy('access', { status: 'adopted', title: 'Access', version, effective: null, text: `text ${version}`, parameters: {}, ...told }, from);
}

/** The changes inside the year 2025, each as `day what id: from → to`. */
function changes(...given: readonly Given[]): string[] {
  const world = story('')
    .given(...given)
    .context().facts as unknown as World;
  const year = { from: plus(startOf('2025-01-01'), 1), until: endOf('2025-12-31'), zone: vienna };
  return programChanges(world, { settings: ['access-removal.within', 'no-such-parameter'], ...year }).map(
    ({ on, what, id, from, to }) => `${on} ${what} ${id}: ${from ?? '-'} → ${to ?? '-'}`,
  );
}

describe('a control', () => {
  test.each<[string, readonly Given[], readonly string[]]>([
    ['that held in all of the period did not change', [control(1, { since: '2025-01-01', until: null })], []],
    ['that was kept until the day before the period did not change in it', [control(1, { since: '2024-01-01', until: '2024-12-31' })], []],
    [
      'that was taken up inside',
      [control(1, { since: '2025-01-02', promise: 'One' })],
      ['2025-01-02 control-adopted leaver-access: - → Version 1: One'],
    ],
    [
      'whose promise changed has another version from that day on',
      [control(1, { promise: 'One', until: '2025-06-30' }), control(2, { promise: 'Two', since: '2025-07-01' })],
      ['2025-07-01 control-version leaver-access: Version 1: One → Version 2: Two'],
    ],
    [
      'whose last day is that of the period was given up inside',
      [control(1, { promise: 'One', until: '2025-12-31' })],
      ['2025-12-31 control-retired leaver-access: Version 1: One → -'],
    ],
    [
      'that was given up and taken up again',
      [control(1, { promise: 'One', until: '2025-03-31' }), control(2, { promise: 'Two', since: '2025-05-01' })],
      ['2025-03-31 control-retired leaver-access: Version 1: One → -', '2025-05-01 control-adopted leaver-access: - → Version 2: Two'],
    ],
    [
      'that was taken out of the records was given up',
      [control(1, { promise: 'One' }), takenOut('control', 'leaver-access@1', at('2025-04-04T12:00:00Z'))],
      ['2025-04-04 control-retired leaver-access: Version 1: One → -'],
    ],
    [
      'whose promise was written otherwise without another version',
      [control(1, { promise: 'One' }), control(1, { promise: 'Other' }, at('2025-04-04T12:00:00Z'))],
      ['2025-04-04 control-version leaver-access: Version 1: One → Version 1: Other'],
    ],
    [
      'that was written otherwise before it began, or in anything but its promise, did not change',
      [
        control(1, { promise: 'One', until: '2025-06-30' }),
        control(1, { promise: 'One', until: '2025-06-30', owner: 'p-001' }, at('2025-04-04T12:00:00Z')),
        control(2, { promise: 'Two', since: '2026-07-01' }, at('2025-02-01T12:00:00Z')),
        control(2, { promise: 'Other', since: '2026-07-01' }, at('2025-03-01T12:00:00Z')),
      ],
      ['2025-06-30 control-retired leaver-access: Version 1: One → -'],
    ],
  ])('%s', (_, given, expected) => {
    expect(changes(...given)).toEqual(expected);
  });
});

describe('a policy', () => {
  test.each<[string, readonly Given[], readonly string[]]>([
    ['that was adopted before did not change', [adopted(1, {})], []],
    ['that is a draft promises nothing', [adopted(1, { status: 'draft' }, at('2025-02-02T12:00:00Z'))], []],
    [
      'counts from the later of its day and its commit',
      [
        adopted(1, {}),
        adopted(2, { effective: '2025-06-01' }, at('2025-05-05T12:00:00Z')),
        adopted(3, { effective: '2025-06-01' }, at('2025-07-07T12:00:00Z')),
      ],
      ['2025-06-01 policy-version access: version 1 → version 2', '2025-07-07 policy-version access: version 2 → version 3'],
    ],
    ['that was adopted inside has nothing before', [adopted(1, {}, at('2025-02-02T12:00:00Z'))], ['2025-02-02 policy-version access: - → version 1']],
    [
      'that was only reviewed did not change',
      [adopted(1, { reviewedOn: '2024-01-01' }), adopted(1, { reviewedOn: '2025-02-02' }, at('2025-02-02T12:00:00Z'))],
      [],
    ],
    [
      'whose text changed without another version says so',
      [adopted(1, {}), adopted(1, { text: 'other' }, at('2025-02-02T12:00:00Z'))],
      ['2025-02-02 policy-version access: version 1 → version 1, with another text or number'],
    ],
    [
      'that became a draft again is not adopted any more',
      [adopted(1, {}), adopted(2, { status: 'draft' }, at('2025-02-02T12:00:00Z'))],
      ['2025-02-02 policy-version access: version 1 → not adopted any more'],
    ],
    [
      'that was taken out is not adopted any more',
      [adopted(1, {}), takenOut('policy', 'access', at('2025-02-02T12:00:00Z'))],
      ['2025-02-02 policy-version access: version 1 → not adopted any more'],
    ],
  ])('%s', (_, given, expected) => {
    expect(changes(...given)).toEqual(expected);
  });
});

describe('a limit', () => {
  const within = (value: string) => ({ parameters: { 'access-removal.within': value, 'kept-by-nobody': value } });

  test('changes with the policy that sets it, and the policy stands before it', () => {
    const given = [adopted(1, within('24 hours')), adopted(2, within('12 hours'), at('2025-02-02T12:00:00Z'))];
    expect(changes(...given)).toEqual([
      '2025-02-02 policy-version access: version 1 → version 2',
      '2025-02-02 setting access-removal.within: 24 hours → 12 hours',
    ]);
  });

  test('that stays the same in another version did not change', () => {
    expect(changes(adopted(1, within('24 hours')), adopted(2, within('24 hours'), at('2025-02-02T12:00:00Z')))).toHaveLength(1);
  });

  test('that was promised by nobody before says so', () => {
    expect(changes(adopted(1, within('24 hours'), at('2025-02-02T12:00:00Z')))[1]).toBe(
      '2025-02-02 setting access-removal.within: 24 hours (Tickmark’s default, adopted by nobody) → 24 hours',
    );
  });
});

test('what follows is told in the order in which it came to count, whatever it is', () => {
  const given = [
    control(1, { promise: 'One', since: '2025-09-01' }),
    adopted(1, {}, at('2025-02-02T12:00:00Z')),
    policy('other', { status: 'adopted', version: 4, effective: '2025-03-01', text: 'x', parameters: {} }, at('2025-01-20T12:00:00Z')),
  ];
  expect(changes(...given).map((one) => one.slice(0, 10))).toEqual(['2025-02-02', '2025-03-01', '2025-09-01']);
});
