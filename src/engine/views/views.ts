import type { EntryType } from '../../ledger/entry-types.ts';
import { lastLeafOf } from '../../ledger/store.ts';
import type { Installation } from '../installation.ts';
import type { JsonText } from './json-text.ts';
import { keptThreads } from './kept-threads.ts';
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

/** @param mostWaiting for a test that shows what the bound is good for */
export function openViews(place: ViewsPlace, { mostWaiting = MOST_WAITING }: { readonly mostWaiting?: number } = {}): Views {
  const threads = keptThreads({ most: KEPT, mostWaiting });
  const listeners = new Set<(progress: ViewProgress) => void>();
  const knownNow = cachedFor(FRESH, () => knownAt(place, null));
  const saidSince = cachedFor(FRESH, () => lastLeafOf(place.db, place.organization.id, { types: beside, untilLeaf: Number.MAX_SAFE_INTEGER }));
  const known = async ({ asKnownAt }: ViewRequest): Promise<KnownHere> => {
    const now = await knownNow.read();
    return asKnownAt === undefined ? now : knownAt(place, knowingInstant(asKnownAt, now.audits.zone, place.clock()));
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
      return threads.use(
        keyOf(wanted),
        () => begin(wanted),
        (kept) => {
          if (kept.saidTo !== undefined && kept.saidTo !== last) kept.thread.refresh();
          kept.saidTo = last;
          return kept.thread.ask(question, input, signal) as Promise<JsonText<never>>;
        },
        signal,
      );
    },
    moved() {
      knownNow.forget();
      saidSince.forget();
    },
    onProgress(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => threads.close(),
  };
}

/** The same views, for one who may go away: what nobody waits for any more is not waited for. */
export function viewsUntil(views: Views, signal: AbortSignal): Views {
  return { ...views, ask: (request, question, input) => views.ask(request, question, input, signal) };
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
