import { type Gap, gapsAt, gapsWithin } from '../../facts/timeline.ts';
import { durationText } from '../../kernel/calendar.ts';
import { and, between, holdsAt, spansOf } from '../../kernel/spans.ts';
import { FOREVER, type Instant, plus, type Span } from '../../kernel/time.ts';
import { gapsHidingMore } from '../../populations/knowledge.ts';
import { type Leaver, leavers } from '../../populations/leavers.ts';
import { defineCheck, notOwed } from '../check.ts';
import { at, type Judged, on, shown, source } from '../wording.ts';

/** Nobody keeps access beyond the limit after the end of a contract. */
export const leaverAccessRemoved = defineCheck({
  id: 'people/leaver-access-removed',
  version: 1,
  title: 'Access of leavers was removed in time',
  asks: 'Was every account of each leaver closed within the limit after the last day of the contract?',
  population: leavers,
  reads: { account: ['id'] },
  settings: ['access-removal.within'],
  mend: 'Close the accounts that are still open, and find out why the leaving did not close them.',
  judge(item, context) {
    const leaver = item.data;
    const { deadline, returned, accounts, left } = leaver;
    const extra = { due: deadline, leaves: accounts.map((one) => one.leaf), recordedLate: recordedLate(leaver) };
    if (returned <= deadline) return notOwed(`${leaver.person} was employed again ${on(returned, context)}, before access had to end.`, extra);
    if (deadline >= context.horizon && mayStillHold(leaver, context.horizon)) {
      return notOwed(`${leaver.person} left on ${leaver.lastDay}. All access must have ended by ${at(deadline, context)}.`, extra);
    }
    const afterwards: Span = { from: deadline, until: returned };
    const broken = spansOf(accounts.flatMap((one) => and(one.open, [afterwards])));
    const unknown = [
      ...accounts.flatMap((one) => gapsWithin(one.unknown, afterwards)),
      ...unseenAccounts(context.facts.account.gaps, afterwards, context.horizon),
    ];
    return { owed: between(left, returned), broken, unknown, because: sentence(leaver, broken, unknown, context), ...extra };
  },
});

function mayStillHold({ accounts }: Leaver, horizon: Instant): boolean {
  const last = plus(horizon, -1);
  return accounts.some((one) => holdsAt(one.open, last) || gapsAt(one.unknown, last).length > 0);
}

/** Gaps in which further accounts of the person could stand: the list was not kept yet, or nobody can read it any more. */
function unseenAccounts(gaps: readonly Gap[], afterwards: Span, horizon: Instant): readonly Gap[] {
  const hiding = gapsHidingMore(gaps, afterwards.from, horizon).map((gap) => (gap.reason === 'before-first-look' ? gap : { ...gap, until: FOREVER }));
  return gapsWithin(hiding, afterwards);
}

function sentence(leaver: Leaver, broken: readonly Span[], unknown: readonly Gap[], context: Judged): string {
  if (shown(broken, context).length > 0) return failure(leaver, broken, context);
  const gap = unknown.find((one) => shown([one], context).length > 0);
  if (gap) return `Nobody knows whether all access of ${leaver.person} ended in time after ${leaver.lastDay}: ${gap.why}`;
  const closed = leaver.accounts.filter((one) => one.closedAt !== null && one.open.length > 0).map((one) => one.id);
  if (closed.length === 0) return `${leaver.person} left on ${leaver.lastDay} and had no account.`;
  return `${leaver.person} left on ${leaver.lastDay}; every account (${closed.join(', ')}) was closed within ${leaver.within.written} (${source(leaver.within)}).`;
}

function failure({ person, lastDay, deadline, returned, within, accounts }: Leaver, broken: readonly Span[], context: Judged): string {
  const open = accounts.filter((one) => and(one.open, [{ from: deadline, until: returned }]).length > 0).map((one) => `${one.id} in ${one.system}`);
  const end = (broken[broken.length - 1] as Span).until;
  const limit = `the limit of ${within.written} (${source(within)})`;
  const accountsOpen = `${open.join(', ')} ${open.length === 1 ? 'was' : 'were'} open`;
  if (end > context.horizon) return `${person} left on ${lastDay}; ${accountsOpen} beyond ${limit}, and access has not ended.`;
  const how = end === returned ? 'until the person was employed again' : `until ${at(end, context)}`;
  return `${person} left on ${lastDay}; ${accountsOpen} ${how}, ${durationText(end - deadline)} beyond ${limit}.`;
}

function recordedLate({ accounts }: Leaver): number {
  return Math.max(0, ...accounts.map((one) => (one.closedAt === null ? 0 : one.recorded - one.closedAt)));
}
