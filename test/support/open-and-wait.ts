import { openDatabase } from '../../src/database/open.ts';

/** Opens a data directory, says so, and stays until it is killed: `node open-and-wait.ts DIRECTORY`. */
const database = await openDatabase({ dataDirectory: process.argv[2] ?? '', programVersion: '0.0.0-test' });
await database.announce('http://127.0.0.1:4000');
const { rows } = await database.pool.query<{ pid: number }>('select pg_backend_pid() as pid');
process.stdout.write(`open ${rows[0]?.pid}\n`);
setInterval(() => undefined, 60_000);
