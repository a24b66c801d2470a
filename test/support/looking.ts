import type { AnyConnector, Evidence, Look, OpenConnection } from '../../src/connectors/kit/connector.ts';
import type { Observation, SeenGap, SeenSpan, SeenVersion } from '../../src/connectors/kit/observation.ts';
import { newRequestLog, type Request } from '../../src/connectors/kit/request-log.ts';
import type { Json } from '../../src/kernel/canonical-json.ts';
import { sha256Hex } from '../../src/kernel/hash.ts';
import { parseInstant } from '../../src/kernel/time.ts';

/** What one look saw, without a database. */
export interface Looked {
  readonly open: OpenConnection;
  readonly notes: readonly string[];
  readonly requests: readonly Request[];
  readonly evidence: readonly Evidence[];
  readonly memory: Json | undefined;
  versions(feed: string): readonly SeenVersion[];
  gaps(feed: string): readonly SeenGap[];
  covered(feed: string): readonly SeenSpan[];
}

export interface LookOptions {
  readonly at: string;
  /** What an earlier look remembered. */
  readonly memory?: Json | undefined;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Opens a connection and reads every feed of it to the end. */
export async function lookAt(connector: AnyConnector, settings: unknown, { at, memory, environment = {} }: LookOptions): Promise<Looked> {
  const notes: string[] = [];
  const evidence: Evidence[] = [];
  const log = newRequestLog();
  let next: Json | undefined;
  const look: Look = {
    connection: 'test',
    at: parseInstant(at),
    log,
    signal: new AbortController().signal,
    environment: { PATH: process.env['PATH'], ...environment },
    progress: () => undefined,
    note: (sentence) => void notes.push(sentence),
    keep: async ({ name, version, bytes }) => void evidence.push({ name, version, sha256: sha256Hex(bytes) }),
    recall: async () => memory,
    remember: (given) => {
      next = JSON.parse(JSON.stringify(given)) as Json;
    },
  };
  const open = await connector.open(settings, look);
  const seen = new Map<string, Observation[]>();
  for (const feed of open.feeds) seen.set(feed.id, await all(feed.read()));
  const of = <T extends Observation['type']>(type: T) => {
    return (feed: string) => (seen.get(feed) ?? []).filter((one): one is Extract<Observation, { type: T }> => one.type === type);
  };
  return { open, notes, requests: log.requests, evidence, memory: next, versions: of('version'), gaps: of('gap'), covered: of('covered') };
}

async function all(observations: AsyncIterable<Observation>): Promise<Observation[]> {
  const list: Observation[] = [];
  for await (const one of observations) list.push(one);
  return list;
}
