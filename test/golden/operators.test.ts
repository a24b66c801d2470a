import { describe, expect, it } from 'vitest';
import { YEAR } from '../../demo/clock.ts';
import { makeCompany } from '../../demo/company/make-company.ts';
import type { World } from '../../demo/company/world.ts';
import { shownDefects } from '../../demo/defects.ts';
import { allOperators, defectOperators } from '../../demo/operators/all-operators.ts';
import { expectedFindings, layOver } from '../../demo/operators/lay-over.ts';
import type { Expected } from '../../demo/operators/operator.ts';
import { randomFrom } from '../../demo/random.ts';
import { judgeWorld } from './world-oracle.ts';

const SEEDS = Array.from({ length: 20 }, (_, seed) => `golden-${seed}`);
const worlds = new Map(SEEDS.map((seed) => [seed, makeCompany(seed, { changes: 200 })]));
const worldOf = (seed: string): World => worlds.get(seed) as World;

/** These hide files and repositories from a reader: what the oracle sees of the world itself stays without findings, or shows what was hidden. */
const HIDING = [
  'gap/shallow-clone',
  'gap/never-connected',
  'gap/approvals-not-told',
  'gap/policy-unreadable',
  'gap/restore-drills-unreadable',
  'gap/tabletop-exercises-unreadable',
  'gap/control-records-unreadable',
];
const SAFE = [
  'leaver/access-removed-just-in-time',
  'vulnerability/fixed-just-in-time',
  'change/approved-at-landing',
  'change/approval-withdrawn-after-landing',
  'control-record/just-in-time',
  'control-record/written-down-late',
  'control-record/evidence-alone',
  'control-record/notes-alone',
  'control/taken-up-late',
  'control/given-up',
];

/** Unsorted lists compare by content. */
function sorted({ exceptions, unknowns, excluded }: Expected) {
  const texts = (list: readonly object[]): string[] => list.map((one) => JSON.stringify(Object.entries(one).toSorted())).toSorted();
  return { exceptions: texts(exceptions), unknowns: texts(unknowns), excluded: texts(excluded) };
}

const nothing = { exceptions: [], unknowns: [], excluded: [] };

describe('20 clean years', () => {
  it.each(SEEDS)('%s: the oracle finds nothing', (seed) => {
    expect(judgeWorld(worldOf(seed))).toEqual(nothing);
  });
});

describe.each(allOperators.map((operator) => [operator.id, operator] as const))('%s', (id, operator) => {
  it('yields exactly what it says, at 20 random places', () => {
    for (const seed of SEEDS) {
      const { world, expected, left } = layOver(worldOf(seed), [operator], randomFrom(`${seed} ${id}`));
      expect(left, `${seed}: no place in a clean year`).toEqual([]);
      if (!HIDING.includes(id)) expect(sorted(judgeWorld(world)), seed).toEqual(sorted(expected));
      const count = expected.exceptions.length + expected.unknowns.length + expected.excluded.length;
      expect(count > 0).toBe(!SAFE.includes(id));
      for (const { from, until } of [...expected.exceptions, ...expected.unknowns, ...expected.excluded]) {
        expect(from).toBeGreaterThanOrEqual(YEAR.from);
        expect(from).toBeLessThan(until ?? YEAR.until);
      }
    }
  });

  it('changes only what it claims', () => {
    for (const seed of SEEDS.slice(0, 5)) {
      const before = worldOf(seed);
      const { world } = layOver(before, [operator], randomFrom(`${seed} ${id}`));
      const claimed = world.touched.map((item) => item.replace(/^[\w-]+:/, ''));
      expect(claimed.length).toBeGreaterThan(0);
      for (const item of changedItems(before, world)) expect(claimed, `${seed}: ${item}`).toContain(item);
    }
  });

  it('falls on different places', () => {
    const places = SEEDS.map((seed) => {
      const { world, expected } = layOver(worldOf(seed), [operator], randomFrom(`${seed} ${id}`));
      return JSON.stringify([world.touched, expected]);
    });
    expect(new Set(places).size).toBeGreaterThan(1);
  });
});

