import { lastLeafOf } from '../../ledger/store.ts';
import type { Installation } from '../installation.ts';
import type { JsonText } from './json-text.ts';
import { openThread, type ViewThread } from './open-thread.ts';
import type { Asked, QuestionName, Told } from './questions.ts';
import { type KnownHere, knowingInstant, knownAt, resolveView } from './resolve-view.ts';
import type { ResolvedView, ViewRequest } from './view-request.ts';

/** What is being done for a view that is not there yet. */
export interface ViewProgress {
  readonly period: string;
  readonly at: string | null;
  /** Null: it is there. */
  readonly sentence: string | null;
}

export interface Views {
  /**
   * Asks what was judged. The first to ask for a view waits until it is judged, in a thread of its own; a few are kept.
   * @throws Refusal `view/…`, `audit/…`, and those of the question
   */
  ask<N extends QuestionName>(request: ViewRequest, question: N, input: Asked<N>): Promise<JsonText<Told<N>>>;
  /** What may be chosen: audits, and the zone in which the program lives. @throws Refusal `view/nothing-known` */
  known(request: ViewRequest): Promise<KnownHere>;
  /** @returns how to stop listening */
  onProgress(listener: (progress: ViewProgress) => void): () => void;
  close(): Promise<void>;
}

/** Views that are kept: now, the same as it was known once, and one instant of the past. */
const KEPT = 3;
/** Milliseconds for which what is known is believed to be the same; whoever wrote something says `moved`. */
const FRESH = 500;

type ViewsPlace = Pick<Installation, 'db' | 'dataDirectory' | 'organization' | 'version' | 'clock' | 'simulation'>;

export function openViews(place: ViewsPlace): Views {
  const threads = new Map<string, ViewThread>();
  const listeners = new Set<(progress: ViewProgress) => void>();
  const knownNow = cachedFor(FRESH, () => knownAt(place, null));
  const responses = cachedFor(FRESH, () => lastLeafOf(place.db, place.organization.id, { types: ['decision'], untilLeaf: Number.MAX_SAFE_INTEGER }));
  const decided = new Map<string, number | null>();

  const known = async (request: ViewRequest): Promise<KnownHere> => {
    const at = knowingInstant(request, place.clock());
    return at === null ? knownNow() : knownAt(place, at);
  };
  const threadOf = (wanted: ResolvedView): ViewThread => {
    const key = keyOf(wanted);
    const kept = threads.get(key);
    threads.delete(key);
    const thread = kept !== undefined && !kept.isBroken() ? kept : begin(wanted);
    threads.set(key, thread);
    dropOldest(threads, decided);
    return thread;
  };
  const begin = (wanted: ResolvedView): ViewThread => {
    const { db, organization, dataDirectory, version, simulation, clock } = place;
    const data = {
      databaseUrl: db.url,
      instance: db.instance,
      organization,
      dataDirectory,
      version,
      simulated: simulation !== null,
      now: clock(),
      wanted,
    };
    return openThread(data, (sentence) => {
      for (const listener of listeners) listener({ period: wanted.period, at: wanted.at, sentence });
    });
  };
  return {
    known,
    async ask(request, question, input) {
      const wanted = resolveView(await known(request), place.clock(), request);
      const thread = threadOf(wanted);
      const last = await responses();
      const key = keyOf(wanted);
      if (decided.has(key) && decided.get(key) !== last) thread.refresh();
      decided.set(key, last);
      return thread.ask(question, input) as Promise<JsonText<never>>;
    },
    onProgress(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      await Promise.all([...threads.values()].map((one) => one.end()));
    },
  };
}

function keyOf({ audit, period, at, asKnownAt, factSize }: ResolvedView): string {
  return JSON.stringify([audit, period, at, asKnownAt, factSize]);
}

/** The one that was asked longest ago goes. */
function dropOldest(threads: Map<string, ViewThread>, decided: Map<string, number | null>): void {
  const [oldest] = threads.keys();
  if (threads.size <= KEPT || oldest === undefined) return;
  const thread = threads.get(oldest);
  threads.delete(oldest);
  decided.delete(oldest);
  void thread?.end();
}

/** Asked again only when what it said is older than this. */
function cachedFor<T>(milliseconds: number, read: () => Promise<T>): () => Promise<T> {
  let kept: { readonly at: number; readonly value: Promise<T> } | null = null;
  return () => {
    const now = performance.now();
    if (kept === null || now - kept.at > milliseconds) {
      const value = read();
      kept = { at: now, value };
      value.catch(() => {
        if (kept?.value === value) kept = null;
      });
    }
    return kept.value;
  };
}
