import { connectors } from '../connectors/index.ts';
import type { Permission } from '../connectors/kit/connector.ts';
import type { Connection } from './connections.ts';
import type { Installation } from './installation.ts';
import { shownSettings } from './shown-settings.ts';

/** Where the secret of a connection is kept. */
export interface SecretKept {
  /** What it is: a `token`, a `key`. */
  readonly name: string;
  readonly kept: 'sealed' | 'variable' | 'file';
  /** In words. */
  readonly where: string;
  /** When it was sealed; null where nothing is, or it is kept elsewhere. */
  readonly storedAt: string | null;
}

export interface ShownConnection {
  readonly settings: { readonly name: string; readonly value: string }[];
  readonly secret: SecretKept | null;
}

type Place = Pick<Installation, 'vault' | 'organization'>;

/** What a connection is told to look at, without its secrets, and where those are kept. */
export async function settingsOf(place: Place, connection: Connection | undefined): Promise<ShownConnection> {
  if (connection === undefined) return { settings: [], secret: null };
  const settings = Object.entries(shownSettings(connection))
    .filter(([name]) => name !== 'auth')
    .map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) }));
  return { settings, secret: await secretOf(place, connection) };
}

async function secretOf({ vault, organization }: Place, { id, secrets = [] }: Connection): Promise<SecretKept | null> {
  const [secret] = secrets;
  if (secret === undefined) return null;
  const { at, from } = secret;
  const name = at.at(-1) === 'privateKey' ? 'key' : 'token';
  if ('env' in from) return { name, kept: 'variable', where: `in the variable ${from.env}`, storedAt: null };
  if ('file' in from) return { name, kept: 'file', where: 'in a file of its own', storedAt: null };
  const stored = (await vault.list(organization.id)).find((one) => one.connection === id && one.name === from.sealed);
  const where = stored === undefined ? 'none is stored' : 'sealed in the data directory';
  return { name, kept: 'sealed', where, storedAt: stored?.stored.toISOString() ?? null };
}

export function permissionsOf(connector: string): { name: string; why: string; feeds: string[] }[] {
  return (connectors[connector]?.permissions ?? []).map((one: Permission) => ({ ...one, feeds: [...one.feeds] }));
}
