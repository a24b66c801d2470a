import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runVerify } from '../../src/verify/main.ts';
import type { FileMap } from './memory-sink.ts';
import { earlierCheckpoint, sampleSource, signerFrom } from './sample.ts';
import { edited, samplePackage } from './small-package.ts';

const VERIFIER = fileURLToPath(new URL('../../src/verify/verify.mjs', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function writeFolder(name: string, files: FileMap): Promise<string> {
  for (const [path, bytes] of files) {
    const full = join(folder, name, path);
    await mkdir(join(full, '..'), { recursive: true });
    await writeFile(full, bytes);
  }
  return join(folder, name);
}

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runVerify(argv, { out: (line) => void out.push(line), err: (line) => void err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('the command', () => {
  const key = signerFrom('ours').key;

  test('exits 0 when pinned, 4 when not, 1 when broken, 2 when there is nothing to read', async () => {
    const whole = await writeFolder('whole', await samplePackage());
    expect(await run(whole, '--key', key)).toMatchObject({ code: 0, out: expect.stringContaining('Verified') });
    expect(await run(whole)).toMatchObject({ code: 4, out: expect.stringContaining('Self-consistent, signer not pinned') });
    expect(await run(whole, '--key', signerFrom('thief').key)).toMatchObject({ code: 1 });
    const broken = await writeFolder('broken', edited(await samplePackage(), 'exceptions.csv', 'berth', 'birth'));
    expect(await run(broken, '--key', key)).toMatchObject({ code: 1, out: expect.stringContaining('derived-differs  exceptions.csv:2') });
    await mkdir(join(folder, 'empty'));
    expect(await run(join(folder, 'empty'))).toMatchObject({ code: 2 });
    expect(await run(join(folder, 'nowhere'))).toMatchObject({ code: 2, err: expect.stringContaining('There is no folder') });
    expect(await run(whole, '--key', 'nonsense')).toMatchObject({ code: 2 });
    expect(await run(whole, '--kee')).toMatchObject({ code: 2 });
    expect(await run('--help')).toMatchObject({ code: 0 });
  });

  test('takes keys and checkpoints from files, and refuses a file that pins nothing', async () => {
    const whole = await writeFolder('files', await samplePackage());
    await writeFile(join(folder, 'key'), `${key}\n`);
    await writeFile(join(folder, 'none'), '\n');
    await writeFile(join(folder, 'earlier'), await earlierCheckpoint(sampleSource(), 5));
    expect(await run(whole, '--key', join(folder, 'key'), '--checkpoint', join(folder, 'earlier'))).toMatchObject({ code: 0 });
    expect(await run(whole, '--checkpoint', join(folder, 'earlier'))).toMatchObject({ code: 0 });
    expect(await run(whole, '--key', join(folder, 'none'))).toMatchObject({ code: 2, err: expect.stringContaining('There is no key in it') });
  });

  test('as JSON says the same', async () => {
    const broken = await writeFolder('json', edited(await samplePackage(), 'evidence/entries-00001.ndjson', '"score":9.8', '"score":9.7'));
    const { code, out } = await run(broken, '--json', '--key', key);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'broken',
      failures: expect.arrayContaining([
        expect.objectContaining({ code: 'commitment-mismatch', file: 'evidence/entries-00001.ndjson', line: 1, leaf: 5 }),
      ]),
    });
  });

  test('in one file needs nothing but Node', async () => {
    const whole = await writeFolder('one-file', await samplePackage());
    const verifier = join(folder, 'verify.mjs');
    await cp(VERIFIER, verifier);
    const { stdout } = await promisify(execFile)(process.execPath, [verifier, whole, '--key', key], { cwd: folder, env: {} });
    expect(stdout).toContain('Verified');
    expect(await readFile(verifier, 'utf8')).not.toMatch(/from ['"](?!node:)/);
  });

  test('as JSON says also what could not be read beside the package, and that there is no package', async () => {
    const whole = await writeFolder('beside', await samplePackage());
    const nowhere = join(folder, 'nowhere');
    const cases: [string[], RegExp][] = [
      [[whole, '--key', nowhere], /nowhere/],
      [[whole, '--key', 'nonsense'], /nonsense/],
      [[whole, '--checkpoint', nowhere], /nowhere/],
      [[nowhere], /There is no folder/],
    ];
    for (const [argv, sentence] of cases) {
      const { code, out, err } = await run(...argv, '--json');
      expect({ code, err }).toEqual({ code: 2, err: '' });
      expect(JSON.parse(out)).toMatchObject({
        verdict: 'unreadable',
        failures: [{ code: 'unreadable', sentence: expect.stringMatching(sentence) }],
        failureCount: 1,
      });
    }
  });

  test('a folder with anything but a manifest is broken; an empty one holds nothing to read', async () => {
    const readme = await writeFolder('readme', new Map([['README.txt', Buffer.from('Read me.')]]));
    expect(await run(readme)).toMatchObject({ code: 1, out: expect.stringContaining('file-missing  manifest.json') });
    await mkdir(join(folder, 'hollow', 'inside'), { recursive: true });
    expect(await run(join(folder, 'hollow'))).toMatchObject({ code: 2 });
  });

  test('says nothing of a reader that stops early, and exits as it would have', async () => {
    const whole = await writeFolder('early', await samplePackage());
    const child = spawn(process.execPath, [VERIFIER, whole], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const errors: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (piece: string) => void errors.push(piece));
    const [code] = await once(child, 'close');
    expect({ code, errors }).toEqual({ code: 4, errors: [] });
  });
});
