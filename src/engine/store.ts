import { sql } from 'kysely';
import type { LogTransaction } from '../database/transaction.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';

/** The organization of this id by its name, or null. */
export async function readOrganization(tx: LogTransaction, id: Uuid): Promise<{ id: Uuid; name: string } | null> {
  const { rows } = await sql<{ id: Uuid; name: string }>`select id, name from tenant.organization where id = ${id}::uuid`.execute(tx.sql);
  return rows[0] ?? null;
}

export async function insertOrganization(tx: LogTransaction, organization: { id: Uuid; name: string }, created: Instant): Promise<void> {
  await sql`insert into tenant.organization (id, name, created) values (${organization.id}::uuid, ${organization.name}, ${isoInstant(created)}::timestamptz)`.execute(
    tx.sql,
  );
}
