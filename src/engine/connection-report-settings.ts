import { connectors } from '../connectors/index.ts';
import type { Permission } from '../connectors/kit/connector.ts';
import type { Connection } from './connections.ts';
import type { Installation } from './installation.ts';
import { SEALED, shownSettings } from './shown-settings.ts';

/** Where the secret of a connection is kept. */
export interface SecretKept {
  readonly kept: 'sealed' | 'variable' | 'file';
  /** When it was sealed; null where nothing is, or it is kept elsewhere. */
  readonly storedAt: string | null;
}

export interface ShownConnection {
  readonly settings: { readonly name: string; readonly value: string }[];
  readonly secret: SecretKept | null;
}

/** What a connection is told to look at, without its secrets, and where those are kept. */
export async function settingsOf(
  { vault, organization }: Pick<Installation, 'vault' | 'organization'>,
  connection: Connection | undefined,
): Promise<ShownConnection> {
  if (connection === undefined) return { settings: [], secret: null };
  const settings = Object.entries(shownSettings(connection))
    .filter(([name]) => name !== 'auth')
    .map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) }));
  const from = connection.secrets?.[0]?.from;
  if (from === undefined) return { settings, secret: null };
  if ('env' in from)
    return { settings: [...settings, { name: 'secret', value: `the variable ${from.env}` }], secret: { kept: 'variable', storedAt: null } };
  if ('file' in from) return { settings: [...settings, { name: 'secret', value: 'a file of its own' }], secret: { kept: 'file', storedAt: null } };
  const stored = (await vault.list(organization.id)).find((one) => one.connection === connection.id && one.name === from.sealed);
  const value = stored === undefined ? 'none is stored' : SEALED;
  return { settings: [...settings, { name: from.sealed, value }], secret: { kept: 'sealed', storedAt: stored?.stored.toISOString() ?? null } };
}

export function permissionsOf(connector: string): { name: string; why: string; feeds: string[] }[] {
  return (connectors[connector]?.permissions ?? []).map((one: Permission) => ({ ...one, feeds: [...one.feeds] }));
}
