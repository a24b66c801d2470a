import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { connectors } from '../connectors/index.ts';
import type { AnyConnector } from '../connectors/kit/connector.ts';
import { placeOf } from '../connectors/kit/yaml-place.ts';
import { Refusal } from '../kernel/refusal.ts';

/** One configured way into a system. */
export interface Connection {
  /** Unique in the configuration. For a clone, the name by which the program calls the repository. */
  readonly id: string;
  readonly connector: AnyConnector;
  /** As the connector's own schema wants them. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Where checkpoints are taken, so that somebody outside can notice a rewritten log: a folder, or a branch of a Git remote. */
export type WitnessPlace = { readonly folder: string } | { readonly git: string; readonly branch?: string | undefined };

export interface Configuration {
  readonly organization: string;
  readonly connections: readonly Connection[];
  readonly witnesses: readonly WitnessPlace[];
}

const idShape = z.string('an id').regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/, 'an id of letters, digits and . _ - /, such as api');
const text = z.string('a text').min(1, 'a text that is not empty');

const connectionShape = z.discriminatedUnion(
  'connector',
  [
    z.strictObject({
      connector: z.literal('git'),
      id: idShape,
      path: text,
      branches: z.array(text, 'a list of branches').min(1, 'at least one branch').optional(),
    }),
    z.strictObject({ connector: z.literal('records'), id: idShape, path: text, branch: text.optional() }),
  ],
  `one of: ${Object.keys(connectors).join(', ')}`,
);

const fileShape = z.strictObject({
  organization: z.strictObject({ name: text }),
  connections: z.array(connectionShape, 'a list of connections').min(1, 'at least one connection'),
  witnesses: z
    .array(
      z.union([z.strictObject({ folder: text }), z.strictObject({ git: text, branch: text.optional() })], 'a `folder`, or a `git` remote'),
      'a list of witnesses',
    )
    .default([]),
});

/**
 * Reads `tickmark.yaml`. Paths in it are relative to the file.
 * @throws Refusal `configuration/missing`, `configuration/malformed` naming file, line and what was expected
 */
export async function readConfiguration(path: string): Promise<Configuration> {
  const written = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw new Refusal('configuration/unreadable', `${path} cannot be read: ${error.message}.`);
    throw new Refusal('configuration/missing', `There is no ${path}. Run \`tickmark init\` to write one, or name it with --config.`);
  });
  const file = parseConfiguration(path, written);
  const folder = dirname(resolve(path));
  return {
    organization: file.organization.name,
    witnesses: file.witnesses.map((one) => ('folder' in one ? { folder: resolve(folder, one.folder) } : one)),
    connections: file.connections.map((one) =>
      one.connector === 'git'
        ? gitConnection({ ...one, path: resolve(folder, one.path) })
        : recordsConnection({ ...one, path: resolve(folder, one.path) }),
    ),
  };
}

/** A clone of a repository, by the name that the program gives it. */
export function gitConnection({ id, path, branches }: { id: string; path: string; branches?: readonly string[] | undefined }): Connection {
  return { id, connector: connectors['git'] as AnyConnector, settings: { name: id, path, ...(branches && { branches }) } };
}

/** The program as code. */
export function recordsConnection({ id, path, branch }: { id: string; path: string; branch?: string | undefined }): Connection {
  return { id, connector: connectors['records'] as AnyConnector, settings: { path, ...(branch && { branch }) } };
}

function parseConfiguration(path: string, written: string): z.infer<typeof fileShape> {
  try {
    return parseFile(path, written);
  } catch (error) {
    // What the YAML library throws at a file that was written to exhaust it.
    if (error instanceof RangeError) throw new Refusal('configuration/malformed', `${path}:1: is nested too deeply. Write it flatter.`);
    if (error instanceof ReferenceError)
      throw new Refusal('configuration/malformed', `${path}:1: repeats itself through aliases too often. Write the values out.`);
    throw error;
  }
}

function parseFile(path: string, written: string): z.infer<typeof fileShape> {
  const lines = new LineCounter();
  const document = parseDocument(written, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const malformed = (offset: number, sentence: string) =>
    new Refusal('configuration/malformed', `${path}:${lines.linePos(offset).line}: ${sentence}`);
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw malformed(fault.pos[0], `is not well-formed YAML: ${fault.message.split('\n')[0]}`);
  const read = fileShape.safeParse(document.toJS({ maxAliasCount: 20 }));
  if (!read.success) {
    const [issue] = read.error.issues;
    const at = (issue?.path ?? []).map((part) => (typeof part === 'number' ? part : String(part)));
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const whole = unknown === undefined ? at : [...at, unknown];
    const expected = unknown === undefined ? `expected ${issue?.message}` : 'there is no such field. Check its spelling';
    throw malformed(placeOf(document, whole), `${whole.join('.') || 'the file'}: ${expected}`);
  }
  const ids = read.data.connections.map((one) => one.id);
  const twice = ids.findIndex((id, place) => ids.indexOf(id) !== place);
  if (twice !== -1)
    throw malformed(
      placeOf(document, ['connections', twice, 'id']),
      `connections.${twice}.id: "${ids[twice]}" stands twice. Give each connection an id of its own`,
    );
  return read.data;
}
