import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../kernel/hash.ts';
import { uuid } from '../kernel/ids.ts';
import { instant } from '../kernel/time.ts';
import { type Checkpoint, parseCheckpoint, readCheckpoint, verifyCheckpoint } from '../verify/core/checkpoint.ts';
import { followKeys } from '../verify/core/handover.ts';
import { unlimited } from '../verify/core/log-keys.ts';
import { formatVerifierKey } from '../verify/core/note.ts';
import { nodeVerifyCrypto } from '../verify/node-crypto.ts';
import { instanceOrigin, nextCheckpoint, organizationOrigin, signCheckpoint } from './checkpoint.ts';
import { buildEntry, entryLeafHash, sealedText } from './entry.ts';
import { formatKeyring, newKeyring, parseKeyring, replaceEndedKey, rotateKey } from './keyring.ts';
import { proveInclusion } from './proofs.ts';
import { createKeyFile, newSigningKey, readKeyFile, type SigningKey, verifierKeyOf } from './signing-key.ts';
import { appendLeaves, emptyTree, type TileReader } from './tiles.ts';

const organization = uuid('11111111-2222-4333-8444-555555555555');
const origin = organizationOrigin(organization);
const minute = (n: number) => instant(Date.UTC(2025, 0, 1, 0, n));
const iso = (n: number) => new Date(minute(n)).toISOString();
const at = (size: number, n: number): Checkpoint => ({ origin, size, root: sha256(`root ${size}`), recorded: iso(n) });
const refusal = (code: string) => expect.objectContaining({ code });
const verified = (note: string, ring: ReturnType<typeof newKeyring>) => verifyCheckpoint(nodeVerifyCrypto, note, origin, ring);

const [first, second] = [newSigningKey(), newSigningKey()];
const ring = newKeyring(verifierKeyOf(origin, first));

describe('a checkpoint', () => {
  test('has this text and no other', () => {
    const note = signCheckpoint(at(7, 3), first, ring);
    const [text] = note.split('\n\n');
    expect(text).toBe(`tickmark/${organization}\n7\n${Buffer.from(sha256('root 7')).toString('base64')}\nrecorded 2025-01-01T00:03:00.000Z`);
    expect(note.split('\n').at(-2)).toMatch(new RegExp(`^— tickmark/${organization} [A-Za-z0-9+/]{91}=$`));
    expect(instanceOrigin(organization)).toBe(`tickmark/instance/${organization}`);
  });

  test('verifies under its log and key', async () => {
    await expect(verified(signCheckpoint(at(7, 3), first, ring), ring)).resolves.toMatchObject({ size: 7, recorded: iso(3) });
  });

  test('is refused as the checkpoint of another log', async () => {
    const other = organizationOrigin(uuid('99999999-2222-4333-8444-555555555555'));
    await expect(verifyCheckpoint(nodeVerifyCrypto, signCheckpoint(at(7, 3), first, ring), other, ring)).rejects.toEqual(refusal('wrong-origin'));
  });

  const text = `tickmark/x\n12\n${Buffer.from(sha256('')).toString('base64')}\nrecorded 2025-01-01T00:00:00.000Z\n`;
  test.each([
    ['a leading zero', text.replace('\n12\n', '\n012\n')],
    ['a negative size', text.replace('\n12\n', '\n-1\n')],
    ['a size beyond 2^53', text.replace('\n12\n', '\n9007199254740993\n')],
    ['a short root', text.replace(/\n.{43}=\n/, '\nAAAA\n')],
    ['no extension line', text.replace(/recorded .*\n/, '')],
    ['one more line', `${text}more\n`],
    ['a day that does not exist', text.replace('01-01', '02-30')],
    ['seconds only', text.replace('.000Z', 'Z')],
    ['a space in the origin', text.replace('tickmark/x', 'tickmark x')],
  ])('is malformed with %s', (_what, malformed) => {
    expect(parseCheckpoint(text).size).toBe(12);
    expect(() => parseCheckpoint(malformed)).toThrow(refusal('malformed-checkpoint'));
  });
});

