import { z } from 'zod';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import { defineWorkflow } from '../workflow.ts';

const responded = z.strictObject({
  type: z.literal('responded'),
  check: z.string(),
  item: z.string(),
  cause: z.string(),
  response: z.string(),
  action: z.string().nullable(),
  /** A calendar date. */
  due: z.string().nullable(),
});

export type ResponseEvent = z.infer<typeof responded>;

export interface ResponseCommand {
  readonly type: 'respond';
  readonly check: string;
  readonly item: string;
  readonly cause: string;
  readonly response: string;
  readonly action: string | null;
  readonly due: string | null;
  /** Whether the last assessment holds an exception of this item. */
  readonly failed: boolean;
}

/** What management says to one exception: the newest counts, the older ones stay. */
export type ResponseState = (Omit<ResponseEvent, 'type'> & { readonly by: string; readonly at: Instant; readonly earlier: number }) | null;

/** Management's response to an exception: its cause, and what is done about it. */
export const responseWorkflow = defineWorkflow<ResponseState, ResponseCommand, ResponseEvent>({
  id: 'response',
  events: responded,
  initial: null,
  onlySaid: ['responded'],
  decide({ check, item, cause, response, action: told, due, failed }) {
    const action = told?.trim() || null;
    if (!failed) throw new Refusal('response/no-exception', `${item} is no exception of ${check} in the last assessment. Name an item that failed.`);
    if (cause.trim() === '' || response.trim() === '')
      throw new Refusal('response/empty', 'A response says what the cause was, and what management says to it.');
    if (due !== null && action === null) throw new Refusal('response/due-without-action', 'Say what is to be done by then, or leave the day out.');
    return [{ type: 'responded', check, item, cause: cause.trim(), response: response.trim(), action, due }];
  },
  evolve: (state, { event: { type: _, ...said }, by, at }) => ({ ...said, by, at, earlier: state === null ? 0 : state.earlier + 1 }),
});
