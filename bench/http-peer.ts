/** The peer, a process of its own: node bench/http-peer.ts, with how to reach the database as JSON in the first argument. Writes its port. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';

const COLUMNS =
  'place, check_id as check, check_title as "checkTitle", item, title, from_ as "from", until_ as until, milliseconds, state, because, mend, due, excluded_by as "excludedBy", repeats, controls';
const PAGE = 100;

const pool = new pg.Pool({ ...(JSON.parse(process.argv[2] ?? '{}') as pg.PoolConfig), max: 16 });
const app = new Hono();

/** The least that somebody would write: one prepared statement, which names the organization itself. */
app.get('/bare/:organization', async (context) => {
  const { rows } = await pool.query({
    name: 'page',
    text: `select ${COLUMNS} from bare.exception where organization = $1 and place >= $2 order by place limit ${PAGE}`,
    values: [context.req.param('organization'), Number(context.req.query('offset') ?? 0)],
  });
  return context.json({ rows });
});

/** The same, and PostgreSQL holds back what is another organization's. */
app.get('/rls/:organization', async (context) => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('set local role bare_reader');
    await client.query({ name: 'whose', text: "select set_config('bare.organization', $1, true)", values: [context.req.param('organization')] });
    const { rows } = await client.query({
      name: 'own page',
      text: `select ${COLUMNS} from bare.exception where place >= $1 order by place limit ${PAGE}`,
      values: [Number(context.req.query('offset') ?? 0)],
    });
    await client.query('commit');
    return context.json({ rows });
  } finally {
    client.release();
  }
});

const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) => process.stdout.write(`${port}\n`));
process.on('SIGTERM', () => {
  server.close();
  void pool.end();
});