describe('the next checkpoint', () => {
  test('is the last one while the tree has not grown, so that a size is signed once', () => {
    expect(nextCheckpoint(at(7, 3), { origin, size: 7, root: at(7, 3).root }, minute(9))).toEqual(at(7, 3));
  });

  test('never goes back in time when the clock does', () => {
    expect(nextCheckpoint(at(7, 3), at(8, 0), minute(1)).recorded).toBe(iso(3));
    expect(nextCheckpoint(at(7, 3), at(8, 0), minute(5)).recorded).toBe(iso(5));
    expect(nextCheckpoint(null, at(8, 0), minute(5)).recorded).toBe(iso(5));
  });

  test('is refused for a tree that contradicts the last one', () => {
    expect(() => nextCheckpoint(at(7, 3), at(6, 0), minute(9))).toThrow(refusal('ledger/shrunk'));
    expect(() => nextCheckpoint(at(7, 3), { ...at(7, 0), root: sha256('other') }, minute(9))).toThrow(refusal('ledger/forked'));
    expect(() => nextCheckpoint(at(7, 3), { ...at(9, 0), origin: 'tickmark/other' }, minute(9))).toThrow(refusal('ledger/forked'));
  });
});

describe('keys of a log', () => {
  const rotated = rotateKey(ring, verifierKeyOf(origin, second), at(10, 5));
  /** What a thief or a careless operator does: sign without looking at the ring. */
  const forced = (checkpoint: Checkpoint, key: SigningKey) => signCheckpoint(checkpoint, key, newKeyring(verifierKeyOf(origin, key)));

  test('old checkpoints verify under the old key after a rotation, new ones under the new', async () => {
    await expect(verified(signCheckpoint(at(10, 5), first, rotated), rotated)).resolves.toMatchObject({ size: 10 });
    await expect(verified(signCheckpoint(at(11, 6), second, rotated), rotated)).resolves.toMatchObject({ size: 11 });
  });

  test('neither key signs outside its validity', () => {
    expect(() => signCheckpoint(at(11, 6), first, rotated)).toThrow(refusal('ledger/key-not-valid'));
    expect(() => signCheckpoint(at(10, 5), second, rotated)).toThrow(refusal('ledger/key-not-valid'));
    expect(() => signCheckpoint(at(10, 5), newSigningKey(), rotated)).toThrow(refusal('ledger/key-not-valid'));
  });

  test('neither key verifies outside its validity, though its signature holds', async () => {
    await expect(verified(forced(at(11, 6), first), rotated)).rejects.toEqual(refusal('key-not-valid'));
    await expect(verified(forced(at(10, 5), second), rotated)).rejects.toEqual(refusal('key-not-valid'));
    await expect(verified(forced(at(11, 6), first), ring), 'control: without the limit it would').resolves.toMatchObject({ size: 11 });
  });

  test('a key that was lost or stolen is refused from that instant on, and its earlier work still verifies', async () => {
    const ended = replaceEndedKey(ring, verifierKeyOf(origin, second), { lastSize: 10, until: iso(8) });
    await expect(verified(forced(at(10, 5), first), ended)).resolves.toMatchObject({ size: 10 });
    await expect(verified(forced(at(9, 8), first), ended)).rejects.toEqual(refusal('key-not-valid'));
    await expect(verified(forced(at(11, 9), second), ended)).resolves.toMatchObject({ size: 11 });
  });

  test('a key is not used twice, and only an open ring rotates', () => {
    expect(() => rotateKey(rotated, verifierKeyOf(origin, first), at(12, 7))).toThrow(refusal('ledger/key-used'));
    expect(() => rotateKey([], verifierKeyOf(origin, first), at(12, 7))).toThrow(refusal('ledger/no-key'));
  });

  test('a ring survives being written down', () => {
    expect(formatKeyring(parseKeyring(formatKeyring(rotated)))).toBe(formatKeyring(rotated));
    expect(() => parseKeyring(formatKeyring(rotated).replace('"fromSize": 11', '"fromSize": -1'))).toThrow(refusal('malformed-key'));
  });
});

