import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Started {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** Opens the pages, once. */
  readonly link: string;
  /** Everything that it has printed so far. */
  printed(): string;
  /** Stops it, and waits until it has ended. */
  close(): Promise<void>;
}

/** Starts `tickmark serve` as somebody types it in a folder, with its pages. Throws what it printed where it does not start. */
export async function startServe(folder: string, further: readonly string[] = []): Promise<Started> {
  // As `npm start` does: only where what they are made of has changed.
  execFileSync(process.execPath, ['scripts/build-web.ts'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const args = [main, 'serve', '--port', String(await freePort()), ...further];
  const child = spawn(process.execPath, args, { cwd: folder, env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const link = await new Promise<string>((found, failed) => {
    const hear = (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\/open\?key=\S+/.exec(printed)?.[0];
      if (address !== undefined) found(address);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => failed(new Error(`tickmark serve ended with ${code}:\n${printed}`)));
  });
  return { address: new URL(link).origin, link, printed: () => printed, close: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
