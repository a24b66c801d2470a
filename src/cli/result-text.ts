import Table from 'cli-table3';
import type { AssessmentSummary, CheckResult, ControlResult, WrittenFinding, WrittenGap } from '../audit/assessment.ts';
import type { Assessed } from '../engine/assess.ts';
import { durationText, writtenOut, type Zone } from '../kernel/calendar.ts';
import { parseInstant } from '../kernel/time.ts';
import type { Io } from './io.ts';
import { type Paint, paintFor, printable, signs, wrapped } from './paint.ts';

const SHOWN_PER_CHECK = 8;
const SHOWN_NEXT = 5;

/** The report in the terminal: what stands, what failed, what nobody knows, and what falls due next. */
export function resultText(assessed: Assessed, io: Io): string {
  const paint = paintFor(io);
  const { summary } = assessed;
  const parts = [
    heading(summary, paint),
    controls(summary, paint),
    checks(summary, paint, io),
    exceptions(assessed, paint, io),
    unknowns(assessed, paint, io),
    excluded(assessed, paint, io),
    next(assessed, paint, io),
    settings(summary, paint),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function heading(summary: AssessmentSummary, paint: Paint): string {
  const { period } = summary;
  const title = printable(summary.program?.title ?? summary.organization.name);
  const clear = summary.checks.filter((one) => one.outcome === 'pass').length;
  const when = period.type === 1 ? `on ${period.first}` : `${period.first} to ${period.last}, both included`;
  const lines = [
    paint.bold(`${title}: ${clear} of ${summary.checks.length} checks without exceptions or unknowns`),
    `${period.type === 1 ? 'Type 1' : 'Type 2'}, ${when} (${period.zone})`,
  ];
  if (period.horizon < period.until) lines.push(`Seen until ${at(period.horizon, period.zone)}; nothing is known from there on.`);
  return lines.join('\n');
}

function controls(summary: AssessmentSummary, paint: Paint): string {
  const rows = summary.controls.map((one) => `  ${stateSign(one, paint)} ${one.title}  ${paint.dim(one.criteria.map((c) => c.criterion).join(' '))}`);
  return [paint.bold('Controls'), ...rows].join('\n');
}

function stateSign(of: Pick<ControlResult, 'outcome'>, paint: Paint): string {
  return paint.state(of.outcome, signs[of.outcome]);
}

const plain = {
  chars: {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
    left: ' ',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: ' ',
  },
  style: { head: [], border: [], 'padding-left': 1, 'padding-right': 1 },
};

function checks(summary: AssessmentSummary, paint: Paint, io: Io): string {
  const right = ['items', 'pass', 'fail', 'unknown', 'not owed', 'excluded'];
  const table = new Table({
    ...plain,
    head: ['', 'check', ...right].map((head) => paint.dim(head)),
    colAligns: ['left', 'left', ...right.map(() => 'right' as const)],
  });
  for (const one of summary.checks) {
    table.push([stateSign(one, paint), one.id, ...[one.items, one.pass, one.fail, one.unknown, one.notOwed, one.excluded].map((n) => figure(n))]);
  }
  return `${paint.bold('Checks')}\n${trimmed(table.toString(), io)}`;
}

function figure(count: number): string {
  return count === 0 ? '·' : count.toLocaleString('en-US');
}

function trimmed(table: string, io: Io): string {
  return table
    .split('\n')
    .map((line) => (io.outColor ? line : line.trimEnd()))
    .join('\n');
}

function exceptions(assessed: Assessed, paint: Paint, io: Io): string {
  const open = assessed.findings.filter((one) => one.outcome === 'fail' && one.excludedBy === null);
  if (open.length === 0) return `${paint.bold('Exceptions')}\n  None.`;
  const groups = groupByCheck(assessed.summary.checks, open).map(({ check, found }) => exceptionGroup(check, found, assessed.summary, paint, io));
  return [paint.bold(`Exceptions: ${open.length.toLocaleString('en-US')}`), ...groups].join('\n');
}

function exceptionGroup(check: CheckResult, found: readonly WrittenFinding[], summary: AssessmentSummary, paint: Paint, io: Io): string {
  const control = summary.controls.find((one) => one.checks.includes(check.id));
  const head = `  ${paint.state('fail', signs.fail)} ${paint.bold(check.id)}  ${found.length} of ${check.items.toLocaleString('en-US')} failed${control ? `  ${paint.dim(control.title)}` : ''}`;
  const rows = found.slice(0, SHOWN_PER_CHECK).flatMap((one) => findingLines(one, 'fail', summary.period.zone, paint, io));
  return [
    head,
    ...rows,
    ...moreLine(found.length, SHOWN_PER_CHECK, paint),
    paint.dim(`      ${wrapped(`To end it: ${check.mend}`, io.width - 6, '      ')}`),
  ].join('\n');
}

function findingLines(one: WrittenFinding, outcome: 'fail' | 'unknown', zone: string, paint: Paint, io: Io): string[] {
  const spans = one.spans.filter((span) => span.outcome === outcome).map(({ from, until }) => spanText(from, until, zone));
  const late = one.recordedLate > 86_400_000 ? ` Written down ${durationText(one.recordedLate)} later.` : '';
  return [
    `    ${printable(one.title)}  ${paint.dim(spans.join('; '))}`,
    paint.dim(`      ${wrapped(printable(`${one.because}${late}`), io.width - 6, '      ')}`),
  ];
}

function spanText(from: string, until: string | null, zone: string): string {
  if (until === null) return `since ${at(from, zone)}, still open`;
  const length = parseInstant(until) - parseInstant(from);
  return length <= 1 ? `at ${at(from, zone)}` : `${at(from, zone)} for ${durationText(length)}`;
}

function unknowns(assessed: Assessed, paint: Paint, io: Io): string {
  const { summary } = assessed;
  const lists = summary.checks.filter((one) => one.unseen.length > 0);
  const items = assessed.findings.filter((one) => one.outcome === 'unknown' && one.excludedBy === null);
  if (lists.length === 0 && items.length === 0) return '';
  const groups = groupByCheck(summary.checks, items).map(({ check, found }) =>
    [
      `  ${paint.state('unknown', signs.unknown)} ${paint.bold(check.id)}  ${found.length} of ${check.items.toLocaleString('en-US')}`,
      ...found.slice(0, SHOWN_PER_CHECK).flatMap((one) => findingLines(one, 'unknown', summary.period.zone, paint, io)),
      ...moreLine(found.length, SHOWN_PER_CHECK, paint),
    ].join('\n'),
  );
  return [paint.bold('Not known'), ...unseenLines(lists, summary.period.zone, paint, io), ...groups].join('\n');
}

/** One sentence for each cause, with the checks it blinds: never a wall of the same line. */
function unseenLines(checksUnseen: readonly CheckResult[], zone: string, paint: Paint, io: Io): string[] {
  const causes = new Map<string, { gap: WrittenGap; checks: string[] }>();
  for (const check of checksUnseen) {
    for (const gap of check.unseen) {
      const key = `${gap.reason} ${gap.why} ${gap.from} ${gap.until}`;
      const known = causes.get(key) ?? { gap, checks: [] };
      known.checks.push(check.id);
      causes.set(key, known);
    }
  }
  return [...causes.values()].flatMap(({ gap, checks: blinded }) => [
    `  ${paint.state('unknown', signs.unknown)} ${wrapped(printable(gap.why), io.width - 4, '    ')}`,
    paint.dim(`    ${gap.reason}, ${at(gap.from, zone)} to ${at(gap.until, zone)}`),
    paint.dim(`    ${wrapped(`Cannot tell: ${blinded.join(', ')}`, io.width - 4, '    ')}`),
  ]);
}

function excluded({ findings }: Assessed, paint: Paint, io: Io): string {
  const under = findings.filter((one) => one.excludedBy !== null);
  if (under.length === 0) return '';
  const rows = under.map(
    (one) =>
      `  ${paint.state('excluded', signs.excluded)} ${wrapped(printable(`${one.check}  ${one.title}: excluded by ${one.excludedBy}; ${would(one)}`), io.width - 4, '    ')}`,
  );
  return [paint.bold('Excluded'), ...rows].join('\n');
}

function would({ outcome }: WrittenFinding): string {
  return { pass: 'would pass', fail: 'would fail', unknown: 'would be unknown', 'not-owed': 'was not owed' }[outcome];
}

function next({ summary, findings }: Assessed, paint: Paint, io: Io): string {
  const coming = findings
    .filter((one) => one.due !== null && one.due > summary.period.horizon)
    .sort((a, b) => ((a.due as string) < (b.due as string) ? -1 : 1));
  if (coming.length === 0) return '';
  const rows = coming
    .slice(0, SHOWN_NEXT)
    .map(
      (one) =>
        `  ${at(one.due as string, summary.period.zone)}  ${wrapped(printable(`${one.title}: ${one.because}`), io.width - 24, '                        ')}`,
    );
  return [paint.bold('Falls due next'), ...rows, ...moreLine(coming.length, SHOWN_NEXT, paint)].join('\n');
}

function settings(summary: AssessmentSummary, paint: Paint): string {
  const unset = [
    ...new Map(summary.checks.flatMap((one) => one.settings.filter(({ policy }) => policy === null).map((set) => [set.name, set.written]))).entries(),
  ];
  if (unset.length === 0) return '';
  const rows = unset.map(([name, written]) => `  ${name}: ${written}`);
  return [paint.bold('Judged by Tickmark’s defaults, adopted by nobody'), ...rows].join('\n');
}

function groupByCheck(order: readonly CheckResult[], findings: readonly WrittenFinding[]): { check: CheckResult; found: WrittenFinding[] }[] {
  return order.map((check) => ({ check, found: findings.filter((one) => one.check === check.id) })).filter(({ found }) => found.length > 0);
}

function moreLine(count: number, shown: number, paint: Paint): string[] {
  return count > shown ? [paint.dim(`    … and ${(count - shown).toLocaleString('en-US')} more; --json and the package list all`)] : [];
}

/** Local time to the minute in the program's zone; the zone stands in the heading. */
function at(iso: string, zone: string): string {
  return writtenOut(parseInstant(iso), zone as Zone).slice(0, 16);
}
