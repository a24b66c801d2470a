import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Database } from '../database/connect.ts';
import { type LogTransaction, withOrganization } from '../database/transaction.ts';
import type { Uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import { type Belonging, newKey, seal, unseal } from './envelope.ts';
import { createWrappingKeys, newWrappingKey, readWrappingKeys, replaceWrappingKeys, type WrappingKeys } from './key-file.ts';
import {
  connectionsNotWrappedBy,
  deleteSecrets,
  hasKeys,
  insertConnectionKey,
  listSecrets,
  lockConnectionKey,
  putSecret,
  readSecret,
  type StoredSecret,
  updateConnectionKey,
  type WrappedKey,
} from './store.ts';

/** Which secret: of which connection, and what it is for (`token`, `key`). */
export interface SecretName {
  readonly connection: string;
  readonly name: string;
}

/** The sealed secrets of an installation. The key that opens them is read from its file when it is needed, and kept nowhere else. */
export interface Vault {
  /** Seals a secret in the caller's transaction, in place of one that was stored under this name before. @throws Refusal `secrets/…` */
  put(tx: LogTransaction, secret: SecretName, plain: string, at: Instant): Promise<void>;
  /** @returns null when none is stored. @throws Refusal `secrets/key-missing`, `secrets/does-not-open` */
  read(organization: Uuid, secret: SecretName): Promise<string | null>;
  list(organization: Uuid): Promise<readonly StoredSecret[]>;
  /** Forgets what is stored for a connection. @returns how many secrets that were */
  remove(tx: LogTransaction, connection: string): Promise<number>;
  /**
   * Replaces the key-encryption key. Killed at any instant, every secret opens, and the next run goes on; the old key is thrown away only when nothing is
   * wrapped by it any more.
   * @param organizations all there are
   * @returns how many connections were wrapped anew
   */
  rotate(organizations: readonly Uuid[], onWrapped?: (connection: string) => void): Promise<number>;
}

export function openVault(db: Database, keyFile: string): Vault {
  const keysFor = async (tx: LogTransaction) => (await readWrappingKeys(keyFile)) ?? (await firstKeys(tx, keyFile));
  return {
    async put(tx, { connection, name }, plain, at) {
      const organization = tx.log as Uuid;
      const dataKey = await dataKeyFor(tx, connection, await keysFor(tx));
      await putSecret(tx, connection, name, seal(dataKey, Buffer.from(plain), secretOf(organization, { connection, name })), at);
    },
    read: (organization, secret) =>
      withOrganization(db, organization, async (tx) => {
        const stored = await readSecret(tx, secret.connection, secret.name);
        if (stored === null) return null;
        const dataKey = openDataKey(organization, stored, await keysFor(tx));
        const plain = unseal(dataKey, stored.sealed, secretOf(organization, secret));
        if (plain === null) throw doesNotOpen(secret.connection);
        return plain.toString('utf8');
      }),
    list: (organization) => withOrganization(db, organization, listSecrets),
    remove: (tx, connection) => deleteSecrets(tx, connection),
    rotate: (organizations, onWrapped) => rotate(db, keyFile, organizations, onWrapped ?? (() => undefined)),
  };
}

/** A key is made only where nothing is sealed yet: one that was lost is never replaced in silence. */
async function firstKeys(tx: LogTransaction, keyFile: string): Promise<WrappingKeys> {
  if (await hasKeys(tx))
    throw new Refusal(
      'secrets/key-missing',
      `There is no ${keyFile}, and without it no stored secret opens. Restore it from a backup of the data directory, or remove what is stored (\`tickmark secrets remove CONNECTION\`) and store it anew.`,
    );
  await mkdir(dirname(keyFile), { recursive: true, mode: 0o700 });
  return createWrappingKeys(keyFile);
}

async function dataKeyFor(tx: LogTransaction, connection: string, keys: WrappingKeys): Promise<Uint8Array> {
  const organization = tx.log as Uuid;
  const made = wrap(organization, connection, newKey(), newestOf(keys));
  // Writes nothing where one stands already, also one that was put there a moment ago.
  await insertConnectionKey(tx, made);
  return openDataKey(organization, (await lockConnectionKey(tx, connection)) ?? made, keys);
}

function wrap(organization: Uuid, connection: string, dataKey: Uint8Array, by: WrappingKeys[number]): WrappedKey {
  return { connection, wrappedBy: by.id, wrapped: seal(by.key, dataKey, dataKeyOf(organization, connection, by.id)) };
}

function openDataKey(organization: Uuid, { connection, wrappedBy, wrapped }: WrappedKey, keys: WrappingKeys): Uint8Array {
  const key = keys.find((one) => one.id === wrappedBy);
  const dataKey = key === undefined ? null : unseal(key.key, wrapped, dataKeyOf(organization, connection, wrappedBy));
  if (dataKey === null) throw doesNotOpen(connection);
  return dataKey;
}

async function rotate(db: Database, keyFile: string, organizations: readonly Uuid[], onWrapped: (connection: string) => void): Promise<number> {
  const before = await readWrappingKeys(keyFile);
  if (before === null) throw new Refusal('secrets/none', 'No secret is stored yet, so there is no key to replace.');
  // More than one key: a rotation was stopped half-way, and this one ends it.
  const keys: WrappingKeys = before.length > 1 ? before : [...before, newWrappingKey()];
  const newest = newestOf(keys);
  if (keys !== before) await replaceWrappingKeys(keyFile, keys);
  let wrapped = 0;
  for (const organization of organizations) {
    for (const connection of await withOrganization(db, organization, (tx) => connectionsNotWrappedBy(tx, newest.id))) {
      await withOrganization(db, organization, async (tx) => {
        const stored = await lockConnectionKey(tx, connection);
        if (stored === null || stored.wrappedBy === newest.id) return;
        await updateConnectionKey(tx, wrap(organization, connection, openDataKey(organization, stored, keys), newest));
        wrapped++;
      });
      onWrapped(connection);
    }
  }
  await replaceWrappingKeys(keyFile, [newest]);
  return wrapped;
}

function newestOf(keys: WrappingKeys): WrappingKeys[number] {
  return keys[keys.length - 1] as WrappingKeys[number];
}

function secretOf(organization: Uuid, { connection, name }: SecretName): Belonging {
  return ['tickmark/secret/1', organization, connection, name];
}

function dataKeyOf(organization: Uuid, connection: string, wrappedBy: Uuid): Belonging {
  return ['tickmark/data-key/1', organization, connection, wrappedBy];
}

function doesNotOpen(connection: string): Refusal {
  return new Refusal(
    'secrets/does-not-open',
    `What is stored for the connection "${connection}" does not open: the row was changed or moved, or the key is not the one it was sealed with. Restore keys/secrets.json from the backup that belongs to this database, or store the secret anew: \`tickmark secrets remove ${connection}\`, then connect again.`,
  );
}
