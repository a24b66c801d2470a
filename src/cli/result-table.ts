import Table from 'cli-table3';
import type { AssessmentSummary, CheckResult, ControlResult, Counts } from '../audit/assessment.ts';
import type { Page } from './page.ts';
import { type State, signs, wrapped } from './paint.ts';

const borderless = Object.fromEntries(
  ['top', 'bottom']
    .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`])
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'])
    .map((place) => [place, '']),
);

interface Column {
  readonly head: string;
  readonly of: (counts: Counts) => number;
}

const columns: readonly Column[] = [
  { head: 'items', of: (one) => one.items },
  { head: 'pass', of: (one) => one.pass },
  { head: 'fail', of: (one) => one.fail },
  { head: 'unknown', of: (one) => one.unknown },
  { head: 'not owed', of: (one) => one.notOwed },
  { head: 'excluded', of: (one) => one.excluded },
];

/** Below this width, columns stand one space apart. */
const ROOMY = 92;

/** The checks under the controls that they test, with the figures of each. */
export function resultTable(summary: AssessmentSummary, page: Page): string {
  const shown = columns.filter(({ of }, place) => place < 4 || summary.checks.some((one) => of(one) > 0));
  const table = new Table({
    chars: borderless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': page.width < ROOMY ? 1 : 2 },
    colAligns: ['left', ...shown.map(() => 'right' as const)],
  });
  table.push([page.paint.bold('Controls and their checks'), ...shown.map(({ head }) => page.paint.dim(head))]);
  for (const control of summary.controls) {
    table.push([{ colSpan: shown.length + 1, content: controlLine(control, page) }]);
    for (const check of checksOf(control, summary)) table.push([`  ${sign(check, page)} ${check.id}`, ...shown.map(({ of }) => figure(of(check)))]);
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** With its criteria behind it, or below where the page is too narrow. */
function controlLine(control: ControlResult, page: Page): string {
  const criteria = control.criteria.map((one) => one.criterion).join(' ');
  const fits = control.title.length + criteria.length + 4 <= page.width;
  return `${sign(control, page)} ${wrapped(control.title, page.width - 1, '  ')}${fits ? '  ' : '\n  '}${page.paint.dim(criteria)}`;
}

function checksOf({ checks }: ControlResult, summary: AssessmentSummary): CheckResult[] {
  return checks.flatMap((id) => summary.checks.find((one) => one.id === id) ?? []);
}

export function sign(of: Counts & Pick<CheckResult, 'outcome'>, page: Page): string {
  const state = stateOf(of);
  return page.paint.state(state, signs[state]);
}

/** The outcome; where nothing was owed yet, or all of it is excluded, that rather than a pass. */
export function stateOf({ outcome, items, pass, excluded }: Counts & Pick<CheckResult, 'outcome'>): State {
  if (outcome !== 'pass' || pass > 0) return outcome;
  return excluded === items ? 'excluded' : 'not-owed';
}

function figure(count: number): string {
  return count === 0 ? '·' : count.toLocaleString('en-US');
}
