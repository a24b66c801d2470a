import { expect } from 'vitest';
import type { Json } from '../../src/kernel/canonical-json.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { type Happened, replay, type Who, type Workflow } from '../../src/workflows/workflow.ts';

/** What a command came to, and what it must not come to. */
export interface Outcome<E> {
  decides(events: readonly E[]): void;
  /** The code of the refusal, and words that its sentence holds. */
  refuses(code: string, ...words: readonly string[]): void;
}

export interface GivenHistory<S, C, E> {
  when(command: C, who: Who): Outcome<E>;
  /** The state that the history amounts to. */
  state(): S;
}

/** These events happened, in this order; then a command comes. The history is frozen: a workflow that changes it throws. */
export function given<S, C, E extends { readonly type: string }>(
  workflow: Workflow<S, C, E>,
  happened: readonly Happened<E>[] = [],
): GivenHistory<S, C, E> {
  const history = deepFrozen(happened);
  const state = deepFrozen(replay(workflow, history));
  return {
    state: () => state,
    when: (command, who) => ({
      decides(events) {
        const decided = workflow.decide(deepFrozen(command), state, who);
        expect(decided).toStrictEqual(events);
        for (const event of decided) expectStorable(workflow, event);
      },
      refuses(code, ...words) {
        const refusal = refusalOf(() => workflow.decide(deepFrozen(command), state, who));
        expect(refusal).toBeInstanceOf(Refusal);
        expect((refusal as Refusal).code).toBe(code);
        expect(code.startsWith(`${workflow.id}/`)).toBe(true);
        expectSentence((refusal as Refusal).message);
        for (const word of words) expect((refusal as Refusal).message).toContain(word);
      },
    }),
  };
}

/** What is sealed is read back from JSON, years later, and must be the same. */
function expectStorable<S, C, E>({ events }: Workflow<S, C, E>, event: E): void {
  expect(events.parse(JSON.parse(JSON.stringify(event as Json)))).toEqual(event);
}

function expectSentence(text: string): void {
  expect(text).toMatch(/^\S.*\S$/s);
  expect(text).not.toMatch(/undefined|\[object|NaN/);
}

function refusalOf(decide: () => readonly unknown[]): unknown {
  try {
    return { decided: decide() };
  } catch (error) {
    return error;
  }
}

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFrozen(part);
  }
  return value;
}
