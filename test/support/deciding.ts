import { decide, instancesOf } from '../../src/engine/decide.ts';
import type { VersionRow } from '../../src/facts/fact.ts';
import { readVersions } from '../../src/facts/store-versions.ts';
import { derivedUuid, newUuid } from '../../src/kernel/ids.ts';
import { BEGINNING, FOREVER, type Instant, parseInstant } from '../../src/kernel/time.ts';
import { checkpoint } from '../../src/ledger/store-checkpoint.ts';
import { sequence } from '../../src/ledger/store-sequence.ts';
import { verifyLedger } from '../../src/ledger/store-verify.ts';
import { type ExclusionCommand, exclusionWorkflow } from '../../src/workflows/exclusions/exclusion.ts';
import type { TestDatabase } from './database.ts';
import { collected } from './facts.ts';
import { newSigner } from './log.ts';

export const may = parseInstant('2025-05-01T09:00:00.123Z');
export const until = parseInstant('2025-07-01T00:00:00Z');

/** Who asks for exclusions, and who approves them. */
export const [asker, boss] = ['p-001', 'p-002'];

export const request = {
  type: 'request',
  check: 'change/ticket-reference',
  items: ['api#1'],
  reason: 'The tracker was down.',
  until,
  known: ['api#1', 'api#2'],
} as const satisfies ExclusionCommand;
export const approve = { type: 'approve', authority: true } as const satisfies ExclusionCommand;

/** An organization that decides in a test database, at instants that the test chooses. */
export function deciding({ db, asSuperuser }: TestDatabase) {
  const organization = { id: newUuid(), name: 'Test' };
  let now = may;
  const place = { db, organization, clock: () => now };
  const mine = `organization = '${organization.id}'`;
  const count = async (table: string) => {
    const [row] = await asSuperuser<{ held: string }>(`select count(*) as held from tenant.${table} where ${mine}`);
    return Number(row?.held);
  };
  return {
    organization: organization.id,
    place,
    at: (instant: Instant) => {
      now = instant;
    },
    exclude: (id: string, by: string, command: ExclusionCommand) => decide(place, exclusionWorkflow, { id, by, command }),
    exclusions: () => instancesOf(place, exclusionWorkflow),
    /** How many rows stand in each table that a decision fills. */
    rows: async () => ({
      entry: await count('entry'),
      content: await count('content'),
      decision: await count('decision'),
      fact: await count('fact'),
    }),
    /** Types of the entries of each transaction, in the order in which they were written. */
    transactions: async () => {
      const said = await asSuperuser<{ types: string[] }>(
        `select array_agg(type::text order by seq) as types from tenant.entry where ${mine} group by txid order by min(seq)`,
      );
      return said.map((one) => one.types);
    },
    async seal() {
      await sequence(db, organization.id, { clock: () => now });
      await checkpoint(db, organization.id, newSigner(db, organization.id), () => now);
    },
    verified: () => verifyLedger(db, organization.id),
    facts: (): Promise<VersionRow[]> =>
      collected(
        readVersions(db, { organization: organization.id, kind: 'exclusion', treeSize: Number.MAX_SAFE_INTEGER, from: BEGINNING, until: FOREVER }),
      ),
  };
}

/** A decision as the store is given it, past the workflow. */
export function decision(id: string, version: number, event: 'approved' | 'requested' = 'approved') {
  return {
    workflow: 'exclusion',
    instance: derivedUuid('decision', 'exclusion', id),
    version,
    event,
    actor: derivedUuid('actor', boss),
    at: may,
    content: { id, by: boss, event: { type: event } },
  };
}
