import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startClock } from '../../demo/simulated-clock.ts';
import { openInstallation } from '../../src/engine/installation.ts';
import { instant, isoInstant, parseInstant } from '../../src/kernel/time.ts';
import { configurationFor, tickmark } from '../support/cli.ts';
import { temporaryFolder, testRepository } from '../support/git.ts';

/** The command line on a data directory with a simulated clock, and the same commands on one whose clock is real. */

const folder = temporaryFolder();
const place = (...names: string[]) => join(folder.path, ...names);
const NOTE = 'Simulated clock:';

beforeAll(async () => {
  testRepository(place('api')).commit({ at: '2025-01-01T10:00:00Z', message: 'API-1 Begin' });
  writeFileSync(place('tickmark.yaml'), configurationFor('api'));
  const installation = await openInstallation({
    dataDirectory: place('simulated'),
    version: '0.0.0-test',
    organizationName: 'Example',
    clock: () => instant(Date.now()),
    simulated: { host: 'http://127.0.0.1:4000', begins: parseInstant('2025-03-01T00:00:00Z') },
    witnesses: [],
    warn: () => undefined,
  });
  await installation.simulation?.set(parseInstant('2025-06-01T12:00:00Z'));
  await installation.close();
});
afterAll(() => folder.remove());

const commands = [
  ['collect'],
  ['assess', '--period', '2025-01-01..2025-05-31', '--fail-on', 'never'],
  ['assess', '--again'],
  ['state', '--fail-on', 'never'],
  ['results', '--fail-on', 'never'],
  ['criteria'],
  ['controls'],
  ['draft', '--out', 'drafts', '--format', 'md'],
  ['export', '--out', 'package'],
  ['doctor'],
] as const;

describe.each([
  ['simulated', true],
  ['real', false],
] as const)('in a data directory whose clock is %s', (data, simulated) => {
  test('every page says so, or nothing of it; as JSON too', async () => {
    for (const [command, ...args] of commands) {
      const given = args.map((arg) => (['drafts', 'package'].includes(arg) ? `${arg}-${data}` : arg));
      const page = await tickmark([command, ...given, '--data', data], { folder: folder.path });
      expect([command, page.err.includes('bug'), page.out.includes(NOTE)]).toEqual([command, false, simulated]);
      if (command === 'doctor') continue;
      const replace = ['draft', 'export'].includes(command) ? ['--replace'] : [];
      const json = await tickmark([command, ...given, ...replace, '--json', '--data', data], { folder: folder.path });
      expect([command, (JSON.parse(json.out) as { simulated?: boolean }).simulated]).toEqual([command, simulated ? true : undefined]);
    }
    const verified = await tickmark(['verify', `package-${data}`, '--own-key', '--data', data], { folder: folder.path });
    expect([verified.code, verified.out.includes(NOTE)]).toEqual([0, simulated]);
    expect(readFileSync(place(`package-${data}`, 'index.html'), 'utf8').includes(NOTE)).toBe(simulated);
  });
});

test('"now" is the time that was set, not that of this machine', async () => {
  const { out } = await tickmark(['state', '--fail-on', 'never', '--data', 'simulated'], { folder: folder.path });
  expect(out).toContain('At 2025-06-01 12:00');
});

test('further looks are read from a file, one a line, and what cannot be read is said before anything is looked at', async () => {
  const told: string[] = [];
  const clock = await startClock((now) => void told.push(isoInstant(now).slice(0, 10)));
  const run = (also: string) =>
    tickmark(
      [
        ...['simulate', '--data', 'weekly', '--host', clock.url, '--begins', '2025-03-01', '--until', '2025-03-10', '--every', '7 days'],
        ...['--also', also],
      ],
      { folder: folder.path },
    );
  try {
    const missing = await run('none.txt');
    expect([missing.code, missing.err.includes('none.txt cannot be read')]).toEqual([2, true]);
    writeFileSync(place('looks.txt'), '2025-03-05\n\nin spring\n');
    const wrong = await run('looks.txt');
    expect([wrong.code, wrong.err.includes('"in spring" is not an instant')]).toEqual([2, true]);
    expect(told).toEqual([]);
    writeFileSync(place('looks.txt'), '2025-03-05T00:00:00Z\n2025-03-04\n2026-01-01\n');
    const { code, out } = await run('looks.txt');
    expect([code, out.includes('5 looks from 2025-03-01 to 2025-03-10')]).toEqual([0, true]);
    expect(told).toEqual(['2025-03-01', '2025-03-04', '2025-03-05', '2025-03-08', '2025-03-10']);
  } finally {
    clock.close();
  }
});

test('a connection that leads elsewhere is refused with what to do', async () => {
  writeFileSync(
    place('elsewhere.yaml'),
    'organization: { name: Example }\nconnections:\n  - { connector: github, id: code, organization: example, token: { env: TOKEN } }\n',
  );
  const { code, err } = await tickmark(['collect', '--config', 'elsewhere.yaml', '--data', 'simulated'], { folder: folder.path });
  expect(code).toBe(2);
  expect(err).toContain('[simulated/foreign-host]');
  const connected = await tickmark(['connect', 'github', 'example', '--config', 'new.yaml', '--data', 'simulated'], {
    folder: folder.path,
    input: 'x',
  });
  expect([connected.code, connected.out]).toEqual([2, '']);
  expect(connected.err).toContain('[simulated/foreign-host]');
});
