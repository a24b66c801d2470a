import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { makeCompany } from '../../demo/company/make-company.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import type { Commit, GithubWorld, Push, Repository } from '../../demo/github/world.ts';
import { type Instant, isoInstant } from '../../src/kernel/time.ts';
import { type Looked, type Watched, watchGithub } from '../support/github-look.ts';

const servers: Watched[] = [];
afterEach(async () => {
  for (const { server } of servers.splice(0)) await server.close();
});

const HOUR = 3_600_000;
const clean = makeGithub(makeCompany('github history', { changes: 120 }));
const web = clean.repositories.find((one) => one.place.at(-1)?.value.name === 'web') as Repository;
const trunk = web.branches.find((one) => one.name === 'main') as Repository['branches'][number];
const last = trunk.pushes.at(-1) as Push;
const hour = (count: number): string => isoInstant((last.at + count * HOUR) as Instant);

async function watching(change: (one: Repository) => Repository): Promise<Watched> {
  const world: GithubWorld = { ...clean, repositories: clean.repositories.map((one) => (one === web ? change(one) : one)) };
  const watched = await watchGithub(world);
  servers.push(watched);
  return watched;
}

/** A commit of whoever wrote the last one, made `made` hours after it. */
function commitOn(parents: readonly string[], title: string, made: number): Commit {
  const like = web.commits.find((one) => one.sha === last.head) as Commit;
  const at = (last.at + made * HOUR) as Instant;
  const sha = createHash('sha1').update(title).digest('hex');
  return {
    ...like,
    sha,
    parents,
    message: title,
    coAuthors: [],
    signature: 'none',
    author: { ...like.author, at },
    committer: { ...like.author, at },
    pushedAt: (last.at + 3 * HOUR) as Instant,
  };
}

function pushed(one: Repository, commits: readonly Commit[], pushes: readonly Omit<Push, 'by'>[]): Repository {
  const branches = one.branches.map((each) =>
    each.name === 'main' ? { ...each, pushes: [...each.pushes, ...pushes.map((push) => ({ ...push, by: last.by }))] } : each,
  );
  return { ...one, commits: [...one.commits, ...commits], branches };
}

const changesOf = (look: Looked) => look.versions('change').filter((one) => one.state.repository === 'web');
const branchOf = (look: Looked) => look.versions('branch').find((one) => one.state.repository === 'web')?.state;

describe('what lands without a pull request', () => {
  const head = last.head as string;

  test('is a change of its own: dated as its commit claims, within the two looks', async () => {
    const commit = commitOn([head], 'HL-7: straight to production', 2);
    const github = await watching((one) => pushed(one, [commit], [{ at: (last.at + 3 * HOUR) as Instant, head: commit.sha, forced: false }]));
    await github.look(hour(1));
    const [change, ...more] = changesOf(await github.look(hour(5)));
    expect(more).toEqual([]);
    expect(change).toMatchObject({ basis: 'claimed', validFrom: last.at + 2 * HOUR, notBefore: last.at + HOUR });
    expect(change?.state).toMatchObject({
      method: 'direct',
      pullRequest: null,
      landed: commit.sha,
      approvals: [],
      tickets: ['HL-7'],
      signature: 'absent',
    });
  });

  test.each([
    ['before the last look', -48, []],
    ['in the future', 1_000, [{ reason: 'held', from: last.at + HOUR, until: last.at + 5 * HOUR }]],
  ] as const)('is not believed when it claims a time %s: it counts from the look that first saw it', async (_, claimed, gaps) => {
    const commit = commitOn([head], 'of a wrong clock', claimed);
    const github = await watching((one) => pushed(one, [commit], [{ at: (last.at + 3 * HOUR) as Instant, head: commit.sha, forced: false }]));
    await github.look(hour(1));
    const look = await github.look(hour(5));
    expect(changesOf(look)).toMatchObject([
      { basis: 'look', validFrom: last.at + 5 * HOUR, notBefore: last.at + HOUR, state: { landedAt: last.at + 5 * HOUR } },
    ]);
    expect(look.gaps).toMatchObject(gaps);
    expect(changesOf(await github.look(hour(6)))).toEqual([]);
  });

  test('brings the commits that a merge by hand brings', async () => {
    const work = [commitOn([head], 'work 1', 1), commitOn(['x'], 'work 2', 1.5)] as const;
    const side = [work[0], { ...work[1], parents: [work[0].sha] }];
    const merge = commitOn([head, side[1]?.sha as string], 'Merge by hand', 2);
    const github = await watching((one) => pushed(one, [...side, merge], [{ at: (last.at + 3 * HOUR) as Instant, head: merge.sha, forced: false }]));
    const before = branchOf(await github.look(hour(0.5)));
    const look = await github.look(hour(5));
    const [change] = changesOf(look);
    expect(change?.state).toMatchObject({ method: 'merge', pullRequest: null, furtherCommits: 0 });
    expect(change?.state.commits.map((one) => one.sha)).toEqual([...side.map((one) => one.sha), merge.sha]);
    expect(change?.state.commits.at(-1)?.cleanMerge).toBe(null);
    expect((branchOf(look)?.reachableCommits ?? 0) - (before?.reachableCommits ?? 0)).toBe(3);
  });
});

