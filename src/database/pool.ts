import pg from 'pg';

/** A connection that breaks while nobody uses it is replaced; whoever does use one hears of it in their own query. */
export function quietPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
