import { readFileSync } from 'node:fs';
import { run } from './cli/program.ts';
import { readSecret } from './cli/read-secret.ts';
import { instant } from './kernel/time.ts';

/** The composition root: the only file that reads the environment. */
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
const { env } = process;
const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
process.once('SIGTERM', () => interrupted.abort());
// A reader that went away (`| head`) is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  outColor: process.stdout.isTTY === true && env.NO_COLOR === undefined && env.TERM !== 'dumb',
  errTerminal: process.stderr.isTTY === true && env.TERM !== 'dumb',
  inTerminal: process.stdin.isTTY === true,
  readSecret: (prompt) => readSecret({ input: process.stdin, output: process.stderr, interrupt: () => interrupted.abort() }, prompt),
  width: Math.max(60, Math.min(process.stdout.columns ?? 80, 120)),
  folder: process.cwd(),
  version,
  clock: () => instant(Date.now()),
  settings: {
    dataDirectory: env.TICKMARK_DATA || undefined,
    databaseUrl: env.DATABASE_URL || undefined,
    databaseAdminUrl: env.DATABASE_ADMIN_URL || undefined,
    port: env.PORT || undefined,
    environment: env,
  },
  signal: interrupted.signal,
});
