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
  const entryMatches = 'system' in of ? sql`position(${`"system":${JSON.stringify(of.system)}`} in body) > 0` : sql`true`;
  const sheetMatches = 'connection' in of ? sql`position(${`"connection":${JSON.stringify(of.connection)}`} in content) > 0` : sql`true`;
  // `offset 0` keeps the order in which it is written: looks from the newest on, and of each its sheet only until one matches.
  return withOrganization(db, organization, async (tx) => {
    const { rows } = await sql<StoredLook>`
      select look.id as look, look.body::jsonb ->> 'system' as system, sheet.content as sheet
      from (select id, body, seq from tenant.entry where organization = ${organization}::uuid and type = 'look' and ${entryMatches}
            order by seq desc offset 0) as look
      cross join lateral (select content from tenant.content where organization = ${organization}::uuid and entry = look.id and name = 'sheet'
                          and content is not null and ${sheetMatches} offset 0) as sheet
      order by look.seq desc limit 1`.execute(tx.sql);
    return rows[0] ?? null;
  });
}
