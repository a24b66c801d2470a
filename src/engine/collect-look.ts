import type { Evidence, Look } from '../connectors/kit/connector.ts';
import { newRequestLog, type RequestLog } from '../connectors/kit/request-log.ts';
import { openBlobs } from '../facts/store-blobs.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { Uuid } from '../kernel/ids.ts';
import { newUuid } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { CollectPlace, CollectRequest } from './collect-place.ts';
import type { ScopeOutcome } from './collect-sheet.ts';
import type { Connection } from './connections.ts';
import { type SecretGuard, secretGuard } from './without-secrets.ts';

/** What one connection's look came to. */
export interface LookReport {
  readonly connection: string;
  readonly connector: string;
  readonly outcome: 'complete' | 'partial' | 'failed';
  readonly look: Uuid;
  readonly system: Uuid;
  readonly startedAt: Instant;
  /** Versions observed, and how many of them were news. */
  readonly rows: number;
  readonly facts: number;
  readonly scopes: readonly ScopeOutcome[];
  /** What could not be seen as of this look, each with what to do. */
  readonly errors: readonly string[];
  /** What the connector has to say besides. */
  readonly notes: readonly string[];
}

export interface LookTools {
  readonly look: Look;
}

/** A look under way: what the connector is given, and what it has handed back so far. */
export interface OpenedLook {
  readonly id: Uuid;
  readonly at: Instant;
  readonly connection: Connection;
  readonly tools: LookTools;
  readonly log: RequestLog;
  readonly notes: readonly string[];
  /** Keeps the secrets of the connection out of everything that is kept and told. */
  guard: SecretGuard;
  memory(): Json | undefined;
  /** Waits until everything that was to be kept is kept. */
  evidence(): Promise<readonly Evidence[]>;
}

export interface LookRequest extends CollectRequest {
  readonly connection: Connection;
  readonly at: Instant;
  readonly recall: Look['recall'];
}

/** Files written at the same time. */
const AT_ONCE = 16;

export function openLook(
  { dataDirectory }: Pick<CollectPlace, 'dataDirectory'>,
  { connection, at, recall, environment, onProgress, signal }: LookRequest,
): OpenedLook {
  const log = newRequestLog();
  const notes: string[] = [];
  const kept = keeper(dataDirectory);
  let memory: Json | undefined;
  const look: Look = {
    connection: connection.id,
    at,
    log,
    signal: signal ?? new AbortController().signal,
    environment,
    progress: (what, done, of) => onProgress?.({ connection: connection.id, what, done, of: of ?? null }),
    note: (sentence) => {
      if (!notes.includes(sentence)) notes.push(sentence);
    },
    keep: kept.keep,
    recall,
    remember: (next) => {
      memory = next;
    },
  };
  return { id: newUuid(), at, connection, tools: { look }, log, notes, guard: secretGuard([]), memory: () => memory, evidence: kept.all };
}

/** Keeps files as blobs, several at a time; what went wrong is told by the next call. */
function keeper(dataDirectory: string): { keep: Look['keep']; all(): Promise<readonly Evidence[]> } {
  const blobs = openBlobs(dataDirectory);
  const evidence: Evidence[] = [];
  const writing = new Set<Promise<void>>();
  let failure: unknown = null;
  const settle = async () => {
    if (failure !== null) throw failure;
  };
  return {
    async keep({ name, version, bytes }) {
      const one: Promise<void> = blobs
        .put(bytes)
        .then(
          (sha256) => void evidence.push({ name, version, sha256 }),
          (error: unknown) => {
            failure ??= error;
          },
        )
        .finally(() => writing.delete(one));
      writing.add(one);
      if (writing.size >= AT_ONCE) await Promise.race(writing);
      await settle();
    },
    async all() {
      await Promise.all(writing);
      await settle();
      return evidence.toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
