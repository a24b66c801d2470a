import { readFile, stat } from 'node:fs/promises';
import { Refusal, VendorError } from '../kernel/refusal.ts';
import type { Vault } from '../secrets/vault.ts';

/** Where a secret is kept: sealed in the database under this name, in a variable of the environment, or in a file of its own. */
export type SecretSource = { readonly sealed: string } | { readonly env: string } | { readonly file: string };

/** A setting whose value is kept elsewhere. */
export interface SecretSetting {
  /** Where it belongs among the settings. */
  readonly at: readonly string[];
  readonly from: SecretSource;
}

/** Of a connection, what its secrets belong to. */
export interface WithSecrets {
  readonly id: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets?: readonly SecretSetting[];
}

/** Whom to ask for secrets. */
export interface SecretKeeper {
  /** Null when nothing is sealed for this connection under this name. */
  sealed(connection: string, name: string): Promise<string | null>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The keeper of an organization's secrets; without a vault, nothing is sealed. */
export function secretKeeper(
  place: { readonly vault?: Pick<Vault, 'read'> | undefined; readonly organization: { readonly id: Parameters<Vault['read']>[0] } },
  environment: SecretKeeper['environment'],
): SecretKeeper {
  return { sealed: async (connection, name) => (await place.vault?.read(place.organization.id, { connection, name })) ?? null, environment };
}

export interface FilledSettings {
  readonly settings: Readonly<Record<string, unknown>>;
  /** The secrets that were filled in: none of them may appear in anything that is kept or shown. */
  readonly secrets: readonly string[];
}

/**
 * The settings of a connection as its connector wants them, secrets filled in.
 * @throws VendorError `unauthorized` when a secret is not there, or does not open: the connection is blind, and says what to do
 */
export async function fillSecrets({ id, settings, secrets = [] }: WithSecrets, keeper: SecretKeeper): Promise<FilledSettings> {
  const filled = structuredClone(settings) as Record<string, unknown>;
  const values: string[] = [];
  for (const { at, from } of secrets) {
    const value = (await readSource(id, from, keeper)).trim();
    if (value === '') throw new VendorError('unauthorized', `The secret of the connection "${id}" is empty (${sourceText(from)}). Put it there.`);
    setAt(filled, at, value);
    values.push(value);
  }
  return { settings: filled, secrets: values };
}

async function readSource(connection: string, from: SecretSource, keeper: SecretKeeper): Promise<string> {
  if ('env' in from) return fromEnvironment(connection, from.env, keeper);
  if ('file' in from) return fromFile(connection, from.file);
  const value = await keeper.sealed(connection, from.sealed).catch((error: unknown) => {
    if (error instanceof Refusal) throw new VendorError('unauthorized', error.message);
    throw error;
  });
  if (value !== null) return value;
  throw new VendorError(
    'unauthorized',
    `No ${from.sealed} is stored for the connection "${connection}". Store one with \`tickmark connect\`, or name where it is kept in tickmark.yaml.`,
  );
}

function fromEnvironment(connection: string, name: string, { environment }: SecretKeeper): string {
  const value = environment[name];
  if (value !== undefined && value !== '') return value;
  throw new VendorError('unauthorized', `The variable ${name}, which holds the secret of the connection "${connection}", is not set. Set it.`);
}

async function fromFile(connection: string, path: string): Promise<string> {
  try {
    const [text, { mode }] = [await readFile(path, 'utf8'), await stat(path)];
    if (process.platform === 'win32' || (mode & 0o077) === 0) return text;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EACCES' && code !== 'EISDIR') throw error;
    throw new VendorError('unauthorized', `The file ${path}, which holds the secret of the connection "${connection}", cannot be read (${code}).`);
  }
  throw new VendorError(
    'unauthorized',
    `Others may read the file ${path}, which holds the secret of the connection "${connection}". Run: chmod 600 ${path}`,
  );
}

/** What the settings say of it where it is not filled in. */
export function sourceText(from: SecretSource): string {
  if ('env' in from) return `variable ${from.env}`;
  if ('file' in from) return `file ${from.file}`;
  return 'sealed';
}

/** Sets a value deep inside; what leads to it is made where it is missing. */
export function setAt(settings: Record<string, unknown>, [first, ...rest]: readonly string[], value: unknown): void {
  if (first === undefined) return;
  if (rest.length === 0) {
    settings[first] = value;
    return;
  }
  const inner = settings[first];
  const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
  settings[first] = next;
  setAt(next, rest, value);
}
