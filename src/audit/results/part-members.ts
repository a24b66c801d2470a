import { clip, type Spans } from '../../kernel/spans.ts';
import type { Span } from '../../kernel/time.ts';
import type { Mode } from '../../populations/population.ts';
import type { WrittenFinding } from '../assessment.ts';
import { type JudgedDays, judgedPart } from './judged-days.ts';
import type { CheckRows, Member } from './members.ts';

/** An item in a part of the period, with how it came out there. What an exclusion lies over is neither well nor wrong. */
export interface PartMember {
  readonly member: Member;
  readonly outcome: WrittenFinding['outcome'] | 'excluded';
}

/** The items of a check that belong to a part; none where it begins after the horizon. */
export function membersIn({ members, mode }: CheckRows, part: Span, days: JudgedDays): readonly PartMember[] {
  if (judgedPart(part, days) === null) return [];
  const outcome = mode === 'state' ? outcomeInPart : outcomeOfItem;
  const found: PartMember[] = [];
  for (const member of members) if (belongsTo(member, part, mode)) found.push({ member, outcome: outcome(member, part) });
  return found;
}

/** Does an item belong to a part? What happened: by when; what was due at the instant at which a part ends, to that part; states to all they touch. */
export function belongsTo({ span, at }: Member, part: Span, mode: Mode): boolean {
  if (mode === 'events') return part.from <= at && at < part.until;
  if (mode === 'calendar') return part.from < at && at <= part.until;
  return span.from < part.until && part.from < span.until;
}

function outcomeOfItem({ finding }: Member): PartMember['outcome'] {
  return finding.excludedBy === null ? finding.outcome : 'excluded';
}

/** A state fails in the parts in which it failed; a row that failed in another part only, passed here. */
function outcomeInPart({ finding, failed, unknown }: Member, part: Span): PartMember['outcome'] {
  if (finding.excludedBy !== null) return 'excluded';
  if (touches(failed, part)) return 'fail';
  if (touches(unknown, part)) return 'unknown';
  return finding.outcome === 'not-owed' ? 'not-owed' : 'pass';
}

function touches(spans: Spans, part: Span): boolean {
  return spans.length > 0 && clip(spans, part).length > 0;
}
