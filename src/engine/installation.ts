import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../database/connect.ts';
import { type OpenedDatabase, openDatabase } from '../database/open.ts';
import { INSTANCE, withInstance, withOrganization } from '../database/transaction.ts';
import { replaceFile } from '../kernel/durable-file.ts';
import { newUuid, type Uuid, uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import { appendEntry } from '../ledger/store.ts';
import type { Witness } from '../ledger/witness/witness.ts';
import { openVault, type Vault } from '../secrets/vault.ts';
import { holdAgainstWitnesses, type LogKeeper, openLogKeeper } from './log-keeper.ts';
import { insertOrganization, readOrganization } from './store.ts';

export interface InstallationOptions {
  readonly dataDirectory: string;
  readonly databaseUrl?: string | undefined;
  readonly version: string;
  /** The organization's name, used when the data directory is new. */
  readonly organizationName: string;
  readonly clock: () => Instant;
  readonly witnesses: readonly Witness[];
  readonly warn: (sentence: string) => void;
}

/** One open data directory, with its organization and the keeper of its logs. */
export interface Installation {
  readonly db: Database;
  readonly dataDirectory: string;
  readonly version: string;
  readonly organization: { readonly id: Uuid; readonly name: string };
  readonly keeper: LogKeeper;
  /** The sealed secrets of connections. */
  readonly vault: Vault;
  readonly clock: () => Instant;
  close(): Promise<void>;
}

/**
 * Opens a data directory, makes its organization on the first run, and holds its logs against the witnesses before anything else.
 * @throws Refusal `data-directory/…`, `database/…`, `ledger/…`
 */
export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const db = await openDatabase({ dataDirectory: options.dataDirectory, databaseUrl: options.databaseUrl, programVersion: options.version });
  try {
    const dataDirectory = db.directory.path;
    const keeperOptions = { db, dataDirectory, clock: options.clock, witnesses: options.witnesses, warn: options.warn };
    const keeper = await openLogKeeper(keeperOptions);
    const id = await organizationId(dataDirectory);
    await holdAgainstWitnesses(keeperOptions, keeper, [INSTANCE, id]);
    const organization = await openOrganization(db, { id, name: options.organizationName }, options.clock());
    await keeper.seal(INSTANCE);
    await keeper.seal(id);
    const vault = openVault(db, join(dataDirectory, 'keys', 'secrets.json'));
    return { db, dataDirectory, version: options.version, organization, keeper, vault, clock: options.clock, close: () => db.close() };
  } catch (error) {
    await db.close();
    throw error;
  }
}

const fileShape = z.object({ organization: z.uuid() });

/** The id is kept beside the database, so that a restored or emptied database cannot pass for a new organization. */
async function organizationId(dataDirectory: string): Promise<Uuid> {
  const path = join(dataDirectory, 'organization.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) {
    const organization = newUuid();
    await replaceFile(path, `${JSON.stringify({ organization }, null, 2)}\n`, 0o644);
    return organization;
  }
  const parsed = fileShape.safeParse(parseOrNull(text));
  if (!parsed.success)
    throw new Refusal('data-directory/damaged', `${path} cannot be read. Restore it from a backup of the folder. Nothing was changed.`);
  return uuid(parsed.data.organization);
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function openOrganization(db: OpenedDatabase, wanted: { id: Uuid; name: string }, now: Instant): Promise<{ id: Uuid; name: string }> {
  const known = await withOrganization(db, wanted.id, (tx) => readOrganization(tx, wanted.id));
  if (known) return known;
  await withInstance(db, async (tx) => {
    await appendEntry(tx, { type: 'first-run', at: now, fields: { instance: db.instance } });
    await appendEntry(tx, { type: 'organization-created', at: now, fields: { organization: wanted.id } });
  });
  await withOrganization(db, wanted.id, (tx) => insertOrganization(tx, wanted, now));
  return wanted;
}
