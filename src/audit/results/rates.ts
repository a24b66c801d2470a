import { clip, lengthOf, minus, or, type Spans } from '../../kernel/spans.ts';
import { DAY, type Span } from '../../kernel/time.ts';
import type { Mode } from '../../populations/population.ts';
import type { Counts } from '../assessment.ts';
import type { Rate } from '../program-report.ts';
import type { JudgedDays } from './judged-days.ts';
import type { Member } from './members.ts';
import type { PartMember } from './part-members.ts';

/** How many items of a part came out how; excluded ones apart from all others. */
export function countsOf(members: readonly PartMember[]): Counts {
  const counts = { pass: 0, fail: 0, unknown: 0, 'not-owed': 0, excluded: 0 };
  for (const { outcome } of members) counts[outcome] += 1;
  const { 'not-owed': notOwed, ...rest } = counts;
  return { items: members.length, notOwed, ...rest };
}

/**
 * Failed of tested, what is unknown apart. Excluded and not owed items are not tested. Item-days are lengths of time, in days of 24 hours to
 * three decimals: so a day on which clocks change counts as long as it was.
 */
export function rateOf(mode: Mode, members: readonly PartMember[], judged: Span | null, { horizon }: JudgedDays): Rate {
  if (mode === 'state') return itemDays(members, judged);
  if (mode === 'events') return counted('items', members);
  return counted(
    'due',
    members.filter(({ member }) => member.span.until <= horizon),
  );
}

function counted(measure: Rate['measure'], members: readonly PartMember[]): Rate {
  const { pass, fail, unknown } = countsOf(members);
  return { measure, failed: fail, tested: pass + fail, unknown };
}

function itemDays(members: readonly PartMember[], judged: Span | null): Rate {
  let failed = 0;
  let tested = 0;
  let unknown = 0;
  for (const { member, outcome } of judged === null ? [] : members) {
    if (outcome === 'excluded' || outcome === 'not-owed') continue;
    const lengths = lengthsOf(member, judged as Span);
    failed += lengths.failed;
    tested += lengths.tested;
    unknown += lengths.unknown;
  }
  return { measure: 'item-days', failed: inDays(failed), tested: inDays(tested), unknown: inDays(unknown) };
}

interface Lengths {
  readonly failed: number;
  readonly tested: number;
  readonly unknown: number;
}

/** In milliseconds. An item is tested while it existed, and wherever it failed, but for what is unknown. */
function lengthsOf({ span, failed, unknown }: Member, judged: Span): Lengths {
  const existed = clip([span], judged);
  if (failed.length === 0 && unknown.length === 0) return { failed: 0, tested: lengthOf(existed), unknown: 0 };
  const broken: Spans = clip(failed, judged);
  const hidden = minus(clip(unknown, judged), broken);
  return { failed: lengthOf(broken), tested: lengthOf(minus(or(existed, broken), hidden)), unknown: lengthOf(hidden) };
}

function inDays(milliseconds: number): number {
  return Math.round((milliseconds / DAY) * 1_000) / 1_000;
}
