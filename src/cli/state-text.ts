import type { Assessed } from '../engine/assess.ts';
import { writtenOut, type Zone } from '../kernel/calendar.ts';
import type { Instant } from '../kernel/time.ts';
import type { Io } from './io.ts';
import { paintFor, printable, signs, wrapped } from './paint.ts';

/** One line for each check at an instant, and one sentence for each kind of fact that nobody could see then. */
export function stateText({ summary, findings }: Assessed, at: Instant, io: Io): string {
  const paint = paintFor(io);
  const lines = summary.checks.map((check) => {
    const failing = findings.filter((one) => one.check === check.id && one.outcome === 'fail' && one.excludedBy === null);
    const sentence = failing.length > 0 ? `${failing.length} of ${check.items} fail` : words[check.outcome];
    const detail = failing.map((one) => `\n    ${wrapped(printable(`${one.title}: ${one.because}`), io.width - 4, '    ')}`).join('');
    return `  ${paint.state(check.outcome, signs[check.outcome])} ${check.id}  ${sentence}${paint.dim(detail)}`;
  });
  const gaps = [...new Set(summary.checks.flatMap((one) => one.unseen.map((gap) => `${gap.reason}: ${gap.why}`)))];
  const blind = gaps.map((gap) => `  ${paint.state('unknown', signs.unknown)} ${wrapped(printable(gap), io.width - 4, '    ')}`);
  const head = paint.bold(`At ${writtenOut(at, summary.period.zone as Zone)}`);
  return `${[head, ...lines, ...(blind.length > 0 ? [paint.bold('Not seen then'), ...blind] : [])].join('\n')}\n`;
}

const words = { pass: 'no item fails', fail: 'fails', unknown: 'not known', 'no-items': 'no items' } as const;
