import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { systemId } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type FileChange, withConnection } from './configuration-file.ts';
import { readLooked } from './connection-report-looked.ts';
import { isToken, refuseNoAddress, refuseNoOrganization } from './connection-setup-guide.ts';
import { type Configuration, type Connection, configurationFrom } from './connections.ts';
import type { Installation } from './installation.ts';
import type { Probed } from './probe.ts';
import { refuseForeignHosts } from './simulation.ts';

/** A connection as somebody describes it on a page. */
export type Described =
  | {
      readonly connector: 'github';
      readonly id?: string | undefined;
      readonly organization: string;
      readonly url?: string | undefined;
      readonly app?: { readonly id: number; readonly installation?: number | undefined } | undefined;
      readonly called?: string | undefined;
    }
  | {
      readonly connector: 'git' | 'records';
      readonly id?: string | undefined;
      readonly path: string;
      readonly called?: string | undefined;
    };

/** Where set-up happens. */
export interface SetUpPlace {
  readonly installation: Pick<Installation, 'db' | 'organization' | 'dataDirectory' | 'simulation'>;
  readonly configurationPath: string;
}

/** What would be kept: the connection as a look will find it, and what that changes in `tickmark.yaml`. */
export interface Planned {
  readonly connection: Connection;
  readonly change: FileChange;
  readonly configuration: Configuration;
  /** Under which name its secret is sealed; null where it has none. */
  readonly secret: string | null;
}

/**
 * Plans a new connection; nothing is written.
 * @throws Refusal `connect/…`, `configuration/…`, `simulated/foreign-host`
 */
export async function planConnection(place: SetUpPlace, described: Described): Promise<Planned> {
  refuseTokens(described);
  const wanted = described.connector === 'github' ? gitHubToWrite(described) : await folderToWrite(place, described);
  const path = place.configurationPath;
  const name = described.called?.trim() || (described.connector === 'github' ? described.organization : basename(baseFolder(place)));
  return planned(place, changed(path, await textOf(path), wanted, name), wanted.id);
}

/**
 * Plans a new secret for a connection that is there; nothing is written.
 * @throws Refusal `connections/unknown`, `connect/no-secret-of-its-own`, `configuration/…`
 */
export async function planSecret(place: SetUpPlace, id: string): Promise<Planned> {
  const text = await textOf(place.configurationPath);
  if (text === null)
    throw new Refusal('connections/unknown', 'There is no tickmark.yaml yet, so there is no connection whose secret could be replaced.');
  const plan = await planned(place, { before: text, after: text }, id);
  const elsewhere = plan.connection.secrets?.find(({ from }) => !('sealed' in from))?.from;
  if (elsewhere !== undefined)
    throw new Refusal(
      'connect/secret-elsewhere',
      `tickmark.yaml says that the secret of "${id}" is kept in ${'env' in elsewhere ? `the variable ${elsewhere.env}` : 'a file'}. Replace it there, and start Tickmark again if it is a variable.`,
    );
  if (plan.secret === null)
    throw new Refusal('connect/no-secret-of-its-own', `The connection "${id}" reads a folder of this machine, and needs no secret.`);
  return plan;
}

async function planned({ installation, configurationPath }: SetUpPlace, change: FileChange, id: string): Promise<Planned> {
  const configuration = configurationFrom(configurationPath, change.after);
  const connection = connectionNamed(configuration, id);
  if (installation.simulation !== null) refuseForeignHosts([connection]);
  const sealed = connection.secrets?.flatMap(({ from }) => ('sealed' in from ? [from.sealed] : [])) ?? [];
  return { connection, change, configuration, secret: sealed[0] ?? null };
}

/** @throws Refusal `connections/unknown` */
export function connectionNamed({ connections }: Configuration, id: string): Connection {
  const found = connections.find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new Refusal('connections/unknown', `tickmark.yaml names no connection "${id}". It names: ${connections.map((one) => one.id).join(', ')}.`);
}

