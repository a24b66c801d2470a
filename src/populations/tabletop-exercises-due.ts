import { latest } from '../facts/timeline.ts';
import { type Instant, later } from '../kernel/time.ts';
import { type Answer, firstSaid, hidingAnswers, reachesInto, settle } from './answers.ts';
import { answers, becauseDue, hasProgram, type Occurrence, occurrences, programUnseen } from './occurrences.ts';
import { type Context, definePopulation, type Item } from './population.ts';

const reads = { program: ['id'], 'tabletop-exercise': ['id', 'due', 'heldAt', 'participants', 'notes', 'documentedAt'] } as const;

type Reading = Context<typeof reads>;
type Exercise = Reading['facts']['tabletop-exercise']['subjects'][number];

/** One window with the exercises that answer it. */
export interface ExerciseDue {
  readonly occurrence: Occurrence;
  readonly exercises: readonly Answer[];
}

/** The incident exercises that fell due: one for each window of the cadence. */
export const tabletopExercisesDue = definePopulation({
  id: 'tabletop-exercises-due',
  title: 'Incident exercises due',
  mode: 'calendar',
  definition:
    'One incident exercise for each window of the cadence "tabletop.every", counted from the first day of the program; it falls due, held and documented, at the end of the last day of its window.',
  reads,
  items(context: Reading): readonly Item<ExerciseDue>[] {
    if (!hasProgram(context.facts.program)) return [];
    return occurrences('tabletop.every', context)
      .map((occurrence) => itemOf(occurrence, context))
      .filter((item) => !item.carriedIn || stillBroken(item.data, context));
  },
  unseen: (context) => programUnseen(context.facts.program, context),
});

function itemOf(occurrence: Occurrence, { facts }: Reading): Item<ExerciseDue> {
  const exercises = facts['tabletop-exercise'].subjects.filter((one) => answers(latest(one).state.due, occurrence));
  return {
    key: occurrence.last,
    title: `Incident exercise of ${occurrence.first} to ${occurrence.last}`,
    because: becauseDue(occurrence, 'An incident exercise'),
    span: { from: occurrence.opens, until: occurrence.due },
    carriedIn: occurrence.carriedIn,
    leaves: exercises.map((one) => latest(one).leaf),
    data: { occurrence, exercises: exercises.flatMap(asAnswer) },
  };
}

/** An exercise answers once it was both held and documented. */
function asAnswer(exercise: Exercise): Answer[] {
  const { id, heldAt, documentedAt, participants, notes } = latest(exercise).state;
  if (heldAt === null || documentedAt === null) return [];
  const lacks = [
    ...(new Set(participants).size >= 2 ? [] : ['fewer than two people took part']),
    ...(notes.trim() === '' ? ['it has no notes'] : []),
  ].join(' and ');
  const recorded = firstSaid(exercise, (one) => one.documentedAt !== null);
  return [{ id, at: later(heldAt as Instant, documentedAt as Instant), counts: lacks === '', lacks, recorded, leaf: latest(exercise).leaf }];
}

function stillBroken({ occurrence, exercises }: ExerciseDue, { facts, period, horizon }: Reading): boolean {
  return reachesInto(settle(occurrence.due, exercises, hidingAnswers(facts['tabletop-exercise'].gaps, occurrence, horizon)), period.from);
}
