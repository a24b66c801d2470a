import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../kernel/hash.ts';
import { uuid } from '../../kernel/ids.ts';
import { type Checkpoint, readCheckpoint, verifyCheckpoint } from '../../verify/core/checkpoint.ts';
import { nodeVerifyCrypto } from '../../verify/node-crypto.ts';
import { organizationOrigin, signCheckpoint } from '../checkpoint.ts';
import { newKeyring } from '../keyring.ts';
import { newSigningKey, verifierKeyOf } from '../signing-key.ts';
import { folderWitness } from './folder.ts';
import { gitWitness } from './git.ts';
import { withoutCredentials } from './git-repository.ts';
import type { Witness } from './witness.ts';

const origin = organizationOrigin(uuid('11111111-2222-4333-8444-555555555555'));
const other = organizationOrigin(uuid('99999999-2222-4333-8444-555555555555'));
const key = newSigningKey();
const refusal = (code: string) => expect.objectContaining({ code });

function signed(size: number, root = `root ${size}`, log = origin): string {
  const checkpoint: Checkpoint = { origin: log, size, root: sha256(root), recorded: '2025-01-01T00:00:00.000Z' };
  return signCheckpoint(checkpoint, key, newKeyring(verifierKeyOf(log, key)));
}

let root: string;
let place: string;
let count = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickmark-witness-'));
});
afterAll(() => rm(root, { recursive: true }));
beforeEach(() => {
  place = join(root, String(count++));
});

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

const openFolder = async () => folderWitness(join(place, 'outside'));
const branch = 'tickmark-checkpoints';
const remoteOf = (at: string) => join(at, 'remote.git');
const onRemote = (work: string) => gitWitness({ remote: remoteOf(place), workFolder: join(place, work), environment: process.env });
async function openGit(): Promise<Witness> {
  await mkdir(place, { recursive: true });
  git('init', '--quiet', '--bare', remoteOf(place));
  return onRemote('work.git');
}

describe.each([
  ['a folder', openFolder],
  ['a Git remote', openGit],
])('%s', (_what, open) => {
  test('keeps nothing at first', async () => {
    expect(await (await open()).latest(origin)).toBeNull();
  });

  test('keeps checkpoints as they were signed, and tells the largest of each log', async () => {
    const witness = await open();
    for (const note of [signed(9), signed(10), signed(100), signed(5, 'root', other)]) await witness.put(note);
    expect(await witness.latest(origin)).toBe(signed(100));
    expect(await witness.latest(other)).toBe(signed(5, 'root', other));
    const note = (await witness.latest(origin)) as string;
    await expect(verifyCheckpoint(nodeVerifyCrypto, note, origin, newKeyring(verifierKeyOf(origin, key)))).resolves.toMatchObject({ size: 100 });
  });

  test('takes the same tree twice, also signed by another key, and keeps the first', async () => {
    const witness = await open();
    await witness.put(signed(7));
    await witness.put(signed(7));
    const another = newSigningKey();
    await witness.put(signCheckpoint(readCheckpoint(signed(7)), another, newKeyring(verifierKeyOf(origin, another))));
    expect(await witness.latest(origin)).toBe(signed(7));
  });

  test('refuses another root at a size it keeps, and keeps the first', async () => {
    const witness = await open();
    await witness.put(signed(7));
    await expect(witness.put(signed(7, 'rewritten'))).rejects.toEqual(refusal('witness/forked'));
    expect(await witness.latest(origin)).toBe(signed(7));
  });

  test('refuses a size below the largest, unless it is the one it keeps', async () => {
    const witness = await open();
    await witness.put(signed(7));
    await witness.put(signed(9));
    await expect(witness.put(signed(8))).rejects.toEqual(refusal('witness/shrunk'));
    await witness.put(signed(7));
    expect(await witness.latest(origin)).toBe(signed(9));
  });

  test('refuses what is no checkpoint', async () => {
    await expect((await open()).put('hello')).rejects.toEqual(refusal('malformed-note'));
  });
});

