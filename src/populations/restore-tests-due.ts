import { latest, type Subject } from '../facts/timeline.ts';
import { holdsAt } from '../kernel/spans.ts';
import type { Instant } from '../kernel/time.ts';
import { type Answer, firstSaid, hidingAnswers, reachesInto, settle } from './answers.ts';
import { grouped } from './lookup.ts';
import { answers, becauseDue, hasProgram, type Occurrence, occurrences, programUnseen } from './occurrences.ts';
import { type Context, definePopulation, type Item } from './population.ts';
import { decisionsOn, inScope, type ScopeFields, scopeUnseen } from './scope.ts';

const reads = {
  program: ['id'],
  scope: ['what', 'id', 'since', 'until'],
  'restore-drill': ['id', 'due', 'backup', 'doneAt', 'result', 'notes'],
} as const;

type Reading = Context<typeof reads>;
type Drill = Reading['facts']['restore-drill']['subjects'][number];

/** One window of one backup, with the drills that answer it. */
export interface RestoreTestDue {
  readonly backup: string;
  readonly occurrence: Occurrence;
  readonly drills: readonly Answer[];
}

/** The restore tests that fell due: one for each backup in scope and each window of the cadence. */
export const restoreTestsDue = definePopulation({
  id: 'restore-tests-due',
  title: 'Restore tests due',
  mode: 'calendar',
  definition:
    'For each backup in scope on the last day of a window of the cadence "restore-test.every", counted from the first day of the program, one restore test; it falls due at the end of that day.',
  reads,
  items(context: Reading): readonly Item<RestoreTestDue>[] {
    if (!hasProgram(context.facts.program)) return [];
    const windows = occurrences('restore-test.every', context);
    return decisionsOn(context.facts.scope, 'backup').flatMap((backup) =>
      windows
        .filter(({ due }) => holdsAt(inScope(backup, context.zone), (due - 1) as Instant))
        .map((occurrence) => itemOf(backup, occurrence, context))
        .filter((item) => !item.carriedIn || stillBroken(item.data, context)),
    );
  },
  unseen(context: Reading) {
    const noProgram = programUnseen(context.facts.program, context);
    return noProgram.length > 0 ? noProgram : scopeUnseen(context.facts.scope, 'backup', context);
  },
});

function itemOf(backup: Subject<ScopeFields>, occurrence: Occurrence, { facts }: Reading): Item<RestoreTestDue> {
  const { state, leaf } = latest(backup);
  const drills = (grouped(facts['restore-drill'], 'backup', (one) => latest(one).state.backup).get(state.id) ?? []).filter((one) =>
    answers(latest(one).state.due, occurrence),
  );
  return {
    key: `${state.id}/${occurrence.last}`,
    title: `Restore test of ${state.id}, ${occurrence.first} to ${occurrence.last}`,
    because: becauseDue(occurrence, `A restore test of ${state.id}`),
    span: { from: occurrence.opens, until: occurrence.due },
    carriedIn: occurrence.carriedIn,
    leaves: [leaf, ...drills.map((one) => latest(one).leaf)],
    data: { backup: state.id, occurrence, drills: drills.flatMap(asAnswer) },
  };
}

function asAnswer(drill: Drill): Answer[] {
  const { id, doneAt, result, notes } = latest(drill).state;
  if (doneAt === null) return [];
  const lacks = [...(result === 'restored' ? [] : ['the restore failed']), ...(notes.trim() === '' ? ['it has no notes'] : [])].join(' and ');
  return [
    { id, at: doneAt as Instant, counts: lacks === '', lacks, recorded: firstSaid(drill, (one) => one.doneAt !== null), leaf: latest(drill).leaf },
  ];
}

function stillBroken({ occurrence, drills }: RestoreTestDue, { facts, period, horizon }: Reading): boolean {
  return reachesInto(settle(occurrence.due, drills, hidingAnswers(facts['restore-drill'].gaps, occurrence, horizon)), period.from);
}
