import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runAs, startTestServer, TEMPLATE, type TestServer } from '../../test/support/server.ts';
import { newUuid } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { connectDatabase } from './connect.ts';

/** A server of this file's own: the lies told here are of roles and settings, which all databases of a server share. */
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ fsync: null, synchronous_commit: null, full_page_writes: null });
});
afterAll(() => server.stop());

async function refusalOf(url = server.appUrl(TEMPLATE)): Promise<Refusal | null> {
  try {
    await (await connectDatabase(url, newUuid())).close();
    return null;
  } catch (error) {
    return error as Refusal;
  }
}

const asAdministrator = (statements: string) => runAs(server.superuserUrl(TEMPLATE), statements);

/** The commands in a refusal are the lines after its first. */
async function mend(refusal: Refusal | null): Promise<void> {
  for (const line of refusal?.message.split('\n').slice(1) ?? []) await asAdministrator(line);
}

const reload = async (statement: string) => {
  await asAdministrator(statement);
  await asAdministrator('select pg_reload_conf()');
};

const lies: readonly [what: string, code: string, tell: () => Promise<unknown>][] = [
  ['forgets: fsync off', 'database/not-durable', () => reload('alter system set fsync = off')],
  ['forgets: full_page_writes off', 'database/not-durable', () => reload('alter system set full_page_writes = off')],
  ['forgets: synchronous_commit off', 'database/not-durable', () => reload('alter system set synchronous_commit = off')],
  ['forgets for the app alone', 'database/not-durable', () => asAdministrator('alter role tickmark_app set synchronous_commit = off')],
  ['forgets in this database alone', 'database/not-durable', () => asAdministrator(`alter database ${TEMPLATE} set synchronous_commit = off`)],
  ['makes the app a superuser', 'database/role-too-strong', () => asAdministrator('alter role tickmark_app superuser')],
  ['lets the app bypass row-level security', 'database/role-too-strong', () => asAdministrator('alter role tickmark_app bypassrls')],
  ['lets the app act as the owner', 'database/role-too-strong', () => asAdministrator('grant tickmark_owner to tickmark_app')],
  ['lets the app own a table', 'database/role-too-strong', () => asAdministrator('alter table tenant.fact owner to tickmark_app')],
  ['lets the app inherit the sequencer', 'database/role-too-strong', () => asAdministrator('alter role tickmark_app inherit')],
  ['lets the sequencer bypass row-level security', 'database/bypass', () => asAdministrator('alter role tickmark_sequencer bypassrls')],
  ['does not force row-level security', 'database/row-security-off', () => asAdministrator('alter table tenant.fact no force row level security')],
  ['has a table without row-level security', 'database/row-security-off', () => asAdministrator('create table tenant.extra (organization uuid)')],
  [
    'has a policy that lets everybody see everything',
    'database/row-security-off',
    () => asAdministrator('create policy open on tenant.fact for select using (true)'),
  ],
  [
    'has a view with the rights of its owner',
    'database/row-security-off',
    () => asAdministrator('create view tenant.every_fact as select * from tenant.fact; grant select on tenant.every_fact to tickmark_app'),
  ],
  [
    'has a materialised view',
    'database/bypass',
    () =>
      asAdministrator('create materialized view public.every_fact as select * from tenant.fact; grant select on public.every_fact to tickmark_app'),
  ],
  [
    'has a function with the rights of its owner',
    'database/bypass',
    () => asAdministrator("create function public.facts() returns bigint language sql security definer as 'select count(*) from tenant.fact'"),
  ],
  ['lets the app change what was sealed', 'database/bypass', () => asAdministrator('grant update, delete on tenant.entry to tickmark_app')],
];

describe('a database that', () => {
  test('is honest is worked on (negative control)', async () => {
    expect(await refusalOf()).toBeNull();
  });

  test.each(lies)('%s is refused, and the commands of the refusal mend it', async (_what, code, tell) => {
    await tell();
    // A reload of settings takes a moment to arrive.
    const refusal = await vi.waitFor(async () => {
      const said = await refusalOf();
      expect(said?.code).toBe(code);
      return said;
    });
    await mend(refusal);
    await vi.waitFor(async () => expect(await refusalOf()).toBeNull());
  });

  test('was made by a newer program is refused', async () => {
    await asAdministrator("insert into instance.migration values ('9999-from-the-future', now()::text)");
    expect((await refusalOf())?.code).toBe('database/newer');
    await asAdministrator("delete from instance.migration where name = '9999-from-the-future'");
  });

  test('lacks the schema is refused', async () => {
    await asAdministrator('create database bare');
    expect((await refusalOf(server.appUrl('bare')))?.code).toBe('database/not-migrated');
  });

  test('is entered as somebody else is refused', async () => {
    await asAdministrator("create role somebody login password 'x'");
    const url = server
      .appUrl(TEMPLATE)
      .replace('tickmark_app', 'somebody')
      .replace(/:[^:@]*@/, ':x@');
    expect((await refusalOf(url))?.code).toBe('database/wrong-role');
    expect((await refusalOf(server.superuserUrl(TEMPLATE)))?.code).toBe('database/role-too-strong');
  });

  test('is forgetful from its command line on is refused', async () => {
    const forgetful = await startTestServer({ fsync: 'off' });
    try {
      const refusal = await refusalOf(forgetful.appUrl(TEMPLATE));
      expect(refusal).toMatchObject({ code: 'database/not-durable', message: expect.stringContaining('start the server without -c fsync=off') });
    } finally {
      await forgetful.stop();
    }
  });

  test('cannot be reached is refused', async () => {
    expect((await refusalOf('postgresql://tickmark_app:x@127.0.0.1:1/x'))?.code).toBe('database/unreachable');
  });

  test('is older than 15 is refused', async () => {
    const old = await oldServer('14.11', 140_011);
    try {
      const refusal = await refusalOf(`postgresql://tickmark_app:x@127.0.0.1:${(old.address() as { port: number }).port}/x`);
      expect(refusal).toMatchObject({ code: 'database/too-old', message: expect.stringContaining('14.11') });
    } finally {
      old.close();
    }
  });
});

/** Speaks as much of PostgreSQL's protocol as to say which version it is, to whoever asks whatever. */
async function oldServer(name: string, number: number): Promise<Server> {
  const server = createServer((socket) => {
    let greeted = false;
    socket.on('data', (data) => {
      if (!greeted) socket.write(Buffer.concat([message('R', int32(0)), message('Z', Buffer.from('I'))]));
      else if (data[0] === 'Q'.charCodeAt(0)) answer(socket, name, number);
      greeted = true;
    });
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function answer(socket: Socket, name: string, number: number): void {
  const columns = [column('number', 23), column('name', 25)];
  const values = [String(number), name].map((text) => Buffer.concat([int32(text.length), Buffer.from(text)]));
  const done = [message('C', Buffer.from('SELECT 1\0')), message('Z', Buffer.from('I'))];
  socket.write(Buffer.concat([message('T', int16(2), ...columns), message('D', int16(2), ...values), ...done]));
}

function column(name: string, type: number): Buffer {
  return Buffer.concat([Buffer.from(`${name}\0`), int32(0), int16(0), int32(type), int16(-1), int32(-1), int16(0)]);
}

function message(tag: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(tag), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}