describe('a folder', () => {
  test('leaves whole files only, under the name of the log', async () => {
    await (await openFolder()).put(signed(7));
    const folder = join(place, 'outside', encodeURIComponent(origin));
    expect(await readdir(folder)).toEqual(['7']);
    expect(await readFile(join(folder, '7'), 'utf8')).toBe(signed(7));
  });

  test('passes over what is not its own: the remains of a killed write, notes of people', async () => {
    const witness = await openFolder();
    await witness.put(signed(7));
    const folder = join(place, 'outside', encodeURIComponent(origin));
    await writeFile(join(folder, '.0123456789abcdef.tmp'), 'torn');
    await writeFile(join(folder, 'README'), 'hello');
    expect(await witness.latest(origin)).toBe(signed(7));
  });

  test('lets exactly one of two rivals in when both write the same size at once', async () => {
    const witness = await openFolder();
    const rivals = Array.from({ length: 8 }, (_, at) => signed(7, `rival ${at}`));
    const results = await Promise.allSettled(rivals.map((note) => witness.put(note)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await witness.latest(origin)).toBe(rivals[results.findIndex(({ status }) => status === 'fulfilled')]);
  });

  test('control: without the guard the second would have replaced the first', async () => {
    await (await openFolder()).put(signed(7));
    const path = join(place, 'outside', encodeURIComponent(origin), '7');
    await writeFile(path, signed(7, 'rewritten'));
    expect(await (await openFolder()).latest(origin)).toBe(signed(7, 'rewritten'));
  });
});

describe('a Git remote', () => {
  const remote = (...args: string[]) => git('--git-dir', remoteOf(place), ...args);

  test('gets one commit for each checkpoint, on its own branch only', async () => {
    const witness = await openGit();
    for (const size of [1, 2, 3]) await witness.put(signed(size));
    expect(remote('for-each-ref', '--format=%(refname)')).toBe(`refs/heads/${branch}`);
    expect(remote('rev-list', '--count', branch)).toBe('3');
    expect(remote('log', '-1', '--format=%an %s', branch)).toBe(`Tickmark ${origin} at size 3`);
  });

  test('is shared by several writers, who take turns without force', async () => {
    const first = await openGit();
    await Promise.all([first.put(signed(7)), onRemote('work-2.git').put(signed(5, 'root', other))]);
    expect(await first.latest(other)).toBe(signed(5, 'root', other));
    expect(await onRemote('work-3.git').latest(origin)).toBe(signed(7));
    expect(remote('rev-list', '--count', branch)).toBe('2');
  });

  test('is held against what was seen there: a branch that was cut back, rewritten or removed is noticed', async () => {
    const witness = await openGit();
    for (const size of [1, 2]) await witness.put(signed(size));
    const newest = remote('rev-parse', branch);
    remote('update-ref', `refs/heads/${branch}`, `${branch}~1`);
    await expect(witness.latest(origin)).rejects.toEqual(refusal('witness/rewritten'));
    await expect(witness.put(signed(3))).rejects.toEqual(refusal('witness/rewritten'));
    expect(readCheckpoint((await onRemote('fresh.git').latest(origin)) as string).size, 'control: without memory it is not').toBe(1);
    remote('update-ref', '-d', `refs/heads/${branch}`);
    await expect(witness.latest(origin)).rejects.toEqual(refusal('witness/rewritten'));
    remote('update-ref', `refs/heads/${branch}`, newest);
    expect(await witness.latest(origin)).toBe(signed(2));
  });

  test('that cannot be reached or written says so, without credentials', async () => {
    const gone = gitWitness({ remote: join(place, 'nowhere.git'), workFolder: join(place, 'work.git'), environment: process.env });
    await expect(gone.latest(origin)).rejects.toMatchObject({ name: 'VendorError', kind: 'unreachable' });
    const witness = await openGit();
    await writeFile(join(remoteOf(place), 'hooks', 'pre-receive'), '#!/bin/sh\necho not today >&2\nexit 1\n', { mode: 0o755 });
    await expect(witness.put(signed(1))).rejects.toThrow(/could not be written: .*not today/s);
    expect(withoutCredentials('fatal: https://me:secret@host/x.git and https://t@h')).toBe('fatal: https://…@host/x.git and https://…@h');
  });

  test('is not led astray by the variables of a surrounding git command', async () => {
    await openGit();
    const environment = { ...process.env, GIT_DIR: join(place, 'elsewhere'), GIT_INDEX_FILE: join(place, 'index') };
    const witness = gitWitness({ remote: remoteOf(place), workFolder: join(place, 'w.git'), environment });
    await witness.put(signed(4));
    expect(await witness.latest(origin)).toBe(signed(4));
    expect(await readdir(place)).toEqual(['remote.git', 'w.git']);
  });
});
