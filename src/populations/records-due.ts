import { type Gap, latest } from '../facts/timeline.ts';
import { dateAt, endOfDay, type Zone } from '../kernel/calendar.ts';
import { holdsAt, spansOf } from '../kernel/spans.ts';
import { plus } from '../kernel/time.ts';
import { type Answer, firstSaid, hidingAnswers, reachesInto, settle } from './answers.ts';
import type { RecordDefinition } from './control-records.ts';
import { unseenWithin } from './knowledge.ts';
import { answers, becauseDue, hasProgram, type Occurrence, occurrences, programUnseen } from './occurrences.ts';
import { type Context, definePopulation, type Item, type Population } from './population.ts';
import { inScope } from './scope.ts';

const reads = {
  program: ['id'],
  control: ['control', 'since', 'until'],
  'control-record': ['id', 'record', 'due', 'doneAt', 'by', 'notes', 'evidence'],
} as const;

type Reading = Context<typeof reads>;
type MadeRecord = Reading['facts']['control-record']['subjects'][number];

/** One window with what was recorded for it. */
export interface RecordDue {
  readonly occurrence: Occurrence;
  readonly records: readonly Answer[];
}

/** The records of one sort that fell due while the control that promises them was kept. */
export function recordsDue(definition: RecordDefinition): Population<typeof reads, RecordDue> {
  const { id, title, control, cadence } = definition;
  return definePopulation({
    id: `record/${id}`,
    title: `${title}: due`,
    mode: 'calendar',
    definition: `One record "${title}" for each window of the cadence "${cadence}", counted from the first day of the program, that closes while the program keeps the control "${control}"; it falls due at the end of the last day of its window.`,
    reads,
    items(context: Reading): readonly Item<RecordDue>[] {
      if (!hasProgram(context.facts.program)) return [];
      return occurrences(cadence, context)
        .filter((occurrence) => keptAtEnd(control, occurrence, context))
        .map((occurrence) => itemOf(definition, occurrence, context))
        .filter((item) => !item.carriedIn || stillBroken(item.data, context));
    },
    unseen: (context) => [...programUnseen(context.facts.program, context), ...controlsUnseen(definition, context)],
  });
}

/** Is the control kept on the last day of the window? */
function keptAtEnd(control: string, { due }: Occurrence, { facts, zone }: Reading): boolean {
  const kept = entriesOf(control, facts).flatMap((one) => inScope(one, zone));
  return holdsAt(spansOf(kept), plus(due, -1));
}

function entriesOf(control: string, facts: Reading['facts']) {
  return facts.control.subjects.filter((one) => latest(one).state.control === control);
}

/**
 * A window that closes while the list of controls cannot be read may have been owed, unless the control is known to have been kept then. Before
 * the list was begun there was none.
 */
function controlsUnseen({ control, cadence }: RecordDefinition, context: Reading): readonly Gap[] {
  const written = entriesOf(control, context.facts).length > 0;
  const open = hasProgram(context.facts.program) ? occurrences(cadence, context).filter((one) => !keptAtEnd(control, one, context)) : [];
  const hides = (gap: Gap) => open.some(({ due }) => gap.from < due && due <= gap.until);
  const gaps = context.facts.control.gaps.filter((gap) => !(written && gap.reason === 'before-first-look') && hides(gap));
  return unseenWithin(gaps, context);
}

function itemOf({ id, title }: RecordDefinition, occurrence: Occurrence, { facts, zone }: Reading): Item<RecordDue> {
  const made = facts['control-record'].subjects.filter((one) => latest(one).state.record === id && answers(latest(one).state.due, occurrence));
  return {
    key: occurrence.last,
    title: `${title} of ${occurrence.first} to ${occurrence.last}`,
    because: becauseDue(occurrence, `The record "${title}"`),
    span: { from: occurrence.opens, until: occurrence.due },
    carriedIn: occurrence.carriedIn,
    leaves: made.map((one) => latest(one).leaf),
    data: { occurrence, records: made.flatMap((one) => asAnswer(one, occurrence, zone)) },
  };
}

/** A record answers once it was made, in its window or later, by somebody who is named, with something to look at; and not before it can have been made. */
function asAnswer(record: MadeRecord, { opens }: Occurrence, zone: Zone): Answer[] {
  const { id, doneAt, by, notes, evidence } = latest(record).state;
  if (doneAt === null) return [];
  const recorded = firstSaid(record, (one) => one.doneAt === doneAt);
  const lacks = [
    ...(doneAt >= opens ? [] : ['it was made before its window began']),
    ...(doneAt <= endOfDay(dateAt(recorded, zone), zone) ? [] : ['it was written down before it is said to have been made']),
    ...(by.length > 0 ? [] : ['nobody is named who made it']),
    ...(notes.trim() !== '' || evidence.length > 0 ? [] : ['it has neither notes nor evidence']),
  ].join(' and ');
  return [{ id, at: doneAt as Answer['at'], counts: lacks === '', lacks, recorded, leaf: latest(record).leaf }];
}

function stillBroken({ occurrence, records }: RecordDue, { facts, period, horizon }: Reading): boolean {
  return reachesInto(settle(occurrence.due, records, hidingAnswers(facts['control-record'].gaps, occurrence, horizon)), period.from);
}
