import { dateAt } from '../../kernel/calendar.ts';
import { DAY, holds, type Instant, plus, type Span } from '../../kernel/time.ts';
import type { Mode } from '../../populations/population.ts';
import type { Upcoming } from '../program-report.ts';
import { instantOf, type JudgedDays } from './judged-days.ts';
import type { CheckRows, Member } from './members.ts';

/** How far ahead of the horizon what falls due is shown. */
const AHEAD = 90 * DAY;
/** At most so many of one control. */
const MOST = 20;

/** What falls due, with its instant. */
export interface Due {
  readonly at: Instant;
  readonly report: Upcoming;
}

/** What falls due within 90 days after the horizon and is not done yet, the next first. */
export function upcomingOf({ result, mode, members }: CheckRows, { horizon, zone }: JudgedDays): readonly Due[] {
  const found = members.flatMap((member): Due[] => {
    const { item, title, due } = member.finding;
    if (due === null || !isOpen(member, mode)) return [];
    const at = instantOf(due);
    if (at <= horizon || at > plus(horizon, AHEAD) || isOver(member, mode, at)) return [];
    const sentence = `${title}: falls due on ${dateAt(plus(at, -1), zone)}.`;
    return [{ at, report: { check: result.id, item, title, at: due, sentence } }];
  });
  return found.sort((a, b) => a.at - b.at);
}

/** Neither failed nor accepted; of what happens or is to be done, also not done: only a state that passes can still fail. */
function isOpen({ finding: { outcome, excludedBy } }: Member, mode: Mode): boolean {
  return excludedBy === null && outcome !== 'fail' && (mode === 'state' || outcome !== 'pass');
}

/** Did it end before it fell due? What happened in a moment lasts until it is answered. */
function isOver({ span }: Member, mode: Mode, due: Instant): boolean {
  if (mode === 'calendar') return false;
  return span.until <= due && (mode === 'state' || span.until - span.from > 1);
}

/** Those of all checks of a control that fall due while it is in force, the next first. */
export function nextOf(ofChecks: readonly (readonly Due[])[], inForce: readonly Span[]): readonly Upcoming[] {
  const counts = ({ at }: Due) => inForce.some((one) => holds(one, plus(at, -1)));
  return ofChecks
    .flatMap((one) => one.filter(counts).slice(0, MOST))
    .sort((a, b) => a.at - b.at)
    .slice(0, MOST)
    .map((one) => one.report);
}
