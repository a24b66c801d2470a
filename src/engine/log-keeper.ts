import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../database/connect.ts';
import { INSTANCE, type LogId } from '../database/transaction.ts';
import { createFile } from '../kernel/durable-file.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import { formatKeyring, type Keyring, newKeyring, parseKeyring } from '../ledger/keyring.ts';
import { createKeyFile, readKeyFile, type SigningKey, verifierKeyOf } from '../ledger/signing-key.ts';
import { originOf, tileReader } from '../ledger/store.ts';
import { checkpoint, readCheckpoint } from '../ledger/store-checkpoint.ts';
import { sequence } from '../ledger/store-sequence.ts';
import type { StoredCheckpoint } from '../ledger/store-tree.ts';
import { compareStoredTree } from '../ledger/witness/compare.ts';
import type { Witness } from '../ledger/witness/witness.ts';
import { utf8 } from '../verify/core/bytes.ts';
import { verifyCheckpoint } from '../verify/core/checkpoint.ts';
import { formatNote } from '../verify/core/note.ts';
import { nodeVerifyCrypto } from '../verify/node-crypto.ts';

/** Puts entries in their places, signs the tree, and takes the checkpoint to the witnesses. */
export interface LogKeeper {
  /** @returns the checkpoint that covers everything written so far */
  seal(log: LogId): Promise<StoredCheckpoint>;
  /** The keys of a log, oldest first. */
  keyring(log: LogId): Promise<Keyring>;
  /** The text as a note signed in the name of a log, by the key whose turn it is. */
  signNote(log: LogId, text: string): string;
}

export interface KeeperOptions {
  readonly db: Database;
  readonly dataDirectory: string;
  readonly clock: () => Instant;
  readonly witnesses: readonly Witness[];
  readonly warn: (sentence: string) => void;
}

/** Opens the signing key of a data directory, or makes it on the first run. */
export async function openLogKeeper(options: KeeperOptions): Promise<LogKeeper> {
  const folder = join(options.dataDirectory, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const key = await openSigningKey(join(folder, 'signing-key.pem'), await hasSigned(options.db));
  const keyring = (log: LogId) => openKeyring(join(folder, `${log}.keyring.json`), originOf(options.db, log), key);
  return {
    keyring,
    signNote: (log, text) => signedNote(originOf(options.db, log), key, text),
    async seal(log) {
      await sequence(options.db, log, { clock: options.clock });
      const made = await checkpoint(options.db, log, { key, keys: await keyring(log) }, options.clock);
      await tellWitnesses(options, made);
      return made;
    },
  };
}

function signedNote(origin: string, key: SigningKey, text: string): string {
  const { name, keyHash } = verifierKeyOf(origin, key);
  return formatNote({ text, signatures: [{ name, keyHash, signature: key.sign(utf8(text)) }] });
}

/** A key is made only where nothing has been signed yet: a lost key is never replaced in silence. */
async function openSigningKey(path: string, signedBefore: boolean): Promise<SigningKey> {
  try {
    return await readKeyFile(path);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'ledger/key-file-missing' && !signedBefore) return createKeyFile(path);
    throw error;
  }
}

async function hasSigned(db: Database): Promise<boolean> {
  return (await readCheckpoint(db, INSTANCE)) !== null;
}

async function openKeyring(path: string, origin: string, key: SigningKey): Promise<Keyring> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text !== null) return parseKeyring(text);
  const ring = newKeyring(verifierKeyOf(origin, key));
  await createFile(path, formatKeyring(ring), 0o644);
  return ring;
}

async function tellWitnesses({ witnesses, warn }: KeeperOptions, made: StoredCheckpoint): Promise<void> {
  for (const witness of witnesses) {
    try {
      await witness.put(made.note);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      warn(`The witness (${witness.title}) could not be told of the newest checkpoint: ${messageOf(error)}. It is told again at the next one.`);
    }
  }
}

/**
 * Holds the logs against the newest checkpoints found outside, before anything is written.
 * @throws Refusal `ledger/rolled-back`, `ledger/forked` when a witness has seen what this database does not hold
 */
export async function holdAgainstWitnesses(options: KeeperOptions, keeper: LogKeeper, logs: readonly LogId[]): Promise<void> {
  for (const witness of options.witnesses) {
    for (const log of logs) await holdAgainst(witness, log, options, keeper);
  }
}

async function holdAgainst(witness: Witness, log: LogId, { db, warn }: KeeperOptions, keeper: LogKeeper): Promise<void> {
  const origin = originOf(db, log);
  const note = await witness.latest(origin).catch((error: unknown) => {
    if (error instanceof Refusal) throw error;
    warn(`The witness (${witness.title}) could not be asked: ${messageOf(error)}. Whether an old backup was restored cannot be told by it.`);
    return null;
  });
  if (note === null) return;
  const outside = await verifyCheckpoint(nodeVerifyCrypto, note, origin, await keeper.keyring(log));
  const size = (await readCheckpoint(db, log))?.size ?? 0;
  const verdict = await compareStoredTree(tileReader(db, log), size, outside);
  if (verdict === 'behind') {
    throw new Refusal(
      'ledger/rolled-back',
      `${logName(log)} has ${size} entries, but the witness (${witness.title}) has seen ${outside.size}. An old backup was restored, or entries were removed. ` +
        'Restore the newest backup. Nothing was changed.',
    );
  }
  if (verdict === 'forked') {
    throw new Refusal(
      'ledger/forked',
      `${logName(log)} is not the one that the witness (${witness.title}) has seen at ${outside.size} entries: it was rewritten. Keep both, and find out who did it. Nothing was changed.`,
    );
  }
}

function logName(log: LogId): string {
  return log === INSTANCE ? 'The log of this installation' : 'The log of the organization';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
