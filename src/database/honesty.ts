import type pg from 'pg';
import { Refusal } from '../kernel/refusal.ts';
import { knownMigrations, MIGRATION_SCHEMA, MIGRATION_TABLE, newerSchema } from './migrate.ts';
import { APP, OWNER, SEQUENCER } from './roles.ts';

/** What tests alone may let pass, by name: a server that is fast and forgetful. */
export interface Leniency {
  readonly notDurable?: boolean;
}

/**
 * Refuses to work on a database that lies: that forgets what it acknowledged, or shows one organization the rows of another.
 * @param client connected as the app
 * @throws Refusal with the exact commands that mend it: `database/too-old`, `database/not-durable`, `database/wrong-role`, `database/role-too-strong`,
 *   `database/not-migrated`, `database/newer`, `database/row-security-off`, `database/bypass`
 */
export async function refuseDishonesty(client: pg.ClientBase, leniency: Leniency = {}): Promise<void> {
  await refuseOldServer(client);
  if (leniency.notDurable !== true) await refuseForgetfulServer(client);
  await refuseStrongRole(client);
  await refuseOtherSchema(client);
  await refuseOpenTables(client);
  await refuseWaysAround(client);
}

async function refuseOldServer(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as name",
  );
  const [server] = rows;
  if (server === undefined || server.number < 150_000) {
    throw new Refusal(
      'database/too-old',
      `The server is PostgreSQL ${server?.name}; Tickmark needs 15 or later. Upgrade the server (pg_upgrade), and start again.`,
    );
  }
}

async function refuseForgetfulServer(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; source: string }>(
    "select name, source from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off' order by name",
  );
  if (rows.length === 0) return;
  const mend = rows.map(({ name, source }) => mendSetting(name, source)).join('\n  ');
  throw new Refusal(
    'database/not-durable',
    `The database may lose what it has acknowledged: ${rows.map(({ name }) => name).join(', ')} off. As its administrator run\n  ${mend}\n  select pg_reload_conf();`,
  );
}

function mendSetting(name: string, source: string): string {
  if (source === 'user' || source === 'database user') return `alter role ${APP} reset ${name};`;
  if (source === 'database') return `do $$ begin execute format('alter database %I reset ${name}', current_database()); end $$;`;
  if (source === 'command line') return `-- start the server without -c ${name}=off`;
  return `alter system set ${name} = on;`;
}

interface RoleRow {
  readonly name: string;
  readonly session: string;
  readonly superuser: boolean;
  readonly bypass: boolean;
  readonly inherits: boolean;
  readonly is_owner: boolean;
  readonly owns: string | null;
}

async function refuseStrongRole(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<RoleRow>(
    `select r.rolname as name, session_user as session, r.rolsuper as superuser, r.rolbypassrls as bypass, r.rolinherit as inherits,
       coalesce(pg_has_role(r.oid, (select oid from pg_roles where rolname = '${OWNER}'), 'member'), false) as is_owner,
       (select min(format('%I.%I', n.nspname, c.relname)) from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relowner = r.oid and n.nspname in ('tenant', 'instance', 'auth', 'jobs')) as owns
     from pg_roles r where r.rolname = current_user`,
  );
  const [role] = rows;
  if (role === undefined) throw new Refusal('database/wrong-role', 'The role in DATABASE_URL does not exist any more.');
  const mend = mendRole(role);
  if (mend !== null)
    throw new Refusal('database/role-too-strong', `The role ${role.name} could walk past row-level security. As an administrator run\n  ${mend}`);
  if (role.name !== APP) {
    throw new Refusal(
      'database/wrong-role',
      `DATABASE_URL logs in as ${role.name}; Tickmark works as ${APP}. Run \`tickmark migrate\`, then put ${APP} and its password into DATABASE_URL.`,
    );
  }
}

function mendRole(role: RoleRow): string | null {
  if (role.superuser) return `alter role ${role.name} nosuperuser;`;
  if (role.bypass) return `alter role ${role.name} nobypassrls;`;
  if (role.is_owner) return `revoke ${OWNER} from ${role.name};`;
  if (role.owns !== null) return `alter table ${role.owns} owner to ${OWNER};`;
  if (role.name === APP && role.inherits) return `alter role ${APP} noinherit;`;
  return null;
}

async function refuseOtherSchema(client: pg.ClientBase): Promise<void> {
  const { rows: found } = await client.query<{ there: boolean }>(`select to_regclass('${MIGRATION_SCHEMA}.${MIGRATION_TABLE}') is not null as there`);
  const ran = found[0]?.there ? await client.query<{ name: string }>(`select name from ${MIGRATION_SCHEMA}.${MIGRATION_TABLE}`) : { rows: [] };
  const known = await knownMigrations();
  if (ran.rows.some(({ name }) => !known.includes(name))) throw newerSchema();
  const missing = known.filter((name) => !ran.rows.some((one) => one.name === name));
  if (missing.length > 0) {
    throw new Refusal('database/not-migrated', `The database lacks ${missing.join(', ')}. Run \`tickmark migrate\` with DATABASE_ADMIN_URL set.`);
  }
}

async function refuseOpenTables(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ mend: string }>(
    `select format('alter table %s enable row level security, force row level security;', c.oid::regclass) as mend
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'tenant' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
     union all
     select format('drop policy %I on %I.%I;', policyname, schemaname, tablename) from pg_policies
       where schemaname = 'tenant' and permissive = 'PERMISSIVE'
         and (coalesce(qual, with_check) not like '%tickmark.organization%' or with_check not like '%tickmark.organization%')
     union all
     select format('alter view %s set (security_invoker = true);', c.oid::regclass)
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'tenant' and c.relkind = 'v' and not coalesce(c.reloptions::text ~ 'security_invoker=(true|on|1|yes)', false)
     order by 1`,
  );
  if (rows.length === 0) return;
  throw new Refusal(
    'database/row-security-off',
    `One organization could see the rows of another. As an administrator run\n  ${rows.map(({ mend }) => mend).join('\n  ')}`,
  );
}

/** What walks past row-level security although every table has it: materialised views, functions with their owner's rights, views and tables lent out. */
async function refuseWaysAround(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ mend: string }>(
    `select format('drop materialized view %s;', c.oid::regclass) as mend
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'm' and n.nspname not in ('pg_catalog', 'information_schema') and has_table_privilege(c.oid, 'select')
     union all
     select format('alter function %s security invoker;', p.oid::regprocedure)
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') and has_function_privilege(p.oid, 'execute')
     union all
     select format('revoke update, delete, truncate on %s from %I;', c.oid::regclass, current_user)
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'tenant' and c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'update, delete, truncate')
         and c.relname in ('entry', 'fact', 'coverage', 'tile', 'checkpoint', 'decision')
     union all
     select format('alter role ${SEQUENCER} nosuperuser nobypassrls;') from pg_roles where rolname = '${SEQUENCER}' and (rolsuper or rolbypassrls)
     order by 1`,
  );
  if (rows.length === 0) return;
  throw new Refusal(
    'database/bypass',
    `There is a way around row-level security or around the ledger. As an administrator run\n  ${rows.map(({ mend }) => mend).join('\n  ')}`,
  );
}
