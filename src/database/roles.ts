import type pg from 'pg';
import { Refusal } from '../kernel/refusal.ts';

const INSUFFICIENT_PRIVILEGE = '42501';

/** Owns every table, and cannot log in. Only migrations act as it. */
export const OWNER = 'tickmark_owner';
/** What the program logs in as: owns nothing, is bound by row-level security. */
export const APP = 'tickmark_app';
/** May integrate entries into the ledger, nothing else. The app takes it on for that one transaction. */
export const SEQUENCER = 'tickmark_sequencer';

/**
 * Makes the roles that are missing and lets the administrator act as the owner. Safe to repeat.
 * @param appPassword the app's password is set when given, and left as it is when null
 * @throws Refusal `database/cannot-make-roles`
 */
export async function ensureRoles(admin: pg.Client, appPassword: string | null): Promise<void> {
  try {
    await makeRole(admin, OWNER, 'nologin noinherit');
    await makeRole(admin, SEQUENCER, 'nologin noinherit');
    // Not inheriting is what keeps the sequencer's rights out of everyday statements.
    await makeRole(admin, APP, 'login noinherit');
    if (appPassword !== null) await admin.query(`alter role ${APP} password ${admin.escapeLiteral(appPassword)}`);
    await grantRole(admin, SEQUENCER, APP);
    await grantRole(admin, OWNER, 'current_user');
    const { rows } = await admin.query<{ name: string }>('select quote_ident(current_database()) as name');
    await admin.query(`grant create, temporary on database ${rows[0]?.name} to ${OWNER}`);
    await admin.query(`grant connect on database ${rows[0]?.name} to ${APP}`);
  } catch (error) {
    if ((error as { code?: unknown }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new Refusal(
      'database/cannot-make-roles',
      `The roles ${OWNER}, ${APP} and ${SEQUENCER} cannot be made: ${(error as Error).message}. DATABASE_ADMIN_URL must name a role with CREATEROLE that owns the database.`,
    );
  }
}

async function makeRole(admin: pg.Client, name: string, attributes: string): Promise<void> {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [name]);
  if (rowCount !== 0) return;
  await admin.query(`create role ${name} ${attributes}`).catch((error: { code?: string }) => {
    // Another migration made it in the meantime.
    if (error.code !== '42710' && error.code !== '23505') throw error;
  });
}

async function grantRole(admin: pg.Client, granted: string, to: string): Promise<void> {
  const member = to === 'current_user' ? 'current_user' : `'${to}'`;
  const { rows } = await admin.query<{ held: boolean }>(`select pg_has_role(${member}, '${granted}', 'member') as held`);
  if (!rows[0]?.held) await admin.query(`grant ${granted} to ${to}`);
}
