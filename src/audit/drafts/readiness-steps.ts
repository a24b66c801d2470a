import type { ProgramReport } from '../program-report.ts';
import { counted, listed } from '../report/wording.ts';
import { mendOf } from './catalogue.ts';
import { inScope } from './control-tables.ts';
import { momentText } from './dates.ts';
import { distinctExceptions, type FoundException } from './exceptions.ts';
import { standingOf } from './standing.ts';
import { sentence } from './wording.ts';

const shownEach = 8;

/**
 * What to do first, most pressing first: what has a deadline, what fails now and goes on failing each day, what nobody can see, what nothing
 * answers, and what only has to be written down.
 */
export function firstSteps(report: ProgramReport): readonly string[] {
  return [
    ...capped(upcomingSteps(report), 'further deadline'),
    ...capped(openSteps(report), 'further open exception'),
    ...blindSteps(report),
    ...criteriaSteps(report),
    ...documentSteps(report),
    ...recordSteps(report),
    ...responseSteps(report),
  ];
}

function capped(steps: readonly string[], rest: string): readonly string[] {
  if (steps.length <= shownEach) return steps;
  return [...steps.slice(0, shownEach), `And ${counted(steps.length - shownEach, rest)}: see below.`];
}

function upcomingSteps({ controls, period }: ProgramReport): readonly string[] {
  const soon = new Map(controls.flatMap((one) => one.upcoming).map((one) => [JSON.stringify([one.check, one.item, one.at]), one]));
  return [...soon.values()]
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map((one) => `By ${momentText(one.at, period.zone)}: ${sentence(one.sentence)}`);
}

/** What keeps failing comes before what failed once, and the longest open before the latest. */
function openSteps(report: ProgramReport): readonly string[] {
  return distinctExceptions(report)
    .filter(({ exception }) => exception.until === null && exception.excludedBy === null)
    .toSorted(byUrgency)
    .map(({ control, exception }) => {
      const again = exception.repeats > 0 ? ` It failed before, ${counted(exception.repeats, 'time')}: mend the cause, too.` : '';
      return `End the exception of “${exception.title}” (${control.title}), open since ${momentText(exception.from, report.period.zone)}. ${sentence(exception.because)} ${mendOf(exception.check)}${again}`.trim();
    });
}

function byUrgency({ exception: a }: FoundException, { exception: b }: FoundException): number {
  if (a.repeats !== b.repeats) return b.repeats - a.repeats;
  return a.from < b.from ? -1 : a.from > b.from ? 1 : 0;
}

function blindSteps({ controls }: ProgramReport): readonly string[] {
  const blind = controls.filter((one) => one.parts.some((part) => part.states.some((run) => run.state === 'unknown')));
  return blind.length === 0
    ? []
    : [
        `Let somebody look: on some days it is not known how ${listed(blind.map((one) => `“${one.title}”`))} stood. Each such day stays not known for good.`,
      ];
}

function criteriaSteps(report: ProgramReport): readonly string[] {
  const without = inScope(report).filter((one) => one.controls.length === 0);
  const unasked = new Set(report.controls.filter((one) => standingOf(one) === 'unasked').map((one) => one.id));
  const unseen = inScope(report).filter((one) => one.controls.length > 0 && one.controls.every(({ control }) => unasked.has(control)));
  return [
    ...(without.length > 0
      ? [`Answer ${listed(without.map((one) => one.criterion))} with a control, or write down why the criterion does not apply.`]
      : []),
    ...(unseen.length > 0
      ? [`Make it seen whether the controls for ${listed(unseen.map((one) => one.criterion))} operate: so far no check asks and no record is kept.`]
      : []),
  ];
}

function documentSteps({ controls }: ProgramReport): readonly string[] {
  const named = controls.flatMap((one) => one.documents);
  const ids = (status: 'draft' | 'absent') => [...new Set(named.filter((one) => one.status === status).map((one) => one.id))];
  const [drafts, absent] = [ids('draft'), ids('absent')];
  return [
    ...(absent.length > 0 ? [`Write and adopt: ${listed(absent)}. Controls rest on ${absent.length === 1 ? 'it' : 'them'}.`] : []),
    ...(drafts.length > 0 ? [`Adopt what is still a draft: ${listed(drafts)}. A draft promises nothing.`] : []),
  ];
}

function recordSteps({ controls }: ProgramReport): readonly string[] {
  const missed = new Map(
    controls
      .flatMap((one) => one.records)
      .filter((one) => one.missed > 0)
      .map((one) => [one.id, one]),
  );
  return [...missed.values()].map(
    (one) => `Make the record “${one.title}” (every ${one.every}): ${one.missed} of ${one.due} that fell due were missed.`,
  );
}

function responseSteps(report: ProgramReport): readonly string[] {
  const open = distinctExceptions(report).filter(({ exception }) => exception.response === null).length;
  return open === 0 ? [] : [`Write management’s response to ${counted(open, 'exception')}.`];
}
