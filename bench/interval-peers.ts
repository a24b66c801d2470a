import { DuckDBInstance } from '@duckdb/node-api';
import type pg from 'pg';
import { type Checksum, columns, emptyChecksum, type MadeVersion, rules, type State } from './interval-world.ts';

/** Islands by `lag` over the failing rows alone: the best form that was found for both engines. */
function islands(at: number): string {
  const { column, threshold, grace } = rules[at] as (typeof rules)[number];
  return `with failing as (select subject, from_, until_ from version where ${column} < ${threshold}),
    marked as (select *, case when lag(until_) over (partition by subject order by from_) = from_ then 0 else 1 end as starts from failing),
    numbered as (select *, sum(starts) over (partition by subject order by from_) as episode from marked),
    episodes as (select subject, min(from_) + ${grace} as from_, max(until_) as until_ from numbered group by subject, episode)
    select count(*)::text as count, coalesce(sum(from_), 0)::text as from_, coalesce(sum(until_), 0)::text as until_,
      coalesce(sum((subject + 1) * ${at + 1}), 0)::text as subjects from episodes where until_ > from_`;
}

/** As multiranges: shorter to write, and slower. */
function ranges(at: number): string {
  const { column, threshold, grace } = rules[at] as (typeof rules)[number];
  return `with episodes as (select subject, lower(r) + ${grace} as from_, upper(r) as until_
      from (select subject, unnest(range_agg(int8range(from_, until_))) as r from version where ${column} < ${threshold} group by subject) as agg)
    select count(*)::text as count, coalesce(sum(from_), 0)::text as from_, coalesce(sum(until_), 0)::text as until_,
      coalesce(sum((subject + 1) * ${at + 1}), 0)::text as subjects from episodes where until_ > from_`;
}

type SumRow = { count: string; from_: string; until_: string; subjects: string };

function add(sum: Checksum, row: SumRow): void {
  sum.count += Number(row.count);
  sum.from += BigInt(row.from_);
  sum.until += BigInt(row.until_);
  sum.subjects += BigInt(row.subjects);
}

/** Typed columns out of the stored JSON, as a company with SQL would lay them out. The subject is the place of its id in order. */
export async function projectInPostgres(client: pg.Client): Promise<void> {
  await client.query('drop table if exists version');
  const typed = columns.map((name) => `(state ->> '${name}')::int as ${name}`).join(', ');
  await client.query(
    `create table version as select vendor_id::int as subject, (extract(epoch from valid_from) * 1000)::bigint as from_,
      coalesce((extract(epoch from lead(valid_from) over (partition by subject order by valid_from)) * 1000)::bigint, ${Date.UTC(2026, 0, 1)}) as until_, ${typed}
     from tenant.fact where kind = 'hosted-repository'`,
  );
  await client.query('analyze version');
}

export async function askPostgres(client: pg.Client, form: 'islands' | 'ranges', howMany: number): Promise<Checksum> {
  const sum = emptyChecksum();
  for (let at = 0; at < howMany; at++) {
    const { rows } = await client.query<SumRow>(form === 'islands' ? islands(at) : ranges(at));
    add(sum, rows[0] as SumRow);
  }
  return sum;
}

export interface Duck {
  load(versions: Iterable<MadeVersion>): Promise<void>;
  ask(howMany: number): Promise<Checksum>;
}

/** DuckDB in memory, with one thread, as whoever judges has one. */
export async function openDuck(): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  return {
    async load(versions) {
      await connection.run('drop table if exists version');
      await connection.run(
        `create table version (subject integer, from_ bigint, until_ bigint, ${columns.map((name) => `${name} integer`).join(', ')})`,
      );
      const appender = await connection.createAppender('version');
      for (const { subject, from, until, state } of versions) {
        appender.appendInteger(subject);
        appender.appendBigInt(BigInt(from));
        appender.appendBigInt(BigInt(until));
        for (const name of columns) appender.appendInteger((state as State)[name]);
        appender.endRow();
      }
      appender.closeSync();
    },
    async ask(howMany) {
      const sum = emptyChecksum();
      for (let at = 0; at < howMany; at++) {
        const reader = await connection.runAndReadAll(islands(at));
        add(sum, reader.getRowObjects()[0] as unknown as SumRow);
      }
      return sum;
    },
  };
}