describe('following keys from the one that is trusted', () => {
  const trusted = unlimited(verifierKeyOf(origin, first));
  const started = buildEntry({ type: 'key-started', at: minute(1), fields: { key: formatVerifierKey(verifierKeyOf(origin, second)) } });
  const bodies = [0, 1, 2, 3].map((n) => buildEntry({ type: 'document', at: minute(n), fields: { document: organization, bytes: n } }).body);
  bodies.splice(2, 0, started.body);
  const { tiles, root, state } = appendLeaves(
    emptyTree,
    bodies.map((body) => entryLeafHash(body, minute(2))),
  );
  const reader: TileReader = { tile: async (level) => tiles[level]?.hashes as Uint8Array };
  const covering: Checkpoint = { origin, size: state.size, root, recorded: iso(5) };

  async function handover(index: number, key: SigningKey) {
    const entry = Buffer.from(sealedText(bodies[index] as string, minute(2)));
    const note = signCheckpoint(covering, key, newKeyring(verifierKeyOf(origin, key)));
    return { note, entry, index, proof: await proveInclusion(reader, index, state.size) };
  }

  test('leads to the key that an entry under a trusted checkpoint starts, with the same validity as the ring', async () => {
    const keys = await followKeys(nodeVerifyCrypto, origin, trusted, [await handover(2, first)]);
    expect(keys).toEqual(rotateKey(newKeyring(verifierKeyOf(origin, first)), verifierKeyOf(origin, second), covering));
  });

  test('leads nowhere when the new key vouches for itself, when the entry starts no key, or when it is not in the tree', async () => {
    await expect(followKeys(nodeVerifyCrypto, origin, trusted, [await handover(2, second)])).rejects.toEqual(refusal('unknown-signer'));
    await expect(followKeys(nodeVerifyCrypto, origin, trusted, [await handover(1, first)])).rejects.toEqual(refusal('malformed-entry'));
    const misplaced = { ...(await handover(2, first)), index: 3 };
    await expect(followKeys(nodeVerifyCrypto, origin, trusted, [misplaced])).rejects.toEqual(refusal('root-mismatch'));
  });
});

describe('a key file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tickmark-key-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is private, and gives back the same key', async () => {
    const path = join(folder, 'key.pem');
    const made = await createKeyFile(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const read = await readKeyFile(path);
    expect(Buffer.from(read.publicKey)).toEqual(Buffer.from(made.publicKey));
    expect(Buffer.from(read.sign(Buffer.from('x')))).toEqual(Buffer.from(made.sign(Buffer.from('x'))));
    expect(readCheckpoint(signCheckpoint(at(1, 1), read, newKeyring(verifierKeyOf(origin, made)))).size).toBe(1);
  });

  test('is never overwritten', async () => {
    const path = join(folder, 'kept.pem');
    await createKeyFile(path);
    const before = await readFile(path, 'utf8');
    await expect(createKeyFile(path)).rejects.toEqual(refusal('ledger/key-file-exists'));
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  test('is refused when others may read it, when it is none, and when it is gone', async () => {
    const path = join(folder, 'open.pem');
    await createKeyFile(path);
    await chmod(path, 0o644);
    await expect(readKeyFile(path)).rejects.toEqual(refusal('ledger/key-file-exposed'));
    await writeFile(join(folder, 'no.pem'), 'hello', { mode: 0o600 });
    await expect(readKeyFile(join(folder, 'no.pem'))).rejects.toEqual(refusal('ledger/key-file-malformed'));
    await expect(readKeyFile(join(folder, 'gone.pem'))).rejects.toEqual(refusal('ledger/key-file-missing'));
  });
});
