import type { Gap } from '../facts/timeline.ts';
import { durationText } from '../kernel/calendar.ts';
import { between } from '../kernel/spans.ts';
import { FOREVER, type Instant } from '../kernel/time.ts';
import { type Answer, type Settled, settle } from '../populations/answers.ts';
import type { Occurrence } from '../populations/occurrences.ts';
import { type Judgement, notOwed, passes } from './check.ts';
import { type Judged, on } from './wording.ts';

/** What was to be done in a window, and what may have answered it. */
export interface Obligation {
  readonly occurrence: Occurrence;
  /** `The access review due by the end of 2025-03-31` */
  readonly what: string;
  /** `signed by somebody with the authority for it`: what an answer had to be. */
  readonly done: string;
  /** From when on it is broken without an answer. */
  readonly from: Instant;
  readonly answers: readonly Answer[];
  /** Gaps that could hide an answer. */
  readonly hiding: readonly Gap[];
}

/** Was it answered before it fell due? */
export function judgeObligation(obligation: Obligation, context: Judged): Judgement {
  const { occurrence, what, done, from, answers, hiding } = obligation;
  const { due, opens, carriedIn } = occurrence;
  const settled = settle(from, answers, hiding);
  const { answer, broken, unknown } = settled;
  const extra = { due, leaves: answers.map((one) => one.leaf), ...(answer ? { recordedLate: answer.recorded - answer.at } : {}) };
  const owed = between(opens, FOREVER);
  if (broken.length === 0 && unknown.length === 0 && answer) {
    if (carriedIn) return notOwed(`${what} was ${done} ${on(answer.at, context)}, before the period began.`, extra);
    return passes(owed, `${what} was ${done} ${on(answer.at, context)} (${answer.id}).`, extra);
  }
  if (due > context.horizon) return notOwed(`${what} is not ${done} yet. It falls due ${on(due, context)}.`, extra);
  const because = broken.some((one) => one.from <= context.horizon && one.until > context.period.from)
    ? failure(obligation, settled, context)
    : doubt(obligation, settled);
  return { owed, broken, unknown, because, ...extra };
}

function failure({ what, done, from, answers }: Obligation, { answer }: Settled, context: Judged): string {
  const lacking = answers.filter((one) => one.counts === false && one.at < (answer?.at ?? FOREVER)).map((one) => `${one.id}: ${one.lacks}`);
  const lacks = lacking.length > 0 ? ` What was there does not answer it (${lacking.join('; ')}).` : '';
  if (answer && answer.at <= context.horizon) {
    return `${what} was ${done} only ${on(answer.at, context)} (${answer.id}), ${durationText(answer.at - from)} late.${lacks}`;
  }
  const overdue = context.horizon > from ? `, ${durationText(context.horizon - from)} after it fell due` : '';
  return `${what} was not ${done}${overdue}.${lacks}`;
}

function doubt({ what, done }: Obligation, { unknown }: Settled): string {
  return `Nobody knows whether ${lowerFirst(what)} was ${done} in time: ${unknown[0]?.why ?? 'it could not be seen.'}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
