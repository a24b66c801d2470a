import { z } from 'zod';
import { Refusal } from '../../kernel/refusal.ts';
import { type Instant, isoInstant, parseInstant } from '../../kernel/time.ts';
import { defineWorkflow, type Who } from '../workflow.ts';

const requested = z.strictObject({
  type: z.literal('requested'),
  check: z.string(),
  items: z.array(z.string()).min(1),
  reason: z.string(),
  /** ISO; the first instant at which it no longer counts. */
  until: z.string(),
});

const events = z.discriminatedUnion('type', [
  requested,
  z.strictObject({ type: z.literal('approved') }),
  z.strictObject({ type: z.literal('rejected'), reason: z.string() }),
  z.strictObject({ type: z.literal('ended'), reason: z.string() }),
]);

export type ExclusionEvent = z.infer<typeof events>;

export type ExclusionCommand =
  | {
      readonly type: 'request';
      readonly check: string;
      readonly items: readonly string[];
      readonly reason: string;
      readonly until: Instant;
      /** Every item of the check as last assessed; null: there is no such check. */
      readonly known: readonly string[] | null;
    }
  /** `authority`: whether this person may approve exclusions, as the records say; null: nobody knows. */
  | { readonly type: 'approve'; readonly authority: boolean | null }
  | { readonly type: 'reject'; readonly authority: boolean | null; readonly reason: string }
  | { readonly type: 'end'; readonly reason: string };

export type ExclusionState =
  | { readonly status: 'none' }
  | {
      readonly status: 'requested' | 'approved' | 'rejected' | 'ended';
      readonly check: string;
      readonly items: readonly string[];
      readonly reason: string;
      readonly requestedBy: string;
      readonly approvedBy: string | null;
      readonly approvedAt: Instant | null;
      readonly until: Instant;
    };

const LONGEST = 366 * 86_400_000;

/** A decision to accept, until a day, that some items of one check fail or are unknown: asked for by one person, approved by another with the authority. */
export const exclusionWorkflow = defineWorkflow<ExclusionState, ExclusionCommand, ExclusionEvent>({
  id: 'exclusion',
  events,
  initial: { status: 'none' },
  decide(command, state, who) {
    if (command.type === 'request') return [request(command, state, who)];
    if (state.status === 'none') throw new Refusal('exclusion/unknown', 'There is no such exclusion. `tickmark exclusion list` names them.');
    if (command.type === 'end') return [end(command.reason, state, who)];
    if (state.status !== 'requested') throw new Refusal('exclusion/decided', `This exclusion was already ${state.status}.`);
    requireApprover(state.requestedBy, command.authority, who);
    if (command.type === 'approve') return [approve(state, who)];
    return [{ type: 'rejected', reason: required(command.reason, 'exclusion/no-reason', 'Say why it is rejected.') }];
  },
  evolve(state, { event, by, at }) {
    if (event.type === 'requested')
      return { ...event, status: 'requested', until: parseInstant(event.until), requestedBy: by, approvedBy: null, approvedAt: null };
    if (state.status === 'none') return state;
    if (event.type === 'approved') return { ...state, status: 'approved', approvedBy: by, approvedAt: at };
    if (event.type === 'ended') return { ...state, status: 'ended', until: at };
    return { ...state, status: 'rejected' };
  },
  facts(state, id) {
    if (state.status === 'none' || state.status === 'rejected') return [{ kind: 'exclusion', id, state: null }];
    const { check, items, reason, requestedBy, approvedBy, approvedAt, until } = state;
    return [{ kind: 'exclusion', id, state: { id, check, items, reason, requestedBy, approvedBy, approvedAt, untilAt: until } }];
  },
});

function request(command: Extract<ExclusionCommand, { type: 'request' }>, state: ExclusionState, { at }: Who): ExclusionEvent {
  if (state.status !== 'none') throw new Refusal('exclusion/exists', 'There is an exclusion of this id already. Give it another.');
  const { check, known, until } = command;
  const reason = required(command.reason, 'exclusion/no-reason', 'Say why the finding is accepted.');
  if (known === null)
    throw new Refusal('exclusion/unknown-check', `There is no check "${check}" in the last assessment. \`tickmark assess\` prints their names.`);
  const items = [...new Set(command.items)];
  requireItems(items, check, known);
  if (until <= at) throw new Refusal('exclusion/ended', 'An exclusion ends in the future. Give a later day.');
  if (until - at > LONGEST) throw new Refusal('exclusion/too-long', 'An exclusion ends within a year. Ask again then if it is still needed.');
  return { type: 'requested', check, items, reason, until: isoInstant(until) };
}

function requireItems(items: readonly string[], check: string, known: readonly string[]): void {
  if (items.length === 0)
    throw new Refusal('exclusion/no-items', 'Name the items that are accepted; an exclusion never covers what it does not name.');
  const unknown = items.filter((one) => !known.includes(one));
  if (unknown.length > 0)
    throw new Refusal(
      'exclusion/unknown-item',
      `${check} has no item ${unknown.join(', ')}. Name items as reports print them; patterns are not read.`,
    );
  if (known.length > 1 && known.every((one) => items.includes(one)))
    throw new Refusal(
      'exclusion/covers-everything',
      `This would cover all ${known.length} items of ${check}: that is not an exception to the control but its end. Retire the control in records/controls.yaml instead, with a reason.`,
    );
}

function requireApprover(requestedBy: string, authority: boolean | null, { by }: Who): void {
  if (by === requestedBy) throw new Refusal('exclusion/self-approval', `${by} asked for it. Another person must decide.`);
  if (authority === null)
    throw new Refusal(
      'exclusion/authority-unknown',
      `Nobody knows whether ${by} has the authority "exclusions". Write it down in records/people.yaml and look again.`,
    );
  if (!authority) throw new Refusal('exclusion/no-authority', `${by} does not have the authority "exclusions" (records/people.yaml).`);
}

function approve(state: Exclude<ExclusionState, { status: 'none' }>, { at }: Who): ExclusionEvent {
  if (state.until <= at)
    throw new Refusal('exclusion/ended', `It would have ended on ${isoInstant(state.until)}, before it was approved. Ask for it anew.`);
  return { type: 'approved' };
}

function end(reason: string, state: Exclude<ExclusionState, { status: 'none' }>, { at }: Who): ExclusionEvent {
  if (state.status === 'ended' || state.status === 'rejected' || state.until <= at)
    throw new Refusal('exclusion/ended', 'It is not in force any more; there is nothing to end.');
  return { type: 'ended', reason: required(reason, 'exclusion/no-reason', 'Say why it ends early.') };
}

function required(text: string, code: string, sentence: string): string {
  if (text.trim() === '') throw new Refusal(code, sentence);
  return text.trim();
}
