import type { z } from 'zod';
import type { KindId } from '../facts/kinds/index.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { Instant } from '../kernel/time.ts';

/** Who decides, and when. `by` is a person's id in the records, or an auditor's in an engagement. */
export interface Who {
  readonly by: string;
  readonly at: Instant;
}

/** An event with who caused it, and when. */
export interface Happened<E> extends Who {
  readonly event: E;
}

/** A fact that an event amounts to, of the same kind as the program's records tell. */
export interface AmountsTo {
  readonly kind: KindId;
  readonly id: string;
  /** null: it is gone. */
  readonly state: Json;
}

/**
 * A workflow: commands in, events out. Its events are ledger entries, and the only truth; its state follows from them.
 *
 * `decide` throws a Refusal whose code begins with the workflow's id. Time and actor are arguments; what must be known of the world
 * (which items there are, who holds an authority) comes with the command.
 */
export interface Workflow<S, C, E> {
  readonly id: string;
  readonly events: z.ZodType<E>;
  readonly initial: S;
  /** Types of events that decide nothing: the instance goes on where one of them was erased. */
  readonly onlySaid?: readonly string[];
  decide(command: C, state: S, who: Who): readonly E[];
  evolve(state: S, happened: Happened<E>): S;
  /** The facts that the state amounts to after an event; left out where its events are no facts of the vocabulary. */
  facts?(state: S, id: string): readonly AmountsTo[];
}

export function defineWorkflow<S, C, E extends { readonly type: string }>(workflow: Workflow<S, C, E>): Workflow<S, C, E> {
  return workflow;
}

/** The state that a history amounts to. */
export function replay<S, C, E>({ initial, evolve }: Workflow<S, C, E>, history: readonly Happened<E>[]): S {
  return history.reduce(evolve, initial);
}
