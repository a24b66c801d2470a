import type pg from 'pg';

/** What the peer's table is filled with: the rows that Tickmark itself answers. */
export type ExceptionRow = Readonly<Record<string, unknown>>;

export const OURS = 'ours';
const THEIRS = 'theirs';

const TABLE = `
  create schema bare;
  create table bare.exception (organization text, place int, check_id text, check_title text, item text, title text, from_ text, until_ text, milliseconds bigint,
    state text, because text, mend text, due text, excluded_by text, repeats int, controls jsonb, primary key (organization, place));
  alter table bare.exception enable row level security;
  create policy own on bare.exception using (organization = current_setting('bare.organization'));
  do $$ begin create role bare_reader; exception when duplicate_object then null; end $$;
  grant usage on schema bare to bare_reader;
  grant select on bare.exception to bare_reader`;

const FILL = `
  insert into bare.exception select $1, place::int + $2 - 1, one ->> 'check', one ->> 'checkTitle', one ->> 'item', one ->> 'title', one ->> 'from', one ->> 'until',
    (one ->> 'milliseconds')::bigint, one ->> 'state', one ->> 'because', one ->> 'mend', one ->> 'due', one ->> 'excludedBy', (one ->> 'repeats')::int, one -> 'controls'
  from jsonb_array_elements($3::jsonb) with ordinality as given(one, place)`;

const BATCH = 1_000;

/** Lays the rows into a typed table, in their order, twice: for the organization that is asked about and for another. */
export async function layRows(peer: pg.Client, rows: readonly ExceptionRow[]): Promise<void> {
  await peer.query(TABLE);
  for (const organization of [OURS, THEIRS])
    for (let first = 0; first < rows.length; first += BATCH)
      await peer.query(FILL, [organization, first, JSON.stringify(rows.slice(first, first + BATCH))]);
  await peer.query('analyze bare.exception');
}
