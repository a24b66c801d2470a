import { join } from 'node:path';
import type { Evidence, Kept, Look } from '../connectors/kit/connector.ts';
import { type LookCost, newRequestLog, type RequestLog } from '../connectors/kit/request-log.ts';
import { type Blobs, openBlobs } from '../facts/store-blobs.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { Uuid } from '../kernel/ids.ts';
import { newUuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
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
  readonly cost: LookCost;
}

export interface LookTools {
  readonly look: Look;
}

/** A look under way: what the connector is given, and what it has handed back so far. */
export interface OpenedLook {
  readonly id: Uuid;
  readonly at: Instant;
  /** When all of it was seen: later only for a look that was stopped and taken up again. */
  readonly seenAt: Instant;
  readonly connection: Connection;
  readonly tools: LookTools;
  readonly log: RequestLog;
  /** Where the connection keeps what it needs between looks. */
  readonly folder: string;
  readonly notes: readonly string[];
  /** Keeps the secrets of the connection out of everything that is kept and told. */
  guard: SecretGuard;
  memory(): Json | undefined;
  /** Waits until everything that was to be kept is kept. */
  evidence(): Promise<readonly Evidence[]>;
  /** Does what was to be done once the look is over. */
  end(sealed: boolean): Promise<void>;
}

export interface LookRequest extends CollectRequest {
  readonly connection: Connection;
  readonly at: Instant;
  readonly seenAt: Instant;
  readonly recall: Look['recall'];
}

/** Files written at the same time. */
const AT_ONCE = 16;

export function openLook(
  { dataDirectory }: Pick<CollectPlace, 'dataDirectory'>,
  { connection, at, seenAt, recall, environment, onProgress, signal }: LookRequest,
): OpenedLook {
  const log = newRequestLog();
  const notes: string[] = [];
  const blobs = openBlobs(dataDirectory);
  const kept = keeper(blobs);
  const folder = connectionFolder(dataDirectory, connection.id);
  const ending = endings();
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
    kept: keptIn(blobs, { dataDirectory, folder }),
    over: ending.over,
  };
  const guard = secretGuard([]);
  const told = { log, notes, guard, memory: () => memory, evidence: kept.all, end: ending.end };
  return { id: newUuid(), at, seenAt, connection, tools: { look }, folder, ...told };
}

/** A folder of the connection's own. */
export function connectionFolder(dataDirectory: string, connection: string): string {
  return join(dataDirectory, 'connections', encodeURIComponent(connection));
}

function keptIn(blobs: Blobs, { dataDirectory, folder }: { readonly dataDirectory: string; readonly folder: string }): Kept {
  const read = (sha256: string) =>
    blobs.get(sha256).catch((error: unknown) => {
      if (error instanceof Refusal) return null;
      throw error;
    });
  return {
    folder,
    put: (bytes) => blobs.put(bytes),
    async get(sha256) {
      const place = `${dataDirectory} ${sha256}`;
      const bytes = recent.get(place) ?? (await read(sha256));
      if (bytes !== null) recent.keep(place, bytes);
      return bytes;
    },
  };
}

/** What this process read last, for looks that follow one another. */
const recent = recentBytes(16 * 1024 * 1024);

function recentBytes(most: number): { get(place: string): Uint8Array | undefined; keep(place: string, bytes: Uint8Array): void } {
  const held = new Map<string, Uint8Array>();
  let size = 0;
  return {
    get: (place) => held.get(place),
    keep(place, bytes) {
      if (held.delete(place)) size -= bytes.length;
      held.set(place, bytes);
      size += bytes.length;
      for (const [oldest, one] of held) {
        if (size <= most) return;
        held.delete(oldest);
        size -= one.length;
      }
    },
  };
}

function endings(): { over: (work: (sealed: boolean) => Promise<void>) => void; end: OpenedLook['end'] } {
  const works: ((sealed: boolean) => Promise<void>)[] = [];
  return {
    over: (work) => void works.push(work),
    async end(sealed) {
      for (const work of works.splice(0)) await work(sealed);
    },
  };
}

/** Keeps files as blobs, several at a time; what went wrong is told by the next call. */
function keeper(blobs: Blobs): { keep: Look['keep']; all(): Promise<readonly Evidence[]> } {
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
