import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Refusal } from '../kernel/refusal.ts';

/** @throws Refusal `serve/port` */
export function portFrom(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Refusal('serve/port', `A port is a number from 1 to 65535, not "${text}".`);
}

/**
 * Makes sure that nobody listens there, before the slow part of starting begins.
 * @throws Refusal `serve/port-in-use`, `serve/port`
 */
export async function refuseBusyPort(port: number): Promise<void> {
  const error = await listeningError(port);
  if (error === null) return;
  if (error.code === 'EADDRINUSE') throw await busyPort(port);
  if (error.code === 'EACCES') throw new Refusal('serve/port', `This user may not listen on port ${port}. Choose one above 1023 with --port.`);
  throw error;
}

/** What to say where somebody else listens: who, if that can be told, and which port is free. */
export async function busyPort(port: number): Promise<Refusal> {
  const who = (await isTickmark(port)) ? 'another Tickmark, of another data directory' : 'another program';
  const next = await freePortAfter(port);
  const instead = next === null ? 'Choose another with --port.' : `Run: tickmark serve --port ${next}`;
  return new Refusal('serve/port-in-use', `Port ${port} is in use by ${who}. ${instead}`);
}

async function freePortAfter(port: number): Promise<number | null> {
  for (let next = port + 1; next <= Math.min(port + 20, 65_535); next++) if ((await listeningError(next)) === null) return next;
  return null;
}

async function listeningError(port: number): Promise<NodeJS.ErrnoException | null> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return null;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

async function isTickmark(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/openapi.json`, { signal: AbortSignal.timeout(1_000) });
    const { info } = (await response.json()) as { info?: { title?: string } };
    return info?.title === 'Tickmark';
  } catch {
    return false;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Could a browser show anything here? On Linux, without a display, the opener would fall back to one that reads and writes this terminal. */
export function hasDisplay(platform: NodeJS.Platform, environment: Environment): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some((one) => one !== undefined && one !== '');
}

/** Shows an address in the browser of this machine, where there is one and a display for it; never fails. */
export function openBrowser(address: string, environment: Environment): void {
  if (!hasDisplay(process.platform, environment)) return;
  const [command, args] = openers[process.platform] ?? ['xdg-open', []];
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

const openers: Partial<Record<NodeJS.Platform, readonly [string, readonly string[]]>> = {
  darwin: ['open', []],
  win32: ['cmd', ['/c', 'start', '']],
};
