import { type CalendarDate, endOfDay } from '../../kernel/calendar.ts';
import { DAY } from '../../kernel/time.ts';
import type { ControlReport } from '../program-report.ts';
import { type JudgedDays, judgedDays } from '../results/judged-days.ts';
import { countOf } from './controls.ts';
import { dailyCounts, seriesOver } from './daily-states.ts';
import { exceptionRows } from './exceptions.ts';
import { fixFirst } from './fix-first.ts';
import { observed } from './observed.ts';
import type { View } from './view.ts';

/** So many of what falls due, and of what to do first. */
const MOST = 8;

/** The period at a glance. */
export function overviewOf(view: View, _: Readonly<Record<string, never>>) {
  return view.once('overview', () => {
    const { summary, report } = view;
    const days = judgedDays(summary.period);
    const open = exceptionRows(view);
    return {
      period: daysOf(days),
      controls: controlCounts(report.controls),
      exceptions: { open: open.filter((one) => one.state === 'open').length, ended: open.filter((one) => one.state === 'ended').length },
      items: itemCounts(view),
      observed: observed(view, days),
      daily: dailyCounts(report.controls, days),
      series: seriesOver(report, days),
      upcoming: upcomingRows(report.controls).slice(0, MOST),
      fixFirst: fixFirst(view).slice(0, MOST),
    };
  });
}

/** Days of the calendar, however many hours they have. The last day that was judged may not be over yet: it is left, too. */
function daysOf({ period, dates, horizon, zone }: JudgedDays) {
  const days = Math.round((period.until - period.from) / DAY);
  const isOver = endOfDay(dates.at(-1) as CalendarDate, zone) <= horizon;
  return { days, judged: dates.length, left: days - dates.length + (isOver ? 0 : 1) };
}

function controlCounts(controls: readonly ControlReport[]) {
  const count = (fits: (one: ControlReport) => boolean) => controls.filter(fits).length;
  return {
    total: controls.length,
    clear: count((one) => one.outcome === 'pass'),
    failed: count((one) => one.outcome === 'fail'),
    open: count((one) => countOf(one.exceptions).open > 0),
    unknown: count((one) => one.outcome === 'unknown'),
    untested: count((one) => one.outcome === 'no-items'),
  };
}

function itemCounts({ summary: { checks } }: View) {
  const sum = (of: 'items' | 'unknown' | 'excluded' | 'notOwed') => checks.reduce((total, one) => total + one[of], 0);
  return { total: sum('items'), unknown: sum('unknown'), excluded: sum('excluded'), notOwed: sum('notOwed') };
}

/** Once each, though several controls may rest on the same check, and several checks be asked of the same thing; the next first. */
function upcomingRows(controls: readonly ControlReport[]) {
  const rows = new Map<string, ControlReport['upcoming'][number] & { readonly controls: string[]; readonly owner: string }>();
  for (const control of controls) {
    for (const one of control.upcoming) {
      const key = `${one.title} ${one.at}`;
      const known = rows.get(key);
      if (known) {
        if (!known.controls.includes(control.id)) known.controls.push(control.id);
      } else rows.set(key, { ...one, controls: [control.id], owner: control.owner });
    }
  }
  return [...rows.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
