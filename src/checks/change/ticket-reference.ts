import { latest } from '../../facts/timeline.ts';
import { momentSpan } from '../../kernel/time.ts';
import { changes } from '../../populations/changes.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { cannotTell, defineCheck, fails, passes } from '../check.ts';
import { on, source } from '../wording.ts';

const reads = { change: ['tickets', 'furtherCommits', 'method'] } as const;

type Change = Context<typeof reads>['facts']['change']['subjects'][number];

/** Each change says which ticket asked for it. */
export const ticketReference = defineCheck({
  id: 'change/ticket-reference',
  version: 1,
  title: 'Changes refer to a ticket',
  asks: 'Does every change that reached a production branch name the ticket that asked for it, in its commits or its branch?',
  population: changes,
  reads,
  settings: ['change.ticket-prefixes'],
  mend: 'What landed cannot be changed. Write down which ticket it belonged to, and have the exception accepted if there was one.',
  judge(item, context) {
    const { landedAt, subject, others } = item.data;
    const told = [subject, ...others].map((id) => latest(subjectOf(context.facts.change, id) as Change).state);
    const tickets = [...new Set(told.flatMap((one) => one.tickets))];
    // Of a merge, any source lists the same commits; what was squashed or rebased, only the code host can.
    const whole = told.some((one) => one.method === 'merge' && one.furtherCommits === 0);
    const furtherCommits = whole ? 0 : (told[0]?.furtherCommits ?? 0);
    const prefixes = context.settings.at('change.ticket-prefixes', landedAt);
    const owed = [momentSpan(landedAt)];
    const counted = tickets.filter((one) => isOfTracker(one, prefixes.value));
    if (counted.length > 0) return passes(owed, `The change names ${counted.join(', ')}.`);
    if (furtherCommits > 0) {
      const why = `It brought ${furtherCommits} more commits than were read, and one of those may name a ticket.`;
      return cannotTell(owed, [{ ...momentSpan(landedAt), reason: 'not-told', why }], `Nobody knows whether the change names a ticket: ${why}`);
    }
    const found =
      tickets.length > 0 ? `names only ${tickets.join(', ')}, which is no ticket of ${prefixes.written} (${source(prefixes)})` : 'names no ticket';
    return fails(owed, owed, `The change that landed ${on(landedAt, context)} ${found}.`);
  },
});

/** `HL` and `HL-` take `HL-12`; `#` takes `#12`; without prefixes any ticket counts. Compared letter by letter: a prefix is text that somebody wrote. */
export function isOfTracker(ticket: string, prefixes: readonly string[]): boolean {
  if (prefixes.length === 0) return true;
  return prefixes.some((prefix) => prefix !== '' && ticket.startsWith(prefix) && /^-?\d+$/.test(ticket.slice(prefix.length)));
}
