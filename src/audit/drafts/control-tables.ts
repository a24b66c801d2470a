import { aside, type Block, type Cell, type Column, flag, paragraph, table } from '../documents/document.ts';
import type { ControlReport, CriterionReport, ProgramReport } from '../program-report.ts';
import { counted, listed } from '../report/wording.ts';
import { longDate } from './dates.ts';
import { frequencyWords, seenByWords } from './wording.ts';

export function inScope({ criteria }: ProgramReport): readonly CriterionReport[] {
  return criteria.filter((one) => one.inScope);
}

/** Controls that bear on a criterion in scope. */
export function controlsInScope(report: ProgramReport): readonly ControlReport[] {
  const criteria = new Set(inScope(report).map((one) => one.criterion));
  return report.controls.filter((one) => one.criteria.some(({ criterion }) => criteria.has(criterion)));
}

/** The names of the controls that bear on other criteria alone. */
export function outOfScopeBlocks(report: ProgramReport): readonly Block[] {
  const within = new Set(controlsInScope(report));
  const others = report.controls.filter((one) => !within.has(one));
  return others.length === 0
    ? []
    : [paragraph(`Not shown here, because they bear on no criterion in scope: ${listed(others.map((one) => one.title))}.`)];
}

/** Each criterion in scope with the controls that bear on it. */
export function criteriaTable(report: ProgramReport): Block {
  const columns: readonly Column[] = [
    { title: 'Criterion', width: 1.5 },
    { title: 'What it asks, in our words', width: 5 },
    { title: 'Controls', width: 5 },
  ];
  const rows = inScope(report).map((one) => [one.criterion, one.asks, controlsOf(one)]);
  return table(columns, rows, 'No criterion is in scope.');
}

function controlsOf({ controls }: CriterionReport): Cell {
  return controls.length === 0 ? { tone: 'unknown', text: 'none' } : controls.map((one) => one.title);
}

/** What the company promises: one row a control. */
export function controlTable(controls: readonly ControlReport[]): Block {
  const columns: readonly Column[] = [
    { title: 'Control', width: 3 },
    { title: 'What the company promises', width: 6 },
    { title: 'Owner', width: 2.2 },
    { title: 'How often', width: 2.2 },
    { title: 'Seen by', width: 2.4 },
  ];
  const rows = controls.map((one) => [[one.title, aside(one.id)], promiseOf(one), one.owner, frequencyWords[one.frequency], seenByWords[one.by]]);
  return table(columns, rows, 'There is no control.');
}

function promiseOf({ promise, retired, variant, compensating }: ControlReport): Cell {
  const asides = [
    variant !== null && compensating !== null && `Kept in another way (${variant}): ${compensating}`,
    retired !== null && `Retired; its last day was ${longDate(retired)}.`,
  ];
  return [promise, ...asides.filter((one) => one !== false)];
}

/** Controls that nobody adopted, and criteria that no control answers. */
export function controlFlags(report: ProgramReport): readonly Block[] {
  const unadopted = controlsInScope(report).filter((one) => !one.adopted);
  const unanswered = inScope(report).filter((one) => one.controls.length === 0);
  const sentences = [
    unadopted.length > 0 &&
      `${counted(unadopted.length, 'control')} below ${unadopted.length === 1 ? 'is' : 'are'} Tickmark’s own wording, adopted by nobody: ${listed(unadopted.map((one) => one.title))}. Adopt them in the program, or take them out.`,
    unanswered.length > 0 &&
      `No control answers ${listed(unanswered.map((one) => one.criterion))}. Add a control, or say under DC8 why the criterion does not apply.`,
  ];
  return sentences.flatMap((one) => (one === false ? [] : [flag(one)]));
}
