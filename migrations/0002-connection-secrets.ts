import { type Kysely, sql } from 'kysely';

/**
 * The sealed secrets of connections. One data key for each connection, wrapped by a key that lives in the data directory and never in the database;
 * each secret is sealed under its connection's data key. What stands here opens nothing by itself.
 *
 * Unlike the ledger these rows may change and go: a token that was replaced or revoked is to be forgotten. That it happened stands in the ledger.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...security]) await sql.raw(statement).execute(db);
}

const tables = [
  `create table tenant.connection_key (
    organization uuid not null,
    connection text collate "C" not null,
    wrapped_by uuid not null,
    wrapped bytea not null,
    primary key (organization, connection))`,
  `create table tenant.connection_secret (
    organization uuid not null,
    connection text collate "C" not null,
    name text collate "C" not null,
    sealed bytea not null,
    stored timestamptz(3) not null,
    primary key (organization, connection, name),
    foreign key (organization, connection) references tenant.connection_key (organization, connection))`,
];

/** In a scalar sub-query, so that it is worked out once per statement and not once per row. */
const mine = "organization = (select nullif(current_setting('tickmark.organization', true), '')::uuid)";

const security = ['connection_key', 'connection_secret'].flatMap((table) => [
  `alter table tenant.${table} enable row level security`,
  `alter table tenant.${table} force row level security`,
  `create policy reads on tenant.${table} for select using (${mine})`,
  `create policy adds on tenant.${table} for insert with check (${mine})`,
  `create policy changes on tenant.${table} for update using (${mine}) with check (${mine})`,
  `create policy removes on tenant.${table} for delete using (${mine})`,
  `grant select, insert, update, delete on tenant.${table} to tickmark_app`,
]);
