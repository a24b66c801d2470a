import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { INSTANCE, inTransaction } from '../database/transaction.ts';
import { newUuid, type Uuid } from '../kernel/ids.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import { appendEntry } from './store.ts';

/** Makes an organization; the instance log says so, and does not say its name. */
export async function createOrganization(db: Database, { name, at }: { readonly name: string; readonly at: Instant }): Promise<Uuid> {
  const organization = newUuid();
  await inTransaction(db, organization, async (tx) => {
    await sql`insert into tenant.organization (id, name, created) values (${organization}::uuid, ${name}, ${isoInstant(at)}::timestamptz)`.execute(
      tx.sql,
    );
    await appendEntry({ ...tx, log: INSTANCE }, { type: 'organization-created', at, fields: { organization } });
  });
  return organization;
}

/** The organizations of this installation, oldest first. */
export async function listOrganizations(db: Database): Promise<Uuid[]> {
  return inTransaction(db, INSTANCE, async (tx) => {
    const { rows } = await sql<{ organization: Uuid }>`
      select body::jsonb ->> 'organization' as organization from instance.entry where type = 'organization-created' order by seq`.execute(tx.sql);
    return rows.map(({ organization }) => organization);
  });
}

/** The name by which people know it. Null when there is no such organization. */
export async function organizationName(db: Database, organization: Uuid): Promise<string | null> {
  return inTransaction(db, organization, async (tx) => {
    const { rows } = await sql<{ name: string }>`select name from tenant.organization where id = ${organization}::uuid`.execute(tx.sql);
    return rows[0]?.name ?? null;
  });
}
