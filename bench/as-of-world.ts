import { z } from 'zod';
import { defineConnector, feed } from '../src/connectors/kit/connector.ts';
import type { Observation } from '../src/connectors/kit/observation.ts';
import type { Connection } from '../src/engine/connections.ts';
import type { Json } from '../src/kernel/canonical-json.ts';
import { DAY, type Instant, plus } from '../src/kernel/time.ts';
import { YEAR } from './made-changes.ts';

/** Versions of each account. */
export const EACH = 10;
/** Days for which one is in force. */
const APART = 36;
/** Days of the year. */
export const DAYS = 365;

/** One account, and the instant at which it is asked what it was. */
export interface Question {
  readonly account: number;
  readonly at: Instant;
}

/** What a system, a program's files and a repository call an account. */
export function keyOf(account: number): string {
  return `bench/a-${account}`;
}

/** When version `version` of an account began: at the beginning of a day. */
export function beganAt(account: number, version: number): Instant {
  return plus(YEAR, dayOf(account, version) * DAY) as Instant;
}

/** The accounts of which a version began on a day of the year, each with that version. */
export function* begunOn(day: number, accounts: number): Generator<readonly [account: number, version: number]> {
  for (let account = day % APART; account < accounts; account += APART) yield [account, Math.floor(day / APART)];
}

function dayOf(account: number, version: number): number {
  return version * APART + (account % APART);
}

export function stateOf(account: number, version: number): { readonly [field: string]: Json } {
  const who = {
    id: `a-${account}`,
    system: 'harbour',
    login: `person-${account}-${version}`,
    person: `p-${account % 997}`,
    service: null,
    owner: null,
  };
  return { ...who, privileged: version % 2 === 1, openedAt: Date.UTC(2024, 0, 1), closedAt: null };
}

/** So many questions, spread over all accounts and over the year; the same ones each time. */
export function questionsOver(accounts: number, count: number): Question[] {
  return Array.from({ length: count }, (_, number) => {
    const account = (number * 7_919 + 13) % accounts;
    return { account, at: plus(YEAR, (40 + ((number * 31) % 320)) * DAY + 1_000) as Instant };
  });
}

/** A program whose file of accounts was written anew, version by version, over a year. */
export function accountsOfAYear(accounts: number): Connection {
  const connector = defineConnector({
    id: 'pretend-records',
    title: 'A file of accounts with its history',
    permissions: [],
    settings: z.object({}),
    open: async (_settings, { at }) => ({ at }),
    tenant: () => 'pretend',
    identity: () => 'bench',
    feeds: { accounts: feed<{ at: Instant }>(['account'], { telling: 'history' }, ({ at }) => told(accounts, at)) },
  });
  return { id: 'records', connector, settings: {} };
}

async function* told(accounts: number, at: Instant): AsyncGenerator<Observation> {
  const fields = { type: 'version', kind: 'account', scope: 'file:records/accounts.yaml', basis: 'claimed' } as const;
  for (let account = 0; account < accounts; account++) {
    for (let version = 0; version < EACH; version++) {
      const validFrom = beganAt(account, version);
      yield { ...fields, vendorId: keyOf(account), state: stateOf(account, version), validFrom, notBefore: validFrom };
    }
  }
  yield { type: 'covered', scope: fields.scope, from: plus(YEAR, -DAY), until: at };
}
