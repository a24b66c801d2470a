import { setTimeout as pause } from 'node:timers/promises';

/** One of those that do the same work. What `run` returns (a count, a root) must be the same for all that are compared. */
export interface Contender {
  readonly name: string;
  /** Units of work that one run does. */
  readonly units: number;
  /** Before each run, outside the measured time. */
  prepare?(): Promise<void> | void;
  run(): Promise<unknown> | unknown;
}

export interface Measured {
  readonly name: string;
  readonly units: number;
  /** Of the best round. */
  readonly seconds: number;
  /** Of the worst round: how far the machine was from quiet. */
  readonly worst: number;
  readonly answer: unknown;
}

/** A goal with the ratio that was reached; `atLeast` or `atMost` says which side is good. */
export interface Goal {
  readonly goal: string;
  readonly reached: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface Report {
  /** One sentence: what was done, how much of it, and by whom else. */
  readonly work: string;
  readonly unit: string;
  readonly measured: readonly Measured[];
  readonly goals: readonly Goal[];
  /** Figures that are no time: bytes, rows, memory. */
  readonly figures?: readonly (readonly [string, string])[];
  readonly notes?: readonly string[];
}

export interface BenchOptions {
  /** Units of work; each bench has its own default. */
  readonly size: number;
  readonly rounds: number;
}

export interface Bench {
  readonly name: string;
  readonly title: string;
  readonly defaultSize: number;
  run(options: BenchOptions): Promise<Report>;
}

/** Runs all of them in turn, A-B-A-B, so that each meets the same weather, and keeps the best round of each. */
export async function inTurns(contenders: readonly Contender[], rounds: number): Promise<Measured[]> {
  const times = contenders.map((): number[] => []);
  const answers: unknown[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [at, contender] of contenders.entries()) {
      await contender.prepare?.();
      globalThis.gc?.();
      await pause(0);
      const began = performance.now();
      answers[at] = await contender.run();
      times[at]?.push((performance.now() - began) / 1000);
    }
  }
  return contenders.map(({ name, units }, at) => {
    const own = times[at] as number[];
    return { name, units, seconds: Math.min(...own), worst: Math.max(...own), answer: answers[at] };
  });
}

/** @throws Error when those that were compared did not come to the same answer: then their times say nothing */
export function requireSameAnswer(measured: readonly Measured[]): void {
  const told = measured.map(({ name, answer }) => `${name}: ${String(answer)}`);
  if (new Set(measured.map(({ answer }) => String(answer))).size > 1) throw new Error(`They do not agree.\n${told.join('\n')}`);
}

/** How many times as fast the first is as the second, per unit of work. */
export function speedRatio(measured: readonly Measured[], first: string, second: string): number {
  return rateOf(measured, first) / rateOf(measured, second);
}

function rateOf(measured: readonly Measured[], name: string): number {
  const one = measured.find((candidate) => candidate.name === name);
  if (one === undefined) throw new RangeError(`Nothing called ${name} was measured`);
  return one.units / one.seconds;
}

export function isMet({ reached, atLeast, atMost }: Goal): boolean {
  return (atLeast === undefined || reached >= atLeast) && (atMost === undefined || reached <= atMost);
}

/** Watches the memory of this process while something is done. Give back the highest resident size in MB. */
export function watchMemory(): () => number {
  let highest = process.memoryUsage.rss();
  const look = () => {
    highest = Math.max(highest, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 25).unref();
  return () => {
    look();
    clearInterval(timer);
    return Math.round(highest / 2 ** 20);
  };
}

/** Seconds that something took once, for work too long to be repeated. */
export async function once<T>(name: string, units: number, work: () => Promise<T> | T): Promise<Measured & { readonly answer: T }> {
  const began = performance.now();
  const answer = await work();
  const seconds = (performance.now() - began) / 1000;
  return { name, units, seconds, worst: seconds, answer };
}
