import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../kernel/durable-file.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Instant, isoInstant, parseInstant } from '../kernel/time.ts';
import type { Connection } from './connections.ts';

/** An installation that lives on pretend systems, at times that somebody sets. */
export interface SimulatedOptions {
  /** Where the pretend systems answer: `http://127.0.0.1:PORT`. */
  readonly host?: string | undefined;
  /** The first instant of a new directory; not needed for one that is there. */
  readonly begins?: Instant | undefined;
}

/** The clock of such an installation. It stands until it is set, and never goes back. */
export interface SimulatedClock {
  now(): Instant;
  /** Durable when it returns. @throws Refusal `simulated/backwards` */
  set(at: Instant): Promise<void>;
}

const fileShape = z.object({ now: z.iso.datetime({ precision: 3 }) });

/** @throws Refusal `simulated/no-beginning`, `data-directory/damaged` */
export async function openSimulatedClock(dataDirectory: string, begins: Instant | undefined): Promise<SimulatedClock> {
  const path = join(dataDirectory, 'simulated-clock.json');
  let now = (await readClock(path)) ?? begins;
  if (now === undefined)
    throw new Refusal('simulated/no-beginning', `${path} is missing, and no beginning was given. Restore it from a backup of the folder.`);
  await writeClock(path, now);
  return {
    now: () => now as Instant,
    async set(at) {
      if (now !== undefined && at < now)
        throw new Refusal('simulated/backwards', `The simulated clock stands at ${isoInstant(now)} and does not go back to ${isoInstant(at)}.`);
      await writeClock(path, at);
      now = at;
    },
  };
}

async function readClock(path: string): Promise<Instant | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return parseInstant(fileShape.parse(JSON.parse(text)).now);
  } catch {
    throw new Refusal('data-directory/damaged', `${path} cannot be read. Restore it from a backup of the folder. Nothing was changed.`);
  }
}

async function writeClock(path: string, now: Instant): Promise<void> {
  await replaceFile(path, `${JSON.stringify({ now: isoInstant(now) })}\n`, 0o600);
}

/** @throws Refusal `simulated/foreign-host` */
export function refuseForeignHost(host: string): void {
  if (!isLoopback(host)) throw foreign(`The host ${host} is not on this machine.`);
}

/**
 * A simulated directory looks at pretend systems on this machine, and at files: at nothing real, for ever.
 * @throws Refusal `simulated/foreign-host`
 */
export function refuseForeignHosts(connections: readonly Connection[]): void {
  for (const { id, connector, settings } of connections) {
    const addresses = addressesIn(settings);
    const stranger = addresses.find((one) => !isLoopback(one));
    if (stranger !== undefined) throw foreign(`The connection "${id}" leads to ${new URL(stranger).host}.`);
    if (connector.remote && addresses.length === 0) throw foreign(`The connection "${id}" names no address, and would lead to the vendor itself.`);
  }
}

function foreign(what: string): Refusal {
  return new Refusal(
    'simulated/foreign-host',
    `${what} This data directory has a simulated clock and looks at pretend systems on this machine only (http://127.0.0.1:PORT). Look at what is real from a folder of its own: --data FOLDER.`,
  );
}

/** Every address anywhere in the settings. */
function addressesIn(value: unknown): string[] {
  if (typeof value === 'string') return /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(addressesIn);
}

function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
