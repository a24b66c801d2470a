import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { withOrganization } from '../database/transaction.ts';
import type { Uuid } from '../kernel/ids.ts';

/** The newest look of a system, or of a connection: the entry, and its sheet as canonical JSON. Looks that wait for their place are included. */
export interface StoredLook {
  readonly look: Uuid;
  readonly system: Uuid;
  readonly sheet: string;
}

export type LookOf = { readonly system: Uuid } | { readonly connection: string };

/** The newest look, or null. */
export async function readLastLook(db: Database, organization: Uuid, of: LookOf): Promise<StoredLook | null> {
  // Both texts are canonical JSON, in which a quotation mark inside a text is always escaped: what is searched for can stand nowhere else.
  const matches =
    'system' in of
      ? sql`position(${`"system":${JSON.stringify(of.system)}`} in entry.body) > 0`
      : sql`position(${`"connection":${JSON.stringify(of.connection)}`} in content.content) > 0`;
  return withOrganization(db, organization, async (tx) => {
    const { rows } = await sql<StoredLook>`
      select entry.id as look, entry.body::jsonb ->> 'system' as system, content.content as sheet
      from tenant.content join tenant.entry on entry.organization = content.organization and entry.id = content.entry
      where content.organization = ${organization}::uuid and content.name = 'sheet' and content.content is not null and entry.type = 'look' and ${matches}
      order by entry.seq desc limit 1`.execute(tx.sql);
    return rows[0] ?? null;
  });
}
