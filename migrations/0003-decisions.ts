import { type Kysely, sql } from 'kysely';

/**
 * The events of workflows, each an entry of the ledger: which workflow, which instance of it, and its place in that instance's history.
 * The key lets one of two people who decide at the same time win, and the other be told. Rows are only ever added.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [table, index, ...security]) await sql.raw(statement).execute(db);
}

const table = `create table tenant.decision (
  organization uuid not null,
  workflow text collate "C" not null,
  instance uuid not null,
  version integer not null,
  entry uuid not null,
  primary key (organization, workflow, instance, version),
  foreign key (organization, entry) references tenant.entry (organization, id),
  check (version > 0))`;

const index = 'create unique index decision_entry on tenant.decision (organization, entry)';

/** In a scalar sub-query, so that it is worked out once per statement and not once per row. */
const mine = "organization = (select nullif(current_setting('tickmark.organization', true), '')::uuid)";

const security = [
  'alter table tenant.decision enable row level security',
  'alter table tenant.decision force row level security',
  `create policy reads on tenant.decision for select using (${mine})`,
  `create policy adds on tenant.decision for insert with check (${mine})`,
  'grant select, insert on tenant.decision to tickmark_app',
];
