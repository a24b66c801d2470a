import type { AnyConnector } from '../connectors/kit/connector.ts';
import { systemId, type Uuid } from '../kernel/ids.ts';
import { Refusal, VendorError } from '../kernel/refusal.ts';
import { BEGINNING, later, parseInstant } from '../kernel/time.ts';
import { type LookReport, type OpenedLook, openLook } from './collect-look.ts';
import { type CollectPlace, type CollectRequest, unopenedSystem } from './collect-place.ts';
import { resumedFrom } from './collect-resume.ts';
import { type RememberedSheet, readSheet } from './collect-sheet.ts';
import { spool } from './collect-spool.ts';
import { type SuccessfulLook, writeFailedLook, writeLook } from './collect-write.ts';
import type { Connection } from './connections.ts';
import { type FilledSettings, fillSecrets, secretKeeper } from './secret-settings.ts';
import { refuseForeignHosts } from './simulation.ts';
import { readLastLook } from './store-looks.ts';
import { secretGuard } from './without-secrets.ts';

export interface CollectReport {
  readonly connections: readonly LookReport[];
  /** Entries in the ledger after the looks were sealed. */
  readonly treeSize: number;
}

/**
 * Looks at every connection, one after the other, and writes what is news. Each look is one transaction: facts, then coverage, then its completeness sheet.
 * Stopped at any instant, the looks that were finished stay, and the next run looks again at the others. What cannot be looked at becomes a gap that says what to do.
 * @throws Refusal `connections/same-system`, `connections/malformed`, `data-directory/full`, `simulated/foreign-host`
 */
export async function collect(place: CollectPlace, request: CollectRequest): Promise<CollectReport> {
  if (place.simulation) refuseForeignHosts(request.connections);
  const systems = new Map<Uuid, string>();
  const reports: LookReport[] = [];
  try {
    for (const connection of request.connections) reports.push(await collectConnection(place, request, { connection, systems }));
  } catch (error) {
    // The looks that were finished are sealed; what went wrong is told, whether or not that succeeds.
    if (reports.length > 0) await place.keeper.seal(place.organization.id).catch(() => undefined);
    throw error;
  }
  const { size } = await place.keeper.seal(place.organization.id);
  return { connections: reports, treeSize: size };
}

interface Turn {
  readonly connection: Connection;
  /** Systems of this run, by the connection that leads to them. */
  readonly systems: Map<Uuid, string>;
}

async function collectConnection(place: CollectPlace, request: CollectRequest, { connection, systems }: Turn): Promise<LookReport> {
  request.signal?.throwIfAborted();
  const before = await lastSheet(place, { connection: connection.id });
  const seenAt = later(place.clock(), before === null ? BEGINNING : parseInstant(before.startedAt));
  const at = (await resumedFrom(place, connection, { before, now: seenAt })) ?? seenAt;
  const look = openLook(place, { ...request, connection, at, seenAt, recall: (tenant) => recall(place, connection.connector, tenant) });
  let sealed = false;
  try {
    const report = await refuseFullDisk(() => lookAt(place, request, { connection, systems, look, before }));
    sealed = true;
    return report;
  } finally {
    await look.end(sealed).catch(tolerateDisk);
  }
}

interface LookUnderWay extends Turn {
  readonly look: OpenedLook;
  readonly before: RememberedSheet | null;
}

async function lookAt(place: CollectPlace, request: CollectRequest, { connection, systems, look, before }: LookUnderWay): Promise<LookReport> {
  try {
    const filled = await fillSecrets(connection, secretKeeper(place, request.environment));
    look.guard = secretGuard(filled.secrets);
    const open = await openConnection(connection, filled, look);
    const system = systemId(connection.connector.id, open.tenant);
    refuseSame(systems, system, connection.id);
    const known = await lastSheet(place, { system });
    return await readAndWrite(place, { look, open, system, known });
  } catch (error) {
    if (!(look.guard.error(error) instanceof VendorError)) throw error;
    const system = before === null ? unopenedSystem(connection.id) : (before.system as Uuid);
    return await writeFailedLook(place, { look, system, known: before, error: error as VendorError });
  }
}

/** What is read over a network is read to its end before the transaction begins. */
async function readAndWrite(place: CollectPlace, found: SuccessfulLook): Promise<LookReport> {
  if (!found.look.connection.connector.remote) return writeLook(place, found);
  const { open, remove } = await spool(found.open, found.look.folder);
  try {
    return await writeLook(place, { ...found, open });
  } finally {
    await remove();
  }
}

async function openConnection({ connector, id }: Connection, { settings }: FilledSettings, { tools, guard }: OpenedLook) {
  const read = connector.settings.safeParse(settings);
  if (!read.success)
    throw new Refusal('connections/malformed', `The settings of the connection "${id}" are malformed: ${read.error.issues[0]?.message}.`);
  return connector.open(settings, guard.look(tools.look));
}

async function lastSheet({ db, organization }: CollectPlace, of: { system: Uuid } | { connection: string }): Promise<RememberedSheet | null> {
  const stored = await readLastLook(db, organization.id, of);
  return stored === null ? null : readSheet(stored.sheet);
}

async function recall(place: CollectPlace, connector: AnyConnector, tenant: string) {
  return (await lastSheet(place, { system: systemId(connector.id, tenant) }))?.memory ?? undefined;
}

function refuseSame(systems: Map<Uuid, string>, system: Uuid, connection: string): void {
  const other = systems.get(system);
  if (other !== undefined) {
    throw new Refusal(
      'connections/same-system',
      `The connections "${other}" and "${connection}" lead to the same system. Its facts would be counted twice: take one of them out.`,
    );
  }
  systems.set(system, connection);
}

const PG_DISK_FULL = '53100';

async function refuseFullDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isFullDisk(error)) throw error;
    throw new Refusal(
      'data-directory/full',
      'The disk is full. What this look found was not written; everything before it is kept. Make room, and collect again.',
    );
  }
}

/** What is kept between looks may be lost: that costs requests, and is no reason to deny what was sealed. */
function tolerateDisk(error: unknown): void {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') throw error;
}

/** Libraries wrap what a request threw. */
function isFullDisk(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return code === 'ENOSPC' || code === PG_DISK_FULL || isFullDisk(cause);
}
