import { Refusal } from '../../kernel/refusal.ts';
import type { EntryType } from '../../ledger/entry-types.ts';
import { lastLeafOf } from '../../ledger/store.ts';
import type { Installation } from '../installation.ts';
import type { JsonText } from './json-text.ts';
import { openThread, type ViewThread } from './open-thread.ts';
import type { Asked, QuestionName, Told } from './questions.ts';
import { type KnownHere, knowingInstant, knownAt, resolveView } from './resolve-view.ts';
import { unlessAborted } from './unless-aborted.ts';
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
   * @param signal aborted when whoever asks has gone away: a view for which nobody waits gives way to the next
   * @throws Refusal `view/…`, `audit/…`, and those of the question; the reason of the signal
   */
  ask<N extends QuestionName>(request: ViewRequest, question: N, input: Asked<N>, signal?: AbortSignal): Promise<JsonText<Told<N>>>;
  /** What may be chosen: audits, and the zone in which the program lives. @throws Refusal `view/nothing-known` */
  known(request: ViewRequest): Promise<KnownHere>;
  /** Something was written: what is believed to be known is read anew. */
  moved(): void;
  /** @returns how to stop listening */
  onProgress(listener: (progress: ViewProgress) => void): () => void;
  close(): Promise<void>;
}

/** Views that are kept: now, the same as it was known once, and one instant of the past. */
const KEPT = 3;
/** Questions that wait until one of the kept views may go. Each is a judging of its own: more would wait for hours. */
const MOST_WAITING = 24;
/** Milliseconds for which what is known is believed to be the same; whoever wrote something says `moved`. */
const FRESH = 500;
/** Entries that change a report and nothing that is judged: what management says, and what was sealed. */
const beside: readonly EntryType[] = ['decision', 'assessment'];

type ViewsPlace = Pick<Installation, 'db' | 'dataDirectory' | 'organization' | 'version' | 'clock' | 'simulation'>;

export function openViews(place: ViewsPlace): Views {
  const threads = new Map<string, ViewThread>();
  const listeners = new Set<(progress: ViewProgress) => void>();
  const knownNow = cachedFor(FRESH, () => knownAt(place, null));
  const saidSince = cachedFor(FRESH, () => lastLeafOf(place.db, place.organization.id, { types: beside, untilLeaf: Number.MAX_SAFE_INTEGER }));
  /** By view: the last entry that its report knows of. */
  const saidTo = new Map<string, number | null>();
  let closed = false;
  let waiting = 0;
  /** Waits until a kept view has nobody who waits for it. */
  const room = async (signal: AbortSignal | undefined): Promise<void> => {
    if (waiting >= MOST_WAITING) throw tooManyViews();
    waiting++;
    try {
      await unlessAborted(Promise.race([...threads.values()].map((one) => one.idle())), signal);
    } finally {
      waiting--;
    }
  };

  const known = async ({ asKnownAt }: ViewRequest): Promise<KnownHere> => {
    const now = await knownNow.read();
    return asKnownAt === undefined ? now : knownAt(place, knowingInstant(asKnownAt, now.audits.zone, place.clock()));
  };
  /** The thread of a view, begun where there is none; undefined while all that are kept have somebody waiting. */
  const threadOf = (wanted: ResolvedView, key: string): ViewThread | undefined => {
    const kept = threads.get(key);
    if (kept === undefined || kept.isBroken()) {
      forget(key);
      if (threads.size >= KEPT && !dropOldest()) return undefined;
    }
    const thread = threads.get(key) ?? begin(wanted);
    threads.delete(key);
    threads.set(key, thread);
    return thread;
  };
  const forget = (key: string): void => {
    threads.delete(key);
    saidTo.delete(key);
  };
  /** The one that was asked longest ago goes, of those for which nobody waits. */
  const dropOldest = (): boolean => {
    const [oldest] = [...threads].find(([, one]) => one.isIdle()) ?? [];
    if (oldest === undefined) return false;
    void threads.get(oldest)?.end();
    forget(oldest);
    return true;
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
    async ask(request, question, input, signal) {
      const wanted = resolveView(await known(request), place.clock(), request);
      const last = await saidSince.read();
      const key = keyOf(wanted);
      for (;;) {
        if (closed) throw new Error('The views are closed.');
        signal?.throwIfAborted();
        const thread = threadOf(wanted, key);
        if (thread === undefined) {
          await room(signal);
          continue;
        }
        if (saidTo.has(key) && saidTo.get(key) !== last) thread.refresh();
        saidTo.set(key, last);
        return thread.ask(question, input, signal) as Promise<JsonText<never>>;
      }
    },
    moved() {
      knownNow.forget();
      saidSince.forget();
    },
    onProgress(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      closed = true;
      await Promise.all([...threads.values()].map((one) => one.end()));
    },
  };
}

/** The same views, for one who may go away: what nobody waits for any more is not waited for. */
export function viewsUntil(views: Views, signal: AbortSignal): Views {
  return { ...views, ask: (request, question, input) => views.ask(request, question, input, signal) };
}

function tooManyViews(): Refusal {
  return new Refusal(
    'view/busy',
    `${KEPT} views are being judged, and ${MOST_WAITING} questions about others wait for their turn. Ask again in a moment, for fewer periods and instants at once.`,
  );
}

/** What was sealed beside the facts changes what is known of the past only where it is told how much of it was known. */
function keyOf({ audit, period, at, asKnownAt, factSize, treeSize }: ResolvedView): string {
  return JSON.stringify([audit, period, at, asKnownAt, factSize, asKnownAt === null ? null : treeSize]);
}

/** Asked again only when what it said is older than this. */
function cachedFor<T>(milliseconds: number, read: () => Promise<T>): { read(): Promise<T>; forget(): void } {
  let kept: { readonly at: number; readonly value: Promise<T> } | null = null;
  return {
    read() {
      const now = performance.now();
      if (kept === null || now - kept.at > milliseconds) {
        const value = read();
        kept = { at: now, value };
        value.catch(() => {
          if (kept?.value === value) kept = null;
        });
      }
      return kept.value;
    },
    forget() {
      kept = null;
    },
  };
}