/** The flag of the command means nothing on a page. */
function changed(...[path, before, wanted, name]: Parameters<typeof withConnection>): FileChange {
  try {
    return withConnection(path, before, wanted, name);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'connect/id-taken') throw error;
    throw new Refusal('connect/id-taken', `There is a connection "${wanted.id}" already, and it leads elsewhere. Give this one a name of its own.`);
  }
}

/** Every text of a page may be logged, shown and kept, but for the field that is made for secrets. */
function refuseTokens(described: Described): void {
  const texts = Object.values(described).filter((value) => typeof value === 'string');
  if (texts.some(isToken))
    throw new Refusal(
      'connect/token-in-sight',
      'A token was put where it can be seen. Nothing was kept; revoke it if somebody else may have seen it, and put the new one into the field for it.',
    );
}

function gitHubToWrite({ id = 'github', organization, url, app }: Extract<Described, { connector: 'github' }>) {
  refuseNoOrganization(organization);
  refuseNoAddress(url, 'https://github.example.com');
  const signIn =
    app === undefined ? { token: 'sealed' } : { app: { id: app.id, ...(app.installation && { installation: app.installation }), key: 'sealed' } };
  return { connector: 'github', id, organization, ...(url && { url }), ...signIn };
}

async function folderToWrite(place: SetUpPlace, { connector, id, path }: Extract<Described, { path: string }>) {
  const folder = await existingFolder(place, path);
  const name = id ?? (connector === 'records' ? 'program' : idOf(basename(folder)));
  return { connector, id: name, path: writtenPath(place, folder) };
}

/** What an id may hold, of the name of a folder. */
function idOf(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'repository';
}

/** To what the paths that somebody gives are relative: the folder of tickmark.yaml, or where the data directory stands. */
export function baseFolder({ installation, configurationPath }: SetUpPlace): string {
  const folder = dirname(resolve(configurationPath));
  return folder === resolve(installation.dataDirectory) ? dirname(folder) : folder;
}

/** @throws Refusal `connect/path` */
export function folderAt(place: SetUpPlace, path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is refused.
  if (/[\u0000-\u001f]/.test(path)) throw new Refusal('connect/path', 'A path of this machine holds no control characters.');
  return resolve(baseFolder(place), path.trim());
}

async function existingFolder(place: SetUpPlace, path: string): Promise<string> {
  const folder = folderAt(place, path);
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    const why = found.code === 'EACCES' ? 'may not be read by the user who runs Tickmark' : 'does not exist';
    throw new Refusal('connect/path', `The folder ${folder} ${why}. Give the path of a folder on the machine where Tickmark runs.`);
  }
  if (!found.isDirectory()) throw new Refusal('connect/path', `${folder} is a file. Give the folder that holds it.`);
  return folder;
}

/** Relative to tickmark.yaml where it lies in or below its folder, so that the two can be moved together. */
export function writtenPath({ configurationPath }: SetUpPlace, folder: string): string {
  const from = relative(dirname(resolve(configurationPath)), folder);
  if (from === '') return '.';
  return from.startsWith('..') || isAbsolute(from) ? folder : `./${from}`;
}

export async function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Refusal('configuration/unreadable', `${basename(path)} cannot be read (${error.code}).`);
  });
}

/**
 * Two connections to one system would count its facts twice.
 * @throws Refusal `connect/same-system`
 */
export async function refuseSameSystem(
  { installation }: SetUpPlace,
  { connection, configuration }: Planned,
  { tenant }: Pick<Probed, 'tenant'>,
): Promise<void> {
  const system = systemId(connection.connector.id, tenant);
  const { runs } = await readLooked(installation);
  const other = configuration.connections.find(
    (one) => one.id !== connection.id && runs.findLast((run) => run.connection === one.id)?.system === system,
  );
  if (other === undefined) return;
  throw new Refusal(
    'connect/same-system',
    `The connection "${other.id}" leads to the same system already: its facts would be counted twice. Nothing was kept.`,
  );
}
