import { afterEach, describe, expect, test } from 'vitest';
import { makeCompany } from '../../demo/company/make-company.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import type { GithubWorld, Repository } from '../../demo/github/world.ts';
import { parseInstant } from '../../src/kernel/time.ts';
import { type Watched, watchGithub } from '../support/github-look.ts';

/** What an organization may hold that is unlike the rest: no gap, and nothing told that is not so. */
const clean = makeGithub(makeCompany('bad input', { changes: 60 }));
const END = '2026-01-02T06:00:00Z';
const feeds = ['changes', 'branches', 'repositories', 'protection', 'deploy-keys', 'webhooks'];
const servers: Watched[] = [];
afterEach(async () => {
  for (const { server } of servers.splice(0)) await server.close();
});

async function lookAt(world: GithubWorld) {
  const watched = await watchGithub(world);
  servers.push(watched);
  return watched.look(END, { feeds });
}

const nameOf = ({ place }: Repository): string => place.at(-1)?.value.name ?? '';
const busy = clean.repositories.toSorted((a, b) => b.pulls.length - a.pulls.length)[0] as Repository;

function withBusy(change: Partial<Repository>): GithubWorld {
  return { ...clean, repositories: clean.repositories.map((one) => (one === busy ? { ...one, ...change } : one)) };
}

const landed = busy.pulls.find((one) => one.merged !== null) as Repository['pulls'][number];

describe('a repository', () => {
  test('that is archived says so, and its changes stay', async () => {
    const since = parseInstant('2025-12-30T00:00:00Z');
    const look = await lookAt(withBusy({ archived: [...busy.archived, { from: since, value: true }] }));
    expect(look.gaps).toEqual([]);
    const states = look.versions('hosted-repository').map((one) => one.state);
    expect(states.find((one) => one.name === nameOf(busy))?.archived).toBe(true);
    expect(look.versions('change').filter((one) => one.state.repository === nameOf(busy)).length).toBeGreaterThan(0);
  });

  test('that is empty has no branch, no change, and no gap', async () => {
    const nothing = { commits: [], branches: [], pulls: [], deployments: [], workflows: [], runs: [], statuses: [], protections: [] };
    const look = await lookAt(withBusy(nothing as Partial<Repository>));
    expect(look.gaps).toEqual([]);
    expect(look.versions('hosted-repository').find((one) => one.state.name === nameOf(busy))?.state).toMatchObject({
      empty: true,
      defaultBranch: null,
    });
    for (const kind of ['change', 'branch', 'branch-protection'] as const)
      expect(look.versions(kind).filter((one) => one.state.repository === nameOf(busy))).toEqual([]);
  });
});

test('whoever deleted their account is nobody: not the author, and no approver by name', async () => {
  const gone = clean.accounts.map((one) => (one.id === landed.author ? { ...one, deletedAt: parseInstant('2025-12-30T00:00:00Z') } : one));
  const look = await lookAt({ ...clean, accounts: gone });
  const own = look.versions('change').filter((one) => one.state.repository === nameOf(busy) && one.state.pullRequest === landed.number);
  expect(own).toHaveLength(1);
  const node = (await lookAt(clean)).versions('change').find((one) => one.vendorId === own[0]?.vendorId)?.state.author ?? '';
  expect(node).toMatch(/^account:/);
  expect(JSON.stringify(own[0]?.state)).not.toContain(node);
});

const texts = [
  '=HYPERLINK("https://example.com")',
  '<script>alert(1)</script>',
  'مرحبا \u202e gnihton \u2066',
  '👩‍💻 e\u0301 é \u0000 \u001b[31m',
  '__proto__',
  '𝒳'.repeat(300),
];

test.each(texts)('a title of any letters is told as it is, and changes nothing else: %#', async (text) => {
  const title = [{ ...(landed.title.at(-1) as (typeof landed.title)[number]), value: text }];
  const look = await lookAt(withBusy({ pulls: busy.pulls.map((one) => (one === landed ? { ...one, title } : one)) }));
  expect(look.gaps).toEqual([]);
  const told = look.versions('change').find((one) => one.state.repository === nameOf(busy) && one.state.pullRequest === landed.number)?.state;
  const whole = (await lookAt(clean)).versions('change').find((one) => one.state.landed === told?.landed)?.state;
  const { title: _told, tickets: _tickets, ...rest } = told as unknown as Record<string, unknown>;
  const { title: _whole, tickets: _also, ...expected } = whole as unknown as Record<string, unknown>;
  expect(rest).toEqual(expected);
  // What no database stores is shown as lost.
  expect(told?.title).toBe(text.replaceAll('\u0000', '\ufffd'));
});
