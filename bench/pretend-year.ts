import { z } from 'zod';
import { defineConnector, feed } from '../src/connectors/kit/connector.ts';
import type { Observation, SeenVersion } from '../src/connectors/kit/observation.ts';
import type { Connection } from '../src/engine/connections.ts';
import type { KindId } from '../src/facts/kinds/index.ts';
import { untold } from '../src/facts/told.ts';
import type { Json } from '../src/kernel/canonical-json.ts';
import { DAY, HOUR, type Instant, plus } from '../src/kernel/time.ts';
import { madeChange, REPOSITORIES, YEAR } from './made-changes.ts';

/** One account for so many changes, and one vulnerability. */
const CHANGES_PER_ACCOUNT = 20;
const CHANGES_PER_VULNERABILITY = 10;

/** How many facts a year of so many changes has. */
export function factsOf(changes: number): number {
  return changes + 2 * REPOSITORIES + 3 * Math.floor(changes / CHANGES_PER_ACCOUNT) + 2 * Math.floor(changes / CHANGES_PER_VULNERABILITY);
}

/** A system that tells of a whole year at once: changes as they happened, accounts and vulnerabilities with their history. */
export function pretendYear(changes: number): Connection {
  const connector = defineConnector({
    id: 'pretend-year',
    title: 'A system that tells of a year',
    permissions: [],
    settings: z.object({}),
    open: async (_settings, { at }) => ({ at }),
    tenant: () => 'pretend',
    identity: () => 'bench',
    feeds: {
      repositories: feed<{ at: Instant }>(['repository', 'branch'], { telling: 'history' }, ({ at }) => seen(repositories(changes), at)),
      changes: feed<{ at: Instant }>(['change'], { telling: 'events' }, ({ at }) => seen(landed(changes), at)),
      accounts: feed<{ at: Instant }>(['account'], { telling: 'history' }, ({ at }) => seen(accounts(changes / CHANGES_PER_ACCOUNT), at)),
      vulnerabilities: feed<{ at: Instant }>(['vulnerability'], { telling: 'history' }, ({ at }) =>
        seen(vulnerabilities(changes / CHANGES_PER_VULNERABILITY), at),
      ),
    },
  });
  return { id: 'year', connector, settings: {} };
}

async function* seen(versions: Iterable<SeenVersion>, at: Instant): AsyncGenerator<Observation> {
  yield* versions;
  yield { type: 'covered', scope: '', from: plus(YEAR, -DAY), until: at };
}

function said(kind: KindId, vendorId: string, state: unknown, from: Instant): SeenVersion {
  return { type: 'version', kind, vendorId, scope: '', state: state as Json, validFrom: from, notBefore: from, basis: 'claimed' };
}

function* landed(changes: number): Generator<SeenVersion> {
  for (let number = 0; number < changes; number++) {
    const change = madeChange(number, changes);
    yield said('change', change.landed, change, change.landedAt as Instant);
  }
}

function* repositories(changes: number): Generator<SeenVersion> {
  for (let number = 0; number < REPOSITORIES; number++) {
    const name = `repository-${number}`;
    const count = Math.floor((changes - 1 - number) / REPOSITORIES) + 1;
    yield said('repository', name, { name, codeowners: [], continuousIntegration: [], dependencyUpdates: [] }, YEAR);
    const counts = { firstParentCommits: count, reachableCommits: count, lostHeads: [], lostCommits: [] };
    yield said('branch', `${name}:main`, { repository: name, name: 'main', head: 'f'.repeat(40), ...counts }, YEAR);
  }
}

/** Opened, made privileged, closed. */
function* accounts(count: number): Generator<SeenVersion> {
  for (let number = 0; number < Math.floor(count); number++) {
    const opened = plus(YEAR, (number % 300) * DAY);
    const who = { id: `a-${number}`, system: 'pretend', login: `person-${number}`, person: untold('No list of people is connected.') };
    const open = { ...who, service: null, owner: null, privileged: false, openedAt: opened, closedAt: null };
    const closed = plus(opened, 20 * DAY);
    yield said('account', open.id, open, opened);
    yield said('account', open.id, { ...open, privileged: true }, plus(opened, 10 * DAY));
    yield said('account', open.id, { ...open, privileged: true, closedAt: closed }, closed);
  }
}

/** Found, and fixed: every third one late. */
function* vulnerabilities(count: number): Generator<SeenVersion> {
  for (let number = 0; number < Math.floor(count); number++) {
    const found = plus(YEAR, (number % 300) * DAY);
    const fixed = plus(found, (number % 3 === 0 ? 9 : 5) * DAY + (number % 24) * HOUR);
    const open = {
      id: `v-${number}`,
      identifier: `CVE-2025-${number}`,
      severity: 'critical',
      where: 'api',
      foundAt: found,
      fixedAt: null,
      source: 'Scanner',
    };
    yield said('vulnerability', open.id, open, found);
    yield said('vulnerability', open.id, { ...open, fixedAt: fixed }, fixed);
  }
}
