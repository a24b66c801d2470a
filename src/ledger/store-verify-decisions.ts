import { sql } from 'kysely';
import type { LogTransaction } from '../database/transaction.ts';
import type { Uuid } from '../kernel/ids.ts';
import { difference, type LedgerDifference } from './difference.ts';

interface Found {
  readonly entry: Uuid;
  readonly what: 'row-missing' | 'row-stray' | 'row-changed';
}

const sentences = {
  'row-missing': 'its row is gone',
  'row-stray': 'no entry of the log stands for it',
  'row-changed': 'its workflow, instance or place in the history is not what was sealed',
} as const;

/** Holds the rows of decisions against their entries: each entry has one row, of its own workflow and instance, in the order of the log. */
export async function differenceInDecisions(tx: LogTransaction): Promise<LedgerDifference | null> {
  const { rows } = await sql<Found>`
    with said as (
      select id, leaf, body::jsonb ->> 'workflow' as workflow, (body::jsonb ->> 'instance')::uuid as instance from tenant.entry
      where organization = ${tx.log}::uuid and type = 'decision'),
    placed as (
      select said.*, row_number() over (partition by workflow, instance order by leaf nulls last, id) as place from said),
    held as (select workflow, instance, version, entry from tenant.decision where organization = ${tx.log}::uuid)
    select coalesce(placed.id, held.entry) as entry,
      case when held.entry is null then 'row-missing' when placed.id is null then 'row-stray' else 'row-changed' end as what
    from placed full join held on held.entry = placed.id
    where held.entry is null or placed.id is null or held.workflow <> placed.workflow or held.instance <> placed.instance
      or (placed.leaf is not null and held.version <> placed.place)
    order by placed.leaf nulls last limit 1`.execute(tx.sql);
  const [found] = rows;
  return found === undefined ? null : difference(found.what, `decision ${found.entry}`, sentences[found.what]);
}
