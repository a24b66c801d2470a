import { type Kysely, sql } from 'kysely';

/**
 * Facts, coverage and the ledger: one log per organization, and one for the installation itself.
 *
 * In `tenant` the organization leads every key, foreign key and index, and row-level security is forced on every table: a transaction
 * sees the organization it has named with `set_config('tickmark.organization', …, true)`, and nothing before it has named one.
 * Texts compare by bytes (collation "C"), so that no upgrade of an operating system reorders an index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...schemas, ...ledgerOf('tenant'), ...organizations, ...facts, ...ledgerOf('instance'), ...security]) {
    await sql.raw(statement).execute(db);
  }
}

const schemas = [
  'create schema tenant',
  'create schema if not exists instance',
  'create schema auth',
  'create schema jobs',
  'grant usage on schema tenant, instance, auth, jobs to tickmark_app',
  'grant usage on schema tenant, instance to tickmark_sequencer',
  'grant select on instance.migration to tickmark_app',
];

const organizations = [
  `create table tenant.organization (
    id uuid primary key,
    name text not null,
    created timestamptz(3) not null)`,
];

function ledgerOf(schema: 'tenant' | 'instance'): string[] {
  const column = schema === 'tenant' ? 'organization uuid not null,' : '';
  const lead = schema === 'tenant' ? 'organization, ' : '';
  return [
    `create table ${schema}.entry (
      ${column}
      id uuid not null,
      seq bigint generated always as identity,
      txid xid8 not null default pg_current_xact_id(),
      type text collate "C" not null,
      at timestamptz(3) not null,
      body text collate "C" not null,
      leaf bigint,
      recorded timestamptz(3),
      leaf_hash bytea,
      primary key (${lead}id),
      check ((leaf is null) = (recorded is null) and (leaf is null) = (leaf_hash is null)),
      check (octet_length(leaf_hash) = 32))`,
    `create unique index entry_leaf on ${schema}.entry (${lead}leaf) where leaf is not null`,
    `create index entry_waiting on ${schema}.entry (${lead}txid, seq) where leaf is null`,
    `create table ${schema}.content (
      ${column}
      entry uuid not null,
      name text collate "C" not null,
      salt bytea,
      content text,
      primary key (${lead}entry, name),
      foreign key (${lead}entry) references ${schema}.entry (${lead}id),
      check ((salt is null) = (content is null)))`,
    `create table ${schema}.tile (
      ${column}
      level smallint not null,
      index bigint not null,
      hashes bytea not null,
      primary key (${lead}level, index),
      check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0))`,
    `create table ${schema}.checkpoint (
      ${column}
      size bigint not null,
      root bytea not null,
      note text not null,
      recorded timestamptz(3) not null,
      primary key (${lead}size))`,
    `create index checkpoint_recorded on ${schema}.checkpoint (${lead}recorded, size)`,
  ];
}

const facts = [
  `create table tenant.fact (
    organization uuid not null,
    entry uuid not null,
    said bigint generated always as identity,
    kind text collate "C" not null,
    subject uuid not null,
    vendor_id text collate "C" not null,
    system uuid not null,
    feed text collate "C" not null,
    scope text collate "C" not null,
    valid_from timestamptz(3) not null,
    not_before timestamptz(3) not null,
    basis text collate "C" not null,
    state jsonb,
    state_hash bytea,
    salt bytea,
    look uuid not null,
    leaf bigint,
    primary key (organization, entry),
    foreign key (organization, entry) references tenant.entry (organization, id),
    check (basis in ('look', 'source', 'claimed', 'entered', 'retraction')),
    check (not_before <= valid_from),
    check ((state is null) = (state_hash is null) and (state is null) = (salt is null)),
    check (basis <> 'retraction' or state is null))`,
  'create index fact_version on tenant.fact (organization, kind, subject, valid_from, leaf desc)',
  `create table tenant.coverage (
    organization uuid not null,
    entry uuid not null,
    system uuid not null,
    feed text collate "C" not null,
    scope text collate "C" not null,
    from_ timestamptz(3) not null,
    until_ timestamptz(3) not null,
    look uuid not null,
    leaf bigint,
    primary key (organization, entry),
    foreign key (organization, entry) references tenant.entry (organization, id),
    check (from_ < until_))`,
  'create index coverage_scope on tenant.coverage (organization, system, feed, scope, from_, leaf)',
];

const tables = ['organization', 'entry', 'content', 'tile', 'checkpoint', 'fact', 'coverage'] as const;
const sealed = ['entry', 'fact', 'coverage'] as const;

/** In a scalar sub-query, so that it is worked out once per statement and not once per row. */
const mine = "(select nullif(current_setting('tickmark.organization', true), '')::uuid)";

function belongs(table: string): string {
  return `${table === 'organization' ? 'id' : 'organization'} = ${mine}`;
}

const security = [
  ...tables.flatMap((table) => [
    `alter table tenant.${table} enable row level security`,
    `alter table tenant.${table} force row level security`,
    `create policy reads on tenant.${table} for select using (${belongs(table)})`,
    `create policy adds on tenant.${table} for insert with check (${belongs(table)})`,
    `grant select, insert on tenant.${table} to tickmark_app`,
  ]),
  // The ledger's own columns are filled once, by the sequencer, and never change again.
  ...sealed.map(
    (table) =>
      `create policy seals on tenant.${table} for update to tickmark_sequencer using (${belongs(table)} and leaf is null) with check (${belongs(table)} and leaf is not null)`,
  ),
  `create policy grows on tenant.tile for update to tickmark_sequencer using (${belongs('tile')} and octet_length(hashes) < 8192) with check (${belongs('tile')})`,
  'revoke insert on tenant.tile, tenant.checkpoint from tickmark_app',
  'grant select on tenant.entry, tenant.fact, tenant.coverage, tenant.tile, tenant.checkpoint to tickmark_sequencer',
  'grant insert on tenant.tile, tenant.checkpoint to tickmark_sequencer',
  'grant update (hashes) on tenant.tile to tickmark_sequencer',
  'grant update (leaf, recorded, leaf_hash) on tenant.entry to tickmark_sequencer',
  'grant update (leaf) on tenant.fact, tenant.coverage to tickmark_sequencer',
  'grant select, insert on instance.entry, instance.content to tickmark_app',
  'grant select on instance.tile, instance.checkpoint to tickmark_app',
  'grant select on instance.entry to tickmark_sequencer',
  'grant select, insert on instance.tile, instance.checkpoint to tickmark_sequencer',
  'grant update (hashes) on instance.tile to tickmark_sequencer',
  'grant update (leaf, recorded, leaf_hash) on instance.entry to tickmark_sequencer',
];
