import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pretendVendor } from '../../test/support/pretend-connector.ts';
import { INSTANCE } from '../database/transaction.ts';
import { instant, parseInstant } from '../kernel/time.ts';
import { readEntries } from '../ledger/store.ts';
import { collect } from './collect.ts';
import type { Connection } from './connections.ts';
import { type Installation, type InstallationOptions, openInstallation } from './installation.ts';
import type { SimulatedOptions } from './simulation.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-simulated-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const begins = parseInstant('2025-01-01T00:00:00Z');
const later = parseInstant('2025-06-01T00:00:00Z');

async function opened<T>(simulated: SimulatedOptions | undefined, work: (installation: Installation) => Promise<T>): Promise<T> {
  const options: InstallationOptions = {
    dataDirectory: join(folder, 'data'),
    version: '0.0.0-test',
    organizationName: 'Example',
    clock: () => instant(Date.now()),
    simulated,
    witnesses: [],
    warn: () => undefined,
  };
  const installation = await openInstallation(options);
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

const nothing = async () => undefined;

async function firstTypes({ db, organization }: Installation): Promise<string[]> {
  const types: string[] = [];
  for (const log of [INSTANCE, organization.id] as const)
    for await (const entries of readEntries(db, log, { untilLeaf: 1 })) types.push(...entries.map((one) => one.type));
  return types;
}

function connection(settings: Record<string, unknown>): Connection {
  return {
    id: 'code',
    connector: pretendVendor().connector,
    settings: { organization: 'example', auth: { type: 'token', token: 'x' }, ...settings },
  };
}

test('the first entry of each log says so, and the clock goes only where it is set, across openings', async () => {
  await opened({ host: 'http://127.0.0.1:4000', begins }, async (installation) => {
    expect(await firstTypes(installation)).toEqual(['simulated-clock', 'simulated-clock']);
    expect(installation.clock()).toBe(begins);
    await installation.simulation?.set(later);
    expect(installation.clock()).toBe(later);
    await expect(installation.simulation?.set(begins)).rejects.toMatchObject({ code: 'simulated/backwards' });
  });
  await opened({}, async ({ clock }) => expect(clock()).toBe(later));
});

test('it opens with its own clock only, for ever; one that is real never becomes simulated', async () => {
  await opened({ begins }, nothing);
  await expect(opened(undefined, nothing)).rejects.toMatchObject({ code: 'data-directory/simulated' });
  await rm(join(folder, 'data'), { recursive: true });
  await opened(undefined, async (installation) => {
    expect(await firstTypes(installation)).toEqual(['first-run']);
    expect(installation.simulation).toBeNull();
  });
  await expect(opened({ begins }, nothing)).rejects.toMatchObject({ code: 'data-directory/not-simulated' });
  await opened(undefined, nothing);
});

test('a folder that was made to say otherwise is not believed: the ledger knows', async () => {
  await opened({ begins }, nothing);
  const path = join(folder, 'data', 'tickmark.json');
  const { simulated, ...rest } = JSON.parse(await readFile(path, 'utf8')) as { simulated: boolean };
  expect(simulated).toBe(true);
  await writeFile(path, JSON.stringify({ ...rest, format: 1 }));
  await expect(opened(undefined, nothing)).rejects.toMatchObject({ code: 'data-directory/damaged', message: expect.stringContaining('simulated') });
});

test('without a beginning none is made, and a clock that was lost or damaged is not guessed', async () => {
  await expect(opened({}, nothing)).rejects.toMatchObject({ code: 'simulated/no-beginning' });
  await opened({ begins }, nothing);
  await writeFile(join(folder, 'data', 'simulated-clock.json'), '{"now":"soon"}');
  await expect(opened({}, nothing)).rejects.toMatchObject({ code: 'data-directory/damaged' });
});

describe('what it looks at', () => {
  const run = (installation: Installation, one: Connection) => collect(installation, { connections: [one], environment: {} });

  test.each([
    ['the vendor itself', {}],
    ['a host elsewhere', { url: 'https://api.github.com' }],
    ['a host that begins like this machine', { url: 'http://127.0.0.1.example.com' }],
    ['a private network', { url: 'http://10.0.0.1' }],
  ])('is never %s', async (_what, settings) => {
    await opened({ begins }, async (installation) => {
      await expect(run(installation, connection(settings))).rejects.toMatchObject({ code: 'simulated/foreign-host' });
    });
  });

  test('is a pretend system on this machine, at the time that was set', async () => {
    await opened({ begins }, async (installation) => {
      for (const url of ['http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000']) {
        const { connections } = await run(installation, connection({ url, organization: url }));
        expect(connections[0]).toMatchObject({ outcome: 'complete', startedAt: begins });
      }
    });
  });

  test('may be anything where the clock is real', async () => {
    await opened(undefined, async (installation) => {
      expect((await run(installation, connection({ url: 'https://api.github.com' }))).connections[0]).toMatchObject({ outcome: 'complete' });
    });
  });

  test('cannot be opened for a host elsewhere', async () => {
    await expect(opened({ begins, host: 'https://api.github.com' }, nothing)).rejects.toMatchObject({ code: 'simulated/foreign-host' });
  });
});
