import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { connectors } from '../connectors/index.ts';
import type { AnyConnector } from '../connectors/kit/connector.ts';
import { placeOf } from '../connectors/kit/yaml-place.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type ConnectionShape, connectionShapes, text } from './connection-shapes.ts';
import type { SecretSetting } from './secret-settings.ts';

/** One configured way into a system. */
export interface Connection {
  /** Unique in the configuration. For a clone, the name by which the program calls the repository. */
  readonly id: string;
  readonly connector: AnyConnector;
  /** As the connector's own schema wants them, but for its secrets. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Settings that are kept elsewhere, and filled in when the connection is opened. */
  readonly secrets?: readonly SecretSetting[];
}

/** Where checkpoints are taken, so that somebody outside can notice a rewritten log: a folder, or a branch of a Git remote. */
export type WitnessPlace = { readonly folder: string } | { readonly git: string; readonly branch?: string | undefined };

export interface Configuration {
  readonly organization: string;
  readonly connections: readonly Connection[];
  readonly witnesses: readonly WitnessPlace[];
}

/** The connectors that a configuration may name. */
type Known = Readonly<Record<string, AnyConnector>>;

interface WrittenConnection {
  readonly connector: string;
  readonly id: string;
}

const witnessShape = z.union(
  [z.strictObject({ folder: text }), z.strictObject({ git: text, branch: text.optional() })],
  'a `folder`, or a `git` remote',
);

function fileShapeFor(known: Known) {
  const shapes = connectionShapes.filter(({ connector }) => known[connector] !== undefined).map(({ shape }) => shape);
  const one = z.discriminatedUnion('connector', shapes as unknown as [z.ZodObject], `one of: ${Object.keys(known).join(', ')}`);
  return z.strictObject({
    organization: z.strictObject({ name: text }),
    connections: z.array(one, 'a list of connections').min(1, 'at least one connection'),
    witnesses: z.array(witnessShape, 'a list of witnesses').default([]),
  });
}

type WrittenFile = Omit<z.infer<ReturnType<typeof fileShapeFor>>, 'connections'> & { readonly connections: readonly WrittenConnection[] };

/**
 * Reads `tickmark.yaml`. Paths in it are relative to the file.
 * @throws Refusal `configuration/missing`, `configuration/malformed` naming file, line and what was expected
 */
export async function readConfiguration(path: string, known: Known = connectors): Promise<Configuration> {
  const written = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw new Refusal('configuration/unreadable', `${path} cannot be read: ${error.message}.`);
    throw new Refusal('configuration/missing', `There is no ${path}. Run \`tickmark init\` to write one, or name it with --config.`);
  });
  return configurationFrom(path, written, known);
}

/** The same from a text that would stand at this path. */
export function configurationFrom(path: string, written: string, known: Known = connectors): Configuration {
  const file = parseConfiguration(path, written, known);
  const folder = dirname(resolve(path));
  return {
    organization: file.organization.name,
    witnesses: file.witnesses.map((one) => ('folder' in one ? { folder: resolve(folder, one.folder) } : one)),
    connections: file.connections.map((one) => connectionFrom(one, folder, known)),
  };
}

/** One connection as it is written in `tickmark.yaml`, its shape checked. */
function connectionFrom(written: WrittenConnection, folder: string, known: Known): Connection {
  const shape = connectionShapes.find(({ connector }) => connector === written.connector) as ConnectionShape;
  return { connector: known[written.connector] as AnyConnector, ...shape.configured(written, folder) };
}

/** A clone of a repository, by the name that the program gives it. */
export function gitConnection({ id, path, branches }: { id: string; path: string; branches?: readonly string[] | undefined }): Connection {
  return { id, connector: connectors['git'] as AnyConnector, settings: { name: id, path, ...(branches && { branches }) } };
}

/** An organization on GitHub, with a token that a variable of the environment holds. */
export function gitHubConnection({ organization, url, env }: { organization: string; url?: string | undefined; env: string }): Connection {
  const [connector, settings] = [connectors['github'], { organization, ...(url && { url }), auth: { type: 'token' } }];
  if (connector === undefined) throw new Refusal('connections/unknown', 'This version cannot look at GitHub. Install a newer one.');
  return { id: organization, connector, settings, secrets: [{ at: ['auth', 'token'], from: { env } }] };
}

/** The program as code. */
export function recordsConnection({ id, path, branch }: { id: string; path: string; branch?: string | undefined }): Connection {
  return { id, connector: connectors['records'] as AnyConnector, settings: { path, ...(branch && { branch }) } };
}

function parseConfiguration(path: string, written: string, known: Known): WrittenFile {
  try {
    return parseFile(path, written, known);
  } catch (error) {
    // What the YAML library throws at a file that was written to exhaust it.
    if (error instanceof RangeError) throw new Refusal('configuration/malformed', `${path}:1: is nested too deeply. Write it flatter.`);
    if (error instanceof ReferenceError)
      throw new Refusal('configuration/malformed', `${path}:1: repeats itself through aliases too often. Write the values out.`);
    throw error;
  }
}

function parseFile(path: string, written: string, known: Known): WrittenFile {
  const lines = new LineCounter();
  const document = parseDocument(written, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const malformed = (offset: number, sentence: string) =>
    new Refusal('configuration/malformed', `${path}:${lines.linePos(offset).line}: ${sentence}`);
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw malformed(fault.pos[0], `is not well-formed YAML: ${fault.message.split('\n')[0]}`);
  const read = fileShapeFor(known).safeParse(document.toJS({ maxAliasCount: 20 }));
  if (!read.success) {
    const [issue] = read.error.issues;
    const at = (issue?.path ?? []).map((part) => (typeof part === 'number' ? part : String(part)));
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const whole = unknown === undefined ? at : [...at, unknown];
    const expected = unknown === undefined ? `expected ${issue?.message}` : 'there is no such field. Check its spelling';
    throw malformed(placeOf(document, whole), `${whole.join('.') || 'the file'}: ${expected}`);
  }
  const file = read.data as unknown as WrittenFile;
  const ids = file.connections.map((one) => one.id);
  const twice = ids.findIndex((id, place) => ids.indexOf(id) !== place);
  if (twice !== -1)
    throw malformed(
      placeOf(document, ['connections', twice, 'id']),
      `connections.${twice}.id: "${ids[twice]}" stands twice. Give each connection an id of its own`,
    );
  return file;
}
