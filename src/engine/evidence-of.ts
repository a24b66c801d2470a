import type { AssessmentSummary } from '../audit/assessment.ts';
import { versionAt } from '../facts/timeline.ts';
import { dateAt } from '../kernel/calendar.ts';
import { plus } from '../kernel/time.ts';
import { type Judged, timelineOf } from './judge.ts';

/** Kinds that people alone write down, whatever delivers them: a decision, a plan, something that was done. */
const writtenByPeople = new Set([
  'acceptance',
  'access-review',
  'audit',
  'control',
  'control-record',
  'exclusion',
  'person',
  'policy',
  'program',
  'restore-drill',
  'scope',
  'tabletop-exercise',
]);

/** The connector that reads what people wrote down. */
const RECORDS = 'records';

/** The checks whose items a system told of: a look of something other than the program's own records delivered a kind that their population reads. */
export function automatedChecks({ looks, checks }: Judged): readonly string[] {
  const told = new Set(looks.filter((one) => one.connector !== RECORDS && one.rows > 0).flatMap((one) => Object.values(one.kinds).flat()));
  return checks
    .filter(({ check }) => Object.keys(check.population.reads).some((kind) => !writtenByPeople.has(kind) && told.has(kind)))
    .map(({ check }) => check.id);
}

/** The policies that stood at the horizon, by id; one that is adopted for a later day is a draft until then. */
export function writtenDocuments({ world, horizon, zone }: Judged): NonNullable<AssessmentSummary['documents']> {
  const today = dateAt(plus(horizon, -1), zone);
  return timelineOf(world, 'policy')
    .subjects.flatMap((subject) => {
      const version = versionAt(subject, plus(horizon, -1));
      return version ? [version.state] : [];
    })
    .map(({ id, status, version, effective }) => ({ id, status: inEffect(effective, today) ? status : ('draft' as const), version }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function inEffect(effective: string | null, today: string): boolean {
  return effective === null || effective <= today;
}
