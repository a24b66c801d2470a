import { describe, expect, it } from 'vitest';
import { DAY, type Instant, instant, parseInstant } from '../src/kernel/time.ts';
import { shownGithub } from './defects.ts';
import type { GithubWorld } from './github/world.ts';
import { looksAroundChanges, looksFile } from './looks.ts';

const BEGINS = parseInstant('2024-12-29T02:00:00Z');
const world = shownGithub('team');
const looks = looksAroundChanges(world, BEGINS);

/** Something of the state, as a look sees it. */
const protectionsAt = ({ repositories }: GithubWorld, at: Instant) =>
  repositories.map(({ protections }) => protections.map(({ settings }) => settings.findLast(({ from }) => from <= at)?.value ?? null));

describe('the looks around what changes', () => {
  it('are whole days after the first one, each once, in order', () => {
    expect(looks.length).toBeGreaterThan(20);
    expect(looks.every((look) => look >= BEGINS && (look - BEGINS) % DAY === 0)).toBe(true);
    expect(looks).toEqual([...new Set(looks)].toSorted((a, b) => a - b));
  });

  it('stand on both sides of every change of a protection: no day without one sees another state than the day before', () => {
    const seen = new Set<number>(looks);
    for (let day = 1; day < 400; day++) {
      const [before, after] = [instant(BEGINS + (day - 1) * DAY), instant(BEGINS + day * DAY)];
      if (JSON.stringify(protectionsAt(world, before)) !== JSON.stringify(protectionsAt(world, after)))
        expect([before, seen.has(before), seen.has(after)]).toEqual([before, true, true]);
    }
  });

  it('also see a change that is undone before the next day', () => {
    const [first] = world.repositories;
    const at = instant(BEGINS + 100.5 * DAY);
    const flicker = [
      { from: at, value: true },
      { from: instant(at + 1000), value: false },
    ];
    const changed = looksAroundChanges({ ...world, repositories: [{ ...(first as NonNullable<typeof first>), archived: flicker }] }, BEGINS);
    expect(changed).toEqual(expect.arrayContaining([BEGINS + 100 * DAY, BEGINS + 101 * DAY]));
  });

  it('do not follow what GitHub dates itself: changes, runs and the uses of a key', () => {
    expect(looks.length).toBeLessThan(120);
    const [first] = world.repositories;
    const repository = first as NonNullable<typeof first>;
    const alone = (more: Partial<typeof repository>) => looksAroundChanges({ ...world, repositories: [{ ...repository, ...more }] }, BEGINS);
    expect(alone({ pulls: [], checkRuns: [], workflowRuns: [], deployments: [], issues: [], statuses: [] })).toEqual(alone({}));
    const unused = repository.deployKeys.map((key) => ({ ...key, uses: [instant(BEGINS + 200.5 * DAY)] }));
    expect(alone({ deployKeys: unused })).toEqual(alone({}));
  });
});

it('are written one a line', () => {
  expect(looksFile([BEGINS, instant(BEGINS + DAY)])).toBe('2024-12-29T02:00:00.000Z\n2024-12-30T02:00:00.000Z\n');
});
