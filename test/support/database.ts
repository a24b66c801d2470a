import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import { connectDatabase, type Database } from '../../src/database/connect.ts';
import { newUuid } from '../../src/kernel/ids.ts';
import { runAs, TEMPLATE } from './server.ts';

/** A database of a test file's own, used as the app; `asSuperuser` is for attacks and for looking behind the curtain. */
export interface TestDatabase {
  readonly db: Database;
  readonly superuserUrl: string;
  readonly appUrl: string;
  asSuperuser<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  drop(): Promise<void>;
}

/** Clones the migrated template, connects as the app and makes sure that it is the app: no test passes because it ran as somebody stronger. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const { superuserUrl, appUrl } = inject('server');
  const admin = superuserUrl.replace('DATABASE', 'postgres');
  await runAs(admin, `create database ${name} template ${TEMPLATE}`);
  const urls = { superuserUrl: superuserUrl.replace('DATABASE', name), appUrl: appUrl.replace('DATABASE', name) };
  // The run's server forgets on purpose; everything else about honesty holds in tests too.
  const db = await connectDatabase(urls.appUrl, newUuid(), { leniency: { notDurable: true }, connections: 20 });
  return {
    db,
    ...urls,
    asSuperuser: async (text, values) => (await runAs(urls.superuserUrl, text, values)).rows as never,
    async drop() {
      await db.close();
      await runAs(admin, `drop database ${name} with (force)`);
    },
  };
}
