import { Worker } from 'node:worker_threads';
import { Refusal } from '../../kernel/refusal.ts';
import type { JsonText } from './json-text.ts';
import { keptAnswers } from './kept-answers.ts';
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

/** @param onProgress is told what is being done until the view is there, then null */
export function openThread(data: ThreadData, onProgress: (sentence: string | null) => void): ViewThread {
  const worker = new Worker(beginningOf('view-thread'), { workerData: data, name: `view ${data.wanted.period}` });
  const waiting = waitingOnes();
  const told = keptAnswers();
  let isWorking = false;
  const tellProgress = (sentence: string | null): void => {
    if (sentence === null && !isWorking) return;
    isWorking = sentence !== null;
    onProgress(sentence);
  };
  let next = 0;
  const asking = askers();
  let broken: Error | null = null;
  /** A thread that failed is of no use, and must not stay. */
  const breakAll = (error: Error): void => {
    if (broken !== null) return;
    broken = error;
    tellProgress(null);
    waiting.rejectAll(error);
    void worker.terminate();
  };
  worker.on('message', (message: FromThread) => {
    if (message.type === 'progress') tellProgress(message.sentence);
    else if (message.type === 'ready') tellProgress(null);
    else if (message.type === 'failed') breakAll(errorFrom(message.refusal));
    else if (message.type === 'answer') waiting.take(message.id)?.resolve({ json: message.json, etag: message.etag });
    else waiting.take(message.id)?.reject(errorFrom(message.refusal));
  });
  worker.on('error', (error) => breakAll(whyEnded(error)));
  worker.on('exit', () => breakAll(new Error('The thread of a view has ended.')));
  const answerOf = (question: QuestionName, input: unknown): Promise<JsonText> => {
    if (broken !== null) return Promise.reject(broken);
    const id = next++;
    const answer = waiting.add(id);
    worker.postMessage({ type: 'ask', id, question, input } satisfies ToThread);
    return answer;
  };
  return {
    isBroken: () => broken !== null,
    ask: (question, input, signal) =>
      asking.one(() =>
        unlessAborted(
          told.get(`${question} ${JSON.stringify(input)}`, () => answerOf(question, input)),
          signal,
        ),
      ),
    refresh() {
      told.clear();
      worker.postMessage({ type: 'refresh' } satisfies ToThread);
    },
    isIdle: asking.isNobody,
    idle: asking.nobody,
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

interface Waiting {
  readonly resolve: (answer: JsonText) => void;
  readonly reject: (error: Error) => void;
}

/** What was asked of a thread and not answered yet. */
function waitingOnes() {
  const waiting = new Map<number, Waiting>();
  return {
    add: (id: number) => new Promise<JsonText>((resolve, reject) => waiting.set(id, { resolve, reject })),
    take(id: number): Waiting | undefined {
      const found = waiting.get(id);
      waiting.delete(id);
      return found;
    },
    rejectAll(error: Error): void {
      for (const one of waiting.values()) one.reject(error);
      waiting.clear();
    },
  };
}

/** Those who wait for an answer; whoever went away waits no more, though the thread may still work at it. */
function askers() {
  let count = 0;
  let idlers: (() => void)[] = [];
  const leave = (): void => {
    count--;
    if (count > 0) return;
    for (const resolve of idlers) resolve();
    idlers = [];
  };
  return {
    async one<T>(ask: () => Promise<T>): Promise<T> {
      if (count >= MOST_ASKING) throw tooManyAsk();
      count++;
      try {
        return await ask();
      } finally {
        leave();
      }
    },
    isNobody: () => count === 0,
    nobody: () => (count === 0 ? Promise.resolve() : new Promise<void>((resolve) => void idlers.push(resolve))),
  };
}

/** A module beside this one, in a clone as in the package. */
export function beginningOf(module: 'view-thread' | 'judge-thread'): URL {
  return new URL(`./${module}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);
}
