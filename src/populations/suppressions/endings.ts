import { latest, type Subject } from '../../facts/timeline.ts';
import { dateAt } from '../../kernel/calendar.ts';
import { holdsAt, spansOf } from '../../kernel/spans.ts';
import { FOREVER, plus, type Span } from '../../kernel/time.ts';
import type { Item } from '../population.ts';
import { inScope } from '../scope.ts';
import { toldApart } from '../told-apart.ts';
import { type Reading, type Suppression, suppression, when } from './reading.ts';

/** What was decided from one day on, until another. */
interface DecidedState {
  readonly since: string;
  readonly until: string | null;
  readonly why: string;
}

/** Decisions on the scope that ended: what was tested before is not tested after. */
export function scopeEndings(context: Reading): readonly Item<Suppression>[] {
  const { subjects } = context.facts.scope;
  const keys = toldApart(subjects, (one) => `${latest(one).state.what}/${latest(one).state.id}`);
  return subjects.flatMap((subject) => {
    const { state, leaf } = latest(subject);
    const span = endedInside(inScope(subject, context.zone), context);
    if (span === undefined) return [];
    const what = `${state.what} ${state.id}`;
    const because = `The ${what} ${endText('was in scope', subject, span, context)} ${saidText(state, state.decidedBy)}`;
    const key = keys.get(subject) ?? `${state.what}/${state.id}`;
    return [suppression({ sort: 'scope', key, title: `Out of scope: ${what}`, because, span, leaves: [leaf] })];
  });
}

/** Versions of controls after which the control was kept no more; one that another version follows at once only changed. */
export function controlEndings(context: Reading): readonly Item<Suppression>[] {
  const { subjects } = context.facts.control;
  const keys = toldApart(subjects, (one) => `${latest(one).state.control}@${latest(one).state.version}`);
  const byControl = Map.groupBy(subjects, (one) => latest(one).state.control);
  return subjects.flatMap((subject) => {
    const { state, leaf } = latest(subject);
    const kept = spansOf((byControl.get(state.control) ?? []).flatMap((one) => inScope(one, context.zone)));
    const span = endedInside(inScope(subject, context.zone), context);
    if (span === undefined || holdsAt(kept, span.until)) return [];
    const because = `The control ${state.control}, version ${state.version}, ${endText('was kept', subject, span, context)} ${saidText(state, null)}`;
    const key = keys.get(subject) ?? `${state.control}@${state.version}`;
    return [suppression({ sort: 'control', key, title: `Retired: ${state.control}, version ${state.version}`, because, span, leaves: [leaf] })];
  });
}

/** The last time that it ended inside the judged part of the period, with the time before that. */
function endedInside(spans: readonly Span[], { period, horizon }: Reading): Span | undefined {
  return spans.findLast((one) => period.from < one.until && one.until < horizon);
}

function endText(verb: string, subject: Subject<DecidedState>, span: Span, context: Reading): string {
  const { state, until } = latest(subject);
  const days = `from ${dateAt(span.from, context.zone)} to ${dateAt(plus(span.until, -1), context.zone)}`;
  const takenOut = until < FOREVER && until === span.until;
  if (takenOut) return `${verb} ${days}: its entry was taken out of the records on ${when(until, context)}, without a last day.`;
  return `${verb} ${days}${state.until === null ? '' : ', which its entry names as the last day'}.`;
}

function saidText({ why }: DecidedState, decidedBy: string | null): string {
  const by = decidedBy === null ? 'The entry says' : `Decided by ${decidedBy}, who wrote`;
  return why.trim() === '' ? 'No reason was given.' : `${by}: “${why.trim()}”`;
}
