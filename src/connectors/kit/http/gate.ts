import type { Instant } from '../../../kernel/time.ts';
import { isoInstant, plus } from '../../../kernel/time.ts';
import { HttpFailure } from './failure.ts';
import type { Standing } from './manners.ts';

/** Time as the kit takes it; injected where a test cannot wait. */
export interface Clock {
  /** Milliseconds that never run backwards. */
  now(): number;
  /** @throws the signal's reason when it is aborted */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Lets requests through while the vendor's limits allow it. */
export interface Gate {
  /** Resolves when a request may be sent; what it resolves to must be called when its answer was told. @throws HttpFailure `rate-limited` */
  enter(bucket: string, signal: AbortSignal): Promise<() => void>;
  tell(bucket: string, standing: Standing): void;
}

export interface GateOptions {
  readonly clock: Clock;
  readonly host: string;
  readonly atOnce: number;
  readonly longestWait: number;
  /** The time of day, to say when to come back. */
  readonly wallClock: () => Instant;
  readonly onWait: (milliseconds: number) => void;
}

interface Bucket {
  closedUntil: number;
  /** Null while untold, or once the window has ended. */
  remaining: number | null;
  resetsAt: number;
  underWay: number;
  /** Refusals in a row for which the vendor gave no time. */
  guesses: number;
}

const ALL = 'all';

export function openGate(options: GateOptions): Gate {
  const { clock, atOnce } = options;
  const buckets = new Map<string, Bucket>();
  const room = waitingRoom();
  let underWay = 0;
  let waitedUntil = 0;
  /** Those who wait together wait once. */
  const tellWait = (milliseconds: number) => {
    const now = clock.now();
    if (now + milliseconds > waitedUntil) options.onWait(now + milliseconds - Math.max(now, waitedUntil));
    waitedUntil = Math.max(waitedUntil, now + milliseconds);
  };
  const bucketOf = (name: string): Bucket => {
    const known = buckets.get(name) ?? { closedUntil: 0, remaining: null, resetsAt: 0, underWay: 0, guesses: 0 };
    buckets.set(name, known);
    return known;
  };
  return {
    async enter(name, signal) {
      const bucket = bucketOf(name);
      for (;;) {
        signal.throwIfAborted();
        const closed = Math.max(closedFor(bucket, clock.now()), bucketOf(ALL).closedUntil - clock.now());
        if (closed > 0) await waitFor(closed, signal, { ...options, onWait: tellWait });
        else if (underWay >= atOnce || isSpoken(bucket)) await room.turn(signal);
        else break;
      }
      underWay++;
      bucket.underWay++;
      return () => {
        underWay--;
        bucket.underWay--;
        room.wake();
      };
    },
    tell(name, standing) {
      const bucket = bucketOf(standing.bucket ?? name);
      if (standing.refusedFor !== null) close(bucket, standing, clock.now());
      else for (const one of [bucket, bucketOf(ALL)]) one.guesses = 0;
      const counted = bucketOf(standing.bucket === undefined || standing.bucket === ALL ? name : standing.bucket);
      if (standing.remaining !== null && standing.resetsIn !== null) count(counted, standing.remaining, clock.now() + standing.resetsIn);
    },
  };
}

/** Where requests wait until another has been answered. */
function waitingRoom(): { turn(signal: AbortSignal): Promise<void>; wake(): void } {
  const waiting = new Set<() => void>();
  const turn = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const abort = () => {
        waiting.delete(wake);
        reject(signal.reason);
      };
      const wake = () => {
        signal.removeEventListener('abort', abort);
        waiting.delete(wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener('abort', abort, { once: true });
    });
  return {
    turn,
    wake() {
      for (const one of [...waiting]) one();
    },
  };
}

/** Milliseconds for which nothing may be sent. */
function closedFor(bucket: Bucket, now: number): number {
  if (bucket.remaining !== null && now >= bucket.resetsAt) bucket.remaining = null;
  const spent = bucket.remaining === 0 ? bucket.resetsAt - now : 0;
  return Math.max(bucket.closedUntil - now, spent);
}

/** As many are under way as are left: what they are answered says whether there are more. */
function isSpoken({ remaining, underWay }: Bucket): boolean {
  return remaining !== null && underWay > 0 && underWay >= remaining;
}

const MOST_DOUBLINGS = 5;

function close(bucket: Bucket, { refusedFor, guessed = false }: Standing, now: number): void {
  // What was under way when the first was refused says nothing new.
  if (guessed && now < bucket.closedUntil) return;
  const doubled = guessed ? 2 ** Math.min(bucket.guesses++, MOST_DOUBLINGS) : 1;
  bucket.closedUntil = Math.max(bucket.closedUntil, now + (refusedFor ?? 0) * doubled);
}

/** Windows are told in whole seconds, so two answers of one window may differ by a little. */
const SAME_WINDOW = 2_000;

/** Answers come in any order: within a window the smallest figure is the newest. */
function count(bucket: Bucket, remaining: number, resetsAt: number): void {
  const isSame = bucket.remaining !== null && Math.abs(resetsAt - bucket.resetsAt) <= SAME_WINDOW;
  if (bucket.remaining !== null && !isSame && resetsAt < bucket.resetsAt) return;
  bucket.remaining = isSame ? Math.min(bucket.remaining as number, remaining) : remaining;
  bucket.resetsAt = isSame ? Math.max(bucket.resetsAt, resetsAt) : resetsAt;
}

async function waitFor(milliseconds: number, signal: AbortSignal, { clock, host, longestWait, wallClock, onWait }: GateOptions): Promise<void> {
  if (milliseconds > longestWait) {
    const back = isoInstant(plus(wallClock(), Math.ceil(milliseconds)))
      .slice(0, 16)
      .replace('T', ' ');
    throw new HttpFailure('rate-limited', `${host} takes no more requests until ${back} UTC. Collect again then.`);
  }
  onWait(milliseconds);
  await clock.sleep(Math.ceil(milliseconds), signal);
}
