import { isDeepStrictEqual } from 'node:util';
import { type Document, isMap, isNode, isSeq, parse, parseDocument, stringify, type YAMLSeq } from 'yaml';
import { Refusal } from '../kernel/refusal.ts';
import { configurationFrom } from './connections.ts';

/** A connection as it is to stand in `tickmark.yaml`. */
export interface ConnectionToWrite {
  readonly connector: string;
  readonly id: string;
  /** Of a vendor: whose systems; of a connection to a folder, its `path` says where it leads. */
  readonly organization?: string;
  readonly path?: string;
  readonly [setting: string]: unknown;
}

export interface FileChange {
  /** Null when there is no file yet. */
  readonly before: string | null;
  readonly after: string;
}

/**
 * The text of `tickmark.yaml` with one more connection; comments and order stay. A connection that leads to the same place already stays as it is.
 * @param before null when there is no file yet
 * @param organization what the organization is called, in a file that is begun with this connection; as the vendor calls it when left out
 * @throws Refusal `configuration/…`, `connect/id-taken`
 */
export function withConnection(path: string, before: string | null, wanted: ConnectionToWrite, organization?: string): FileChange {
  const leadsTo = wanted.organization ?? wanted.path;
  if (before === null) return { before, after: stringify({ organization: { name: organization ?? leadsTo }, connections: [wanted] }) };
  // What is malformed is refused with its line before anything is changed.
  configurationFrom(path, before);
  const document = parseDocument(before);
  const connections = document.get('connections');
  if (!isSeq(connections)) throw new Refusal('configuration/malformed', `${path}: connections is no list.`);
  const same = connections.items.filter(isMap).find((one) => one.get('id') === wanted.id);
  if (same !== undefined) {
    const [connector, place] = [same.get('connector'), same.get('organization') ?? same.get('path')];
    if (connector === wanted.connector && place === leadsTo) return { before, after: before };
    throw new Refusal(
      'connect/id-taken',
      `${path} has a connection "${wanted.id}" already, to ${String(same.get('organization') ?? connector)}. Give this one an id of its own: --id NAME.`,
    );
  }
  const after = spliced(before, connections, wanted) ?? rewritten(document, connections, wanted);
  configurationFrom(path, after);
  return { before, after };
}

/** Put in behind the last connection, and nothing else touched; null for a list that is written in brackets. */
function spliced(before: string, connections: YAMLSeq, wanted: ConnectionToWrite): string | null {
  const [first, last] = [rangeOf(connections.items[0]), rangeOf(connections.items.at(-1))];
  if (connections.flow === true || first === null || last === null) return null;
  const indent = /^ */.exec(before.slice(before.lastIndexOf('\n', first[0] - 1) + 1))?.[0] ?? '';
  const ends = before.indexOf('\n', Math.max(last[0], last[1] - 1));
  const head = ends === -1 ? `${before}\n` : before.slice(0, ends + 1);
  const written = stringify([wanted]).replace(/^(?=.)/gm, indent);
  const after = `${head}${written}${ends === -1 ? '' : before.slice(ends + 1)}`;
  const { connections: read } = parse(after) as { connections: unknown };
  return isDeepStrictEqual(read, [...(connections.toJSON() as unknown[]), wanted]) ? after : null;
}

function rangeOf(node: unknown): readonly [number, number] | null {
  const range = isNode(node) ? node.range : null;
  return range ? [range[0], range[1]] : null;
}

/** Comments and order stay; the spaces between may not. */
function rewritten(document: Document, connections: YAMLSeq, wanted: ConnectionToWrite): string {
  connections.add(document.createNode(wanted));
  return document.toString({ lineWidth: 0 });
}

/** Line by line what a change takes away (`-`) and puts in (`+`), without what stays. */
export function changedLines({ before, after }: FileChange): string[] {
  const [old, now] = [linesOf(before ?? ''), linesOf(after)];
  let first = 0;
  while (first < old.length && first < now.length && old[first] === now[first]) first++;
  let last = 0;
  while (last < old.length - first && last < now.length - first && old.at(-1 - last) === now.at(-1 - last)) last++;
  return [...old.slice(first, old.length - last).map((line) => `- ${line}`), ...now.slice(first, now.length - last).map((line) => `+ ${line}`)];
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
