import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../database/connect.ts';
import { type OpenedDatabase, openDatabase } from '../database/open.ts';
import { INSTANCE, withInstance, withOrganization } from '../database/transaction.ts';
import { replaceFile } from '../kernel/durable-file.ts';
import { newUuid, type Uuid, uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import { appendEntry, readEntries } from '../ledger/store.ts';
import type { Witness } from '../ledger/witness/witness.ts';
import { openVault, type Vault } from '../secrets/vault.ts';
import { holdAgainstWitnesses, type LogKeeper, openLogKeeper } from './log-keeper.ts';
import { openSimulatedClock, refuseForeignHost, type SimulatedClock, type SimulatedOptions } from './simulation.ts';
import { insertOrganization, readOrganization } from './store.ts';

export interface InstallationOptions {
  readonly dataDirectory: string;
  readonly databaseUrl?: string | undefined;
  readonly version: string;
  /** The organization's name, used when the data directory is new. */
  readonly organizationName: string;
  readonly clock: () => Instant;
  /** Opens, or makes, a directory whose clock is simulated; `clock` is not asked then. */
  readonly simulated?: SimulatedOptions | undefined;
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
  /** Where its checkpoints are taken. */
  readonly witnesses: readonly Witness[];
  /** The sealed secrets of connections. */
  readonly vault: Vault;
  readonly clock: () => Instant;
  /** The clock to set where time is simulated; null where it is real. */
  readonly simulation: SimulatedClock | null;
  /** Tells other processes, through the data directory's lock, where this one serves. */
  announce(address: string | null): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a data directory, makes its organization on the first run, and holds its logs against the witnesses before anything else.
 * @throws Refusal `data-directory/…`, `database/…`, `ledger/…`
 */
export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const { databaseUrl, version, simulated } = options;
  if (simulated?.host !== undefined) refuseForeignHost(simulated.host);
  const db = await openDatabase({ dataDirectory: options.dataDirectory, databaseUrl, programVersion: version, simulated: simulated !== undefined });
  try {
    const dataDirectory = db.directory.path;
    const simulation = simulated === undefined ? null : await openSimulatedClock(dataDirectory, simulated.begins);
    const clock = simulation === null ? options.clock : () => simulation.now();
    const keeperOptions = { db, dataDirectory, clock, witnesses: options.witnesses, warn: options.warn };
    const keeper = await openLogKeeper(keeperOptions);
    const id = await organizationId(dataDirectory);
    await holdAgainstWitnesses(keeperOptions, keeper, [INSTANCE, id]);
    const organization = await openOrganization(db, { id, name: options.organizationName }, clock());
    await keeper.seal(INSTANCE);
    await keeper.seal(id);
    await refuseOtherClock(db, id);
    const vault = openVault(db, join(dataDirectory, 'keys', 'secrets.json'));
    const announce = (address: string | null) => db.announce(address);
    return {
      db,
      dataDirectory,
      version,
      organization,
      keeper,
      witnesses: options.witnesses,
      vault,
      clock,
      simulation,
      announce,
      close: () => db.close(),
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/**
 * Whether the clock is simulated stands in the folder and in the ledger: neither is believed without the other.
 * @throws Refusal `data-directory/damaged`
 */
async function refuseOtherClock(db: OpenedDatabase, organization: Uuid): Promise<void> {
  let sealed = false;
  for await (const entries of readEntries(db, organization, { types: ['simulated-clock'], untilLeaf: 1 })) sealed ||= entries.length > 0;
  if (sealed === db.directory.simulated) return;
  const says = sealed
    ? 'the ledger was written under a simulated clock, and the folder says nothing of it'
    : 'the folder says that its clock is simulated, and the ledger does not';
  throw new Refusal('data-directory/damaged', `${db.directory.path}: ${says}. Restore tickmark.json from the backup that belongs to this database.`);
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

/** Stands in the place of a name until tickmark.yaml gives one; it was given before anybody could say how the organization is called. */
export const UNNAMED = 'This organization';

/** Calls an organization that had no name yet by its name from now on, for everybody who holds this installation. */
export function nameOrganization({ organization }: Pick<Installation, 'organization'>, name: string): void {
  if (organization.name === UNNAMED) Object.assign(organization, { name });
}

async function openOrganization(db: OpenedDatabase, wanted: { id: Uuid; name: string }, now: Instant): Promise<{ id: Uuid; name: string }> {
  const known = await withOrganization(db, wanted.id, (tx) => readOrganization(tx, wanted.id));
  if (known) return known.name === UNNAMED ? { ...known, name: wanted.name } : known;
  const { simulated } = db.directory;
  const clockEntry = { type: 'simulated-clock', at: now, fields: { began: isoInstant(now) } } as const;
  await withInstance(db, async (tx) => {
    if (simulated) await appendEntry(tx, clockEntry);
    await appendEntry(tx, { type: 'first-run', at: now, fields: { instance: db.instance } });
    await appendEntry(tx, { type: 'organization-created', at: now, fields: { organization: wanted.id } });
  });
  await withOrganization(db, wanted.id, async (tx) => {
    await insertOrganization(tx, wanted, now);
    if (simulated) await appendEntry(tx, clockEntry);
  });
  return wanted;
}