describe('a history that was rewritten', () => {
  const chain = trunk.pushes.filter((one) => one.head !== null && one.at <= last.at);
  const back = chain.at(-3)?.head as string;
  const instead = commitOn([back], 'written anew', 2);
  const rewritten = (one: Repository) => pushed(one, [instead], [{ at: (last.at + 3 * HOUR) as Instant, head: instead.sha, forced: true }]);

  test('names the head that was lost and its commits, and tells only of what is new', async () => {
    const github = await watching(rewritten);
    const before = await github.look(hour(1));
    const look = await github.look(hour(5));
    expect(branchOf(look)).toMatchObject({ head: instead.sha, lostHeads: [last.head] });
    expect(branchOf(look)?.lostCommits).toEqual(expect.arrayContaining([last.head, chain.at(-2)?.head]));
    expect(branchOf(look)?.lostCommits).not.toContain(back);
    expect(changesOf(look).map((one) => one.state.title)).toEqual(['written anew']);
    expect(branchOf(look)?.firstParentCommits).toBe((branchOf(before)?.firstParentCommits ?? 0) - 1);
    const later = await github.look(hour(6));
    expect([changesOf(later), branchOf(later)]).toEqual([[], branchOf(look)]);
  });

  test('before anybody looked still tells of the pull requests that it lost', async () => {
    const github = await watching(rewritten);
    const lost = web.pulls.filter((one) => one.merged?.landed.at(-1) === last.head);
    const told = changesOf(await github.look(hour(5))).map((one) => one.state.pullRequest);
    expect(told).toEqual(expect.arrayContaining(lost.map((one) => one.number)));
  });
});

describe('a repository', () => {
  const place = web.place.at(-1) as Repository['place'][number];
  const at = (last.at + 2 * HOUR) as Instant;

  test('that is renamed is the same one, under its new name from then on', async () => {
    const github = await watching((one) => ({ ...one, place: [...one.place, { ...place, from: at, value: { ...place.value, name: 'website' } }] }));
    const before = changesOf(await github.look(hour(1)));
    const look = await github.look(hour(5));
    expect(look.gaps).toEqual([]);
    const after = look.versions('change').filter((one) => one.state.repository === 'website');
    expect(after.map((one) => one.vendorId).sort()).toEqual(before.map((one) => one.vendorId).sort());
    expect((await github.look(hour(6))).versions('change')).toEqual([]);
  });

  test.each([
    ['transferred', (one: Repository) => ({ ...one, place: [...one.place, { ...place, from: at, value: { ...place.value, owner: 'elsewhere' } }] })],
    ['deleted', (one: Repository) => ({ ...one, deletedAt: at, deletedBy: last.by })],
  ] as const)('that was %s is lost sight of since the last look, and nothing of it is gone', async (_, change) => {
    const github = await watching(change);
    const first = await github.look(hour(1));
    const { scope } = changesOf(first)[0] as { scope: string };
    const look = await github.look(hour(5));
    const gap = { scope, reason: 'lost-sight', from: last.at + HOUR, until: last.at + 5 * HOUR };
    expect(look.gaps).toMatchObject([
      { ...gap, feed: 'changes' },
      { ...gap, feed: 'branches' },
    ]);
    expect(look.covered.some((one) => one.scope === scope)).toBe(false);
  });

  test('without any of the branches that count is a gap of that branch', async () => {
    const github = await watching((one) => one);
    const look = await github.look(hour(1), { settings: { branches: { web: ['main', 'no such ✓'] } } });
    expect(look.gaps.map((one) => one.scope)).toEqual([expect.stringMatching(/^repository:.*\/branch:no%20such%20%e2%9c%93$/)]);
  });

  test('that is asked for and not listed makes the list incomplete', async () => {
    const github = await watching((one) => one);
    const look = await github.look(hour(1), { settings: { repositories: ['web', 'nowhere'] } });
    expect(look.gaps.filter((one) => one.feed === 'changes')).toMatchObject([
      { scope: '', reason: 'denied', why: expect.stringContaining('"nowhere"') },
    ]);
    expect(new Set(look.versions('change').map((one) => one.state.repository))).toEqual(new Set(['web']));
  });
});
