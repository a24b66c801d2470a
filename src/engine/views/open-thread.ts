import { Worker } from 'node:worker_threads';
import { Refusal } from '../../kernel/refusal.ts';
import type { JsonText } from './json-text.ts';
import type { QuestionName } from './questions.ts';
import { errorFrom } from './refusal-of.ts';
import type { FromThread, ThreadData, ToThread } from './thread-messages.ts';
import { unlessAborted } from './unless-aborted.ts';

/** One view in a thread of its own, so that judging never stops the server. */
export interface ViewThread {
  /**
   * @param signal aborted when whoever asked went away: then nobody waits for the answer
   * @throws Refusal `view/busy`, `view/out-of-memory`, and those of the question; the reason of the signal
   */
  ask(question: QuestionName, input: unknown, signal?: AbortSignal): Promise<JsonText>;
  refresh(): void;
  readonly isBroken: () => boolean;
  /** Whether nobody waits for an answer. */
  readonly isIdle: () => boolean;
  /** Resolves when nobody waits for an answer any more. */
  idle(): Promise<void>;
  /** Whoever still waits is told that it has ended. */
  end(): Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: JsonText) => void;
  readonly reject: (error: Error) => void;
}

/** @param onProgress is told what is being done until the view is there, then null */
export function openThread(data: ThreadData, onProgress: (sentence: string | null) => void): ViewThread {
  const worker = new Worker(beginningOf('view-thread'), { workerData: data, name: `view ${data.wanted.period}` });
  const waiting = new Map<number, Waiting>();
  const told = answersKept();
  let idlers: (() => void)[] = [];
  /** Those who wait for an answer; several may wait for the same one. */
  let askers = 0;
  let isWorking = false;
  const tellProgress = (sentence: string | null): void => {
    if (sentence === null && !isWorking) return;
    isWorking = sentence !== null;
    onProgress(sentence);
  };
  let next = 0;
  let broken: Error | null = null;
  const tellIdle = (): void => {
    if (askers > 0) return;
    for (const resolve of idlers) resolve();
    idlers = [];
  };
  /** A thread that failed is of no use, and must not stay. */
  const breakAll = (error: Error): void => {
    if (broken !== null) return;
    broken = error;
    tellProgress(null);
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
    void worker.terminate();
  };
  const take = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    return found;
  };
  const answerOf = (question: QuestionName, input: unknown): Promise<JsonText> => {
    if (broken !== null) return Promise.reject(broken);
    const id = next++;
    const answer = new Promise<JsonText>((resolve, reject) => waiting.set(id, { resolve, reject }));
    worker.postMessage({ type: 'ask', id, question, input } satisfies ToThread);
    return answer;
  };
  worker.on('message', (message: FromThread) => {
    if (message.type === 'progress') tellProgress(message.sentence);
    else if (message.type === 'ready') tellProgress(null);
    else if (message.type === 'failed') breakAll(errorFrom(message.refusal));
    else if (message.type === 'answer') take(message.id)?.resolve({ json: message.json, etag: message.etag });
    else take(message.id)?.reject(errorFrom(message.refusal));
  });
  worker.on('error', (error) => breakAll(whyEnded(error)));
  worker.on('exit', () => breakAll(new Error('The thread of a view has ended.')));
  return {
    isBroken: () => broken !== null,
    async ask(question, input, signal) {
      if (askers >= MOST_ASKING) throw tooManyAsk();
      askers++;
      try {
        return await unlessAborted(
          told.get(`${question} ${JSON.stringify(input)}`, () => answerOf(question, input)),
          signal,
        );
      } finally {
        askers--;
        tellIdle();
      }
    },
    refresh() {
      told.clear();
      worker.postMessage({ type: 'refresh' } satisfies ToThread);
    },
    isIdle: () => askers === 0,
    idle: () => (askers === 0 ? Promise.resolve() : new Promise((resolve) => void idlers.push(resolve))),
    async end() {
      breakAll(new Error('The thread of a view was ended.'));
      await worker.terminate();
    },
  };
}

/** Questions that one view is asked at a time: far more than pages ask, and few enough to be answered soon. */
const MOST_ASKING = 200;

function tooManyAsk(): Refusal {
  return new Refusal(
    'view/busy',
    `${MOST_ASKING} questions about this view are waiting for their answers already. Ask again when some have been answered.`,
  );
}

/** A view that does not fit into memory is no bug, and must not look like one. */
function whyEnded(error: Error & { readonly code?: string }): Error {
  if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  const sentence =
    'Judging this needed more memory than there is for it. Choose a shorter period, or give Tickmark more: NODE_OPTIONS=--max-old-space-size=8000 (megabytes).';
  return new Refusal('view/out-of-memory', sentence);
}

/** Answers of one view that are kept, in characters. */
const KEPT = 16_000_000;

/** A view does not move, so what it answered once it answers again; those asked for longest ago are forgotten first. */
function answersKept() {
  const kept = new Map<string, Promise<JsonText>>();
  const lengths = new Map<string, number>();
  let held = 0;
  const forget = (key: string): void => {
    kept.delete(key);
    held -= lengths.get(key) ?? 0;
    lengths.delete(key);
  };
  const remember = (key: string, answer: Promise<JsonText>, { json }: JsonText): void => {
    if (kept.get(key) !== answer) return;
    lengths.set(key, json.length);
    held += json.length;
    for (const oldest of kept.keys()) if (held > KEPT) forget(oldest);
  };
  return {
    get(key: string, ask: () => Promise<JsonText>): Promise<JsonText> {
      const known = kept.get(key);
      const answer = known ?? ask();
      kept.delete(key);
      kept.set(key, answer);
      if (known === undefined)
        answer.then(
          (told) => remember(key, answer, told),
          () => kept.get(key) === answer && forget(key),
        );
      return answer;
    },
    clear(): void {
      kept.clear();
      lengths.clear();
      held = 0;
    },
  };
}

/** A module beside this one, in a clone as in the package. */
export function beginningOf(module: 'view-thread' | 'judge-thread'): URL {
  return new URL(`./${module}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);
}
