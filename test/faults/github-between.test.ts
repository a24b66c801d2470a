import { afterEach, describe, expect, test } from 'vitest';
import { makeCompany } from '../../demo/company/make-company.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import { readingToken } from '../../demo/github/reading-token.ts';
import { type PretendGithub, startGithub } from '../../demo/github/server.ts';
import type { GithubWorld, Organization, Repository } from '../../demo/github/world.ts';
import { github } from '../../src/connectors/github/index.ts';
import type { Json } from '../../src/kernel/canonical-json.ts';
import { type Instant, isoInstant, parseInstant } from '../../src/kernel/time.ts';
import { type Looked, lookAt } from '../support/looking.ts';

/** Faults 29 and 36 at GitHub: nobody looks for eight days, and what is over before anybody looks again. */
const servers: PretendGithub[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** Looks one after the other, each with what the one before it remembered. */
async function looksAt(world: GithubWorld, instants: readonly string[]): Promise<readonly Looked[]> {
  const allowance = { core: 1e6, graphql: 1e6, perMinute: { core: 1e6, graphql: 1e6 } };
  const server = await startGithub({ world, tokens: [readingToken(world, 'ghs_reading')], now: parseInstant(instants[0] as string), allowance });
  servers.push(server);
  const settings = { organization: world.organization.login, url: server.url, auth: { type: 'token', token: 'ghs_reading' }, since: '2025-05-01' };
  const looks: Looked[] = [];
  for (const at of instants) {
    server.setNow(parseInstant(at));
    looks.push(await lookAt(github, settings, { at, memory: looks.at(-1)?.memory }));
  }
  return looks;
}

const clean = (plan: Organization['plan']) => makeGithub(makeCompany('between looks', { changes: 150 }), { plan });

/** Fault 29. */
describe('nobody looks', () => {
  const happens = ['audit-log', 'changes', 'code-scanning', 'dependency-alerts', 'deployments', 'pipelines', 'secret-scanning'];
  /** The heads of branches stay known longer: what they lost is found in the next. */
  const feeds = Object.keys(github.kinds).filter((feed) => feed !== 'branches');

  test('for eight days: what was so meanwhile is not known; what happened is read when somebody looks again', async () => {
    const [, second] = await looksAt(clean('enterprise'), ['2025-06-01T00:00:00Z', '2025-06-09T00:00:00Z']);
    for (const feed of feeds) {
      const gaps = second?.gaps(feed) ?? [];
      const told = [...new Set(gaps.map((one) => `${one.reason} ${isoInstant(one.from).slice(0, 10)} ${isoInstant(one.until).slice(0, 10)}`))];
      expect([feed, told]).toEqual([feed, happens.includes(feed) ? [] : ['stale 2025-06-01 2025-06-09']]);
      for (const { why } of gaps) expect(why).toBe('Nobody looked for more than 7 days. Collect more often.');
    }
  });

  test('for longer than GitHub remembers its audit log: the time that it forgot is lost, and said to be', async () => {
    const [, second] = await looksAt(clean('enterprise'), ['2025-06-01T00:00:00Z', '2025-12-20T00:00:00Z']);
    const [gap, ...more] = second?.gaps('audit-log') ?? [];
    expect(more).toEqual([]);
    expect(gap).toMatchObject({ reason: 'lost-sight', from: parseInstant('2025-06-01T00:00:00Z'), until: parseInstant('2025-06-23T00:00:00Z') });
    expect(gap?.why).toMatch(/forgotten this time before anybody looked\. Collect more often\./);
  });

  test('control: for six days, and nothing is unknown', async () => {
    const [, second] = await looksAt(clean('enterprise'), ['2025-06-01T00:00:00Z', '2025-06-07T00:00:00Z']);
    expect(feeds.flatMap((feed) => second?.gaps(feed) ?? [])).toEqual([]);
  });
});

/** Fault 36. */
describe('protection that is off for an hour, between two looks', () => {
  const [off, on] = [parseInstant('2025-05-20T10:00:00Z'), parseInstant('2025-05-20T11:00:00Z')];
  const looks = ['2025-05-20T00:00:00Z', '2025-05-21T00:00:00Z'];

  function offForAnHour(plan: Organization['plan']): { world: GithubWorld; repository: string } {
    const world = clean(plan);
    const at = world.repositories.findIndex((one) => one.protections.length > 0 && one.createdAt < off);
    const found = world.repositories[at] as Repository;
    const [rule, ...rules] = found.protections as [Repository['protections'][number], ...Repository['protections']];
    const held = rule.settings.findLast((one) => one.from <= off)?.value ?? null;
    const settings = [...rule.settings.filter((one) => one.from < off), { from: off, value: null }, { from: on, value: held }];
    const changed = { ...found, protections: [{ ...rule, settings }, ...rules] };
    const repositories = world.repositories.map((one, place) => (place === at ? changed : one));
    return { world: { ...world, repositories }, repository: found.place.findLast((one) => one.from <= off)?.value.name ?? '' };
  }

  const protectionOf = (looked: Looked | undefined, repository: string) =>
    looked?.versions('protection').find((one) => (one.state as { repository: string }).repository === repository)?.state;
  const removals = (looked: Looked | undefined) =>
    (looked?.versions('audit-log') ?? [])
      .map(({ state, validFrom }) => ({ ...(state as { what: string; repository: Json }), validFrom }))
      .filter((one) => one.what === 'protection-removed')
      .map((one): [Json, Instant] => [one.repository, one.validFrom]);

  test('is not seen by either look, and the audit log tells it with its instant', async () => {
    const { world, repository } = offForAnHour('enterprise');
    const [first, second] = await looksAt(world, looks);
    expect(protectionOf(first, repository)).toMatchObject({ pullRequestRequired: true });
    expect(protectionOf(second, repository)).toEqual(protectionOf(first, repository));
    expect(removals(second)).toEqual([[repository, off]]);
    expect(second?.gaps('audit-log')).toEqual([]);
  });

  test('without an audit log is a limit that every look tells', async () => {
    const { world, repository } = offForAnHour('team');
    const [first, second] = await looksAt(world, looks);
    expect(protectionOf(second, repository)).toEqual(protectionOf(first, repository));
    for (const one of [first, second])
      expect(one?.gaps('audit-log')).toMatchObject([
        { scope: '', reason: 'not-told', why: expect.stringContaining('What was done and undone between two looks is not seen without it.') },
      ]);
  });

  test('control: protection that stays is in neither', async () => {
    const [, second] = await looksAt(clean('enterprise'), looks);
    expect(removals(second)).toEqual([]);
  });
});
