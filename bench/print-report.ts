import { cpus, loadavg, totalmem } from 'node:os';
import { type Goal, isMet, type Measured, type Report } from './harness.ts';

/** The report as text and, because the tables are Markdown, ready for docs/benchmarks.md. */
export function reportText(title: string, command: string, { work, unit, measured, goals, figures = [], notes = [] }: Report): string {
  const sections = [
    [`## ${title}`, '', work, '', `\`${command}\``],
    table([['', `${unit}/s`, 'seconds', 'worst round'], ...measured.map((one) => row(one))]),
    figures.length > 0 ? table([['', ''], ...figures]) : [],
    goals.length > 0 ? table([['goal', 'reached', ''], ...goals.map(goalRow)]) : [],
    notes.map((note) => `- ${note}`),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** What the figures were taken on, and how busy it was. */
export function machineText(): string {
  const [first] = cpus();
  const load = loadavg()[0]?.toFixed(1);
  return `${cpus().length} × ${first?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, load ${load} at the end of the run`;
}

function row({ name, units, seconds, worst }: Measured): string[] {
  return [name, rate(units / seconds), seconds3(seconds), seconds3(worst)];
}

function goalRow(goal: Goal): string[] {
  return [goal.goal, goal.reached >= 100 ? String(Math.round(goal.reached)) : goal.reached.toFixed(2), verdict(goal)];
}

function rate(perSecond: number): string {
  return perSecond >= 100 ? Math.round(perSecond).toLocaleString('en') : perSecond.toPrecision(3);
}

function seconds3(seconds: number): string {
  return seconds >= 10 ? seconds.toFixed(1) : seconds.toFixed(3);
}

/** A Markdown table whose columns line up on a terminal too. */
function table(rows: readonly (readonly string[])[]): string[] {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (column === 0 ? (cells[column] ?? '').padEnd(width) : (cells[column] ?? '').padStart(width))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...body.map(line)];
}

function verdict(goal: Goal): string {
  if (goal.atLeast === undefined && goal.atMost === undefined) return '';
  return isMet(goal) ? 'met' : 'missed';
}
