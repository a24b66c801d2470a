import { Refusal } from '../../kernel/refusal.ts';
import type { ViewThread } from './open-thread.ts';
import { unlessAborted } from './unless-aborted.ts';

/** One thread that is kept. */
export interface Kept {
  readonly thread: ViewThread;
  /** Place of the last entry that its report knows of; undefined where it was begun just now. */
  saidTo?: number | null;
}

/** The threads of a few views. */
export interface KeptThreads {
  /**
   * Works with the thread of a view, begun where there is none or it has died. Where as many are kept as may be, the one that was asked longest ago
   * goes, of those for which nobody waits; while somebody waits for each of them, this one waits, too.
   * @param signal aborted when whoever asks went away: then nobody waits
   * @throws Refusal `view/busy`; the reason of the signal; Error once they are closed
   */
  use<T>(key: string, begin: () => ViewThread, work: (kept: Kept) => Promise<T>, signal?: AbortSignal): Promise<T>;
  close(): Promise<void>;
}

/**
 * @param most how many are kept
 * @param mostWaiting how many questions may wait until one of them may go
 */
export function keptThreads({ most, mostWaiting }: { readonly most: number; readonly mostWaiting: number }): KeptThreads {
  const all = new Map<string, Kept>();
  let waiting = 0;
  let closed = false;
  const dropOldest = (): boolean => {
    const [key, oldest] = [...all].find(([, { thread }]) => thread.isIdle()) ?? [];
    if (key === undefined) return false;
    all.delete(key);
    void oldest?.thread.end();
    return true;
  };
  const keptOf = (key: string, begin: () => ViewThread): Kept | undefined => {
    const known = all.get(key);
    all.delete(key);
    const living = known?.thread.isBroken() ? undefined : known;
    if (living === undefined && all.size >= most && !dropOldest()) return undefined;
    const kept: Kept = living ?? { thread: begin() };
    all.set(key, kept);
    return kept;
  };
  const turn = async (signal: AbortSignal | undefined): Promise<void> => {
    if (waiting >= mostWaiting) throw tooManyViews(most, mostWaiting);
    waiting++;
    try {
      await unlessAborted(Promise.race([...all.values()].map(({ thread }) => thread.idle())), signal);
    } finally {
      waiting--;
    }
  };
  return {
    async use(key, begin, work, signal) {
      for (;;) {
        signal?.throwIfAborted();
        if (closed) throw new Error('The views are closed.');
        const kept = keptOf(key, begin);
        if (kept !== undefined) return work(kept);
        await turn(signal);
      }
    },
    async close() {
      closed = true;
      await Promise.all([...all.values()].map(({ thread }) => thread.end()));
    },
  };
}

function tooManyViews(most: number, mostWaiting: number): Refusal {
  return new Refusal(
    'view/busy',
    `${most} views are being judged, and ${mostWaiting} questions about others wait for their turn. Ask again in a moment, for fewer periods and instants at once.`,
  );
}