/** Keys of what reads differently, as defects claim it. An account is its leaver; reviews may decide about accounts that a leaver's defect kept open. */
function changedItems(before: World, after: World): string[] {
  const keys = <T>(list: (world: World) => readonly T[], key: (one: T) => string): string[] => {
    const texts = (world: World): Set<string> => new Set(list(world).map((one) => `${key(one)} ${JSON.stringify(one)}`));
    const [old, fresh] = [texts(before), texts(after)];
    const differing = [...old].filter((text) => !fresh.has(text)).concat([...fresh].filter((text) => !old.has(text)));
    return differing.map((text) => text.split(' ')[0] as string);
  };
  const leavers = new Map(
    before.people.flatMap(({ id, employment }) => employment.flatMap(({ until }) => (until === null ? [] : [[id, `${id}/${until}`]]))) as [
      string,
      string,
    ][],
  );
  const isLeaver = after.touched.some((item) => item.startsWith('leaver:'));
  return [
    ...keys(
      ({ people }) => people,
      ({ id }) => id,
    ),
    ...keys(
      ({ accounts }) => accounts,
      ({ holder }) => ('person' in holder ? (leavers.get(holder.person) ?? holder.person) : holder.service),
    ),
    ...keys(
      ({ repositories }) => repositories,
      ({ id }) => id,
    ),
    ...keys(
      ({ changes }) => changes,
      ({ repository, branchedAt }) => changeAt(before, repository, branchedAt),
    ),
    ...keys(
      ({ approvals }) => approvals,
      ({ change }) => change,
    ),
    ...keys(
      ({ policies }) => policies,
      ({ id }) => id,
    ),
    ...(isLeaver
      ? []
      : keys(
          ({ accessReviews }) => accessReviews,
          ({ due }) => due,
        )),
    ...keys(
      ({ restoreDrills }) => restoreDrills,
      ({ backup, due }) => `${backup}/${due}`,
    ),
    ...keys(
      ({ tabletops }) => tabletops,
      ({ due }) => due,
    ),
    ...keys(
      ({ vulnerabilities }) => vulnerabilities,
      ({ id }) => id,
    ),
    ...keys(
      ({ acceptances }) => acceptances,
      ({ vulnerability }) => vulnerability,
    ),
    ...keys(
      ({ exclusions }) => exclusions,
      ({ change }) => change,
    ),
    ...keys(
      ({ controls }) => controls,
      ({ control }) => control,
    ),
    ...keys(
      ({ controlRecords }) => controlRecords,
      ({ record, due }) => `${record}/${due}`,
    ),
    ...keys(
      ({ incidents }) => incidents,
      ({ id }) => id,
    ),
    ...keys(
      ({ vendors }) => vendors,
      ({ id }) => id,
    ),
  ];
}

/** A change that became a direct push has another id, but began at the same instant. */
function changeAt(world: World, repository: string, branchedAt: number): string {
  return world.changes.find((change) => change.repository === repository && change.branchedAt === branchedAt)?.id ?? '';
}

describe('many defects at once', () => {
  it.each(SEEDS)('%s: each keeps its own findings', (seed) => {
    const random = randomFrom(`${seed} all`);
    const { world, expected, laid, left } = layOver(worldOf(seed), random.shuffled(defectOperators), random);
    expect(laid.length + left.length).toBe(defectOperators.length);
    expect(laid.length).toBeGreaterThan(30);
    expect(new Set(world.touched).size).toBe(world.touched.length);
    expect(sorted(judgeWorld(world))).toEqual(sorted(expected));
  });

  it('puts shas in the place of changes, and leaves other items alone', () => {
    const exceptions = [
      { check: 'change/ticket-reference', item: 'design-system#12', from: YEAR.from, until: null },
      { check: 'access/review-on-time', item: '2025-03-31', from: YEAR.from, until: null },
    ] as const;
    const { exceptions: keyed } = expectedFindings({ ...nothing, exceptions }, new Map([['design-system#12', 'abc']]));
    expect(keyed.map(({ item }) => item)).toEqual(['2025-03-31', 'design-system@abc']);
    expect(() => expectedFindings({ ...nothing, exceptions }, new Map())).toThrow('Nothing was written for design-system#12');
  });
});

describe('the year that the demo shows', () => {
  const { world, expected, left } = shownDefects();

  it('has room for every defect, and shows what they say', () => {
    expect(left).toEqual([]);
    expect(sorted(judgeWorld(world))).toEqual(sorted(expected));
  });

  it('has something under every check, one exclusion and two things nobody can know', () => {
    const checks = [...new Set(expected.exceptions.map(({ check }) => check))];
    expect(checks.filter((check) => !check.startsWith('record/'))).toHaveLength(10);
    expect(checks.filter((check) => check.startsWith('record/')).length).toBeGreaterThan(1);
    expect(expected.excluded).toHaveLength(1);
    expect(expected.unknowns).toHaveLength(2);
  });
});
