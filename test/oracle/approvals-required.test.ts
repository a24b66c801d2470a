import fc from 'fast-check';
import { expect, test } from 'vitest';
import { approvalsRequired } from '../../src/checks/branch/approvals-required.ts';
import { event } from '../../src/checks/branch/protected.stories.ts';
import { repositoryInScope, set } from '../../src/checks/testing/given.ts';
import { protection } from '../../src/checks/testing/given-code-host.ts';
import { hosted } from '../../src/checks/testing/given-hosted.ts';
import { endOf, startOf } from '../../src/checks/testing/instants.ts';
import { story } from '../../src/checks/testing/story.ts';
import { looked, unseen } from '../../src/checks/testing/world.ts';
import { untold } from '../../src/facts/told.ts';
import { HOUR, type Instant, plus, type Span } from '../../src/kernel/time.ts';
import { commits, dayAfter, looks as lastLooks, moments } from './arbitraries.ts';
import { type Answer, differencesFrom } from './oracle.ts';

const numbers = fc.constantFrom(0, 1, 2, 'untold' as const);
const drawings = fc.record({
  looks: fc.uniqueArray(moments, { minLength: 2, maxLength: 8 }).map((all) => all.sort((a, b) => a - b)),
  required: fc.array(numbers, { minLength: 8, maxLength: 8 }),
  removals: fc.array(moments, { maxLength: 2 }),
  archivings: fc.option(commits(2)),
  blind: fc.option(fc.record({ from: moments, hours: fc.integer({ min: 1, max: 2000 }) })),
  demanded: fc.option(moments),
  scope: fc.option(fc.record({ from: fc.integer({ min: -100, max: 200 }), days: fc.option(fc.integer({ min: 0, max: 200 })) })),
});
type Drawn = typeof drawings extends fc.Arbitrary<infer T> ? T : never;

/** What was seen of the branch, look by look. */
interface History extends Drawn {
  readonly gap: Span | null;
  readonly archived: (at: Instant) => boolean;
  readonly inScope: (at: Instant) => boolean;
}

function historyOf(drawn: Drawn): History {
  const { blind, archivings, scope } = drawn;
  const [from, until] = archivings ?? [];
  return {
    ...drawn,
    gap: blind && { from: blind.from, until: plus(blind.from, blind.hours * HOUR) },
    archived: (at) => from !== undefined && from <= at && (until === undefined || at < until),
    inScope: (at) =>
      scope === null || (startOf(dayAfter(scope.from)) <= at && (scope.days === null || at < endOf(dayAfter(scope.from + scope.days)))),
  };
}

/** Archived or out of scope: nothing is owed. Removed, as the log says, and no look since: broken. Otherwise what the last look saw. */
function naive(history: History, at: Instant): Answer {
  const { looks, required, removals, gap, demanded } = history;
  if (!history.inScope(at) || history.archived(at)) return 'well';
  const last = looks.findLastIndex((one) => one <= at);
  const since = looks[last] ?? Number.NEGATIVE_INFINITY;
  if (removals.some((one) => one >= since && one <= at)) return 'fail';
  if (last < 0 || (gap !== null && gap.from <= at && at < gap.until)) return 'unknown';
  const seen = required[last] as Drawn['required'][number];
  if (seen === 'untold') return 'unknown';
  return seen < (demanded !== null && at >= demanded ? 2 : 1) ? 'fail' : 'well';
}

function told({ looks, required, removals, archivings, gap, demanded, scope }: History) {
  const [archived, revived] = archivings ?? [];
  const days = scope && { since: dayAfter(scope.from), until: scope.days === null ? null : dayAfter(scope.from + scope.days) };
  return story('').given(
    hosted('api'),
    repositoryInScope('api', days ?? { since: '2020-01-01' }),
    ...looks.map((from, index) => {
      const seen = required[index] as Drawn['required'][number];
      return protection('api', { approvalsRequired: seen === 'untold' ? untold('Not shown.') : seen }, from);
    }),
    looked('branch-protection', ...looks),
    ...removals.map((at, index) => event(`e${index}`, { at })),
    ...(archived === undefined ? [] : [hosted('api', { archived: true }, archived)]),
    ...(revived === undefined ? [] : [hosted('api', {}, revived)]),
    ...(gap ? [unseen(['branch-protection'], gap.from, gap.until, 'denied')] : []),
    ...(demanded === null ? [] : [set('change.approvals', 2, demanded)]),
  );
}

test('the same exceptions as an evaluator that asks instant by instant', () => {
  fc.assert(
    fc.property(drawings, lastLooks, (drawn, looked) => {
      const history = historyOf(drawn);
      const { looks, removals, archivings, gap, demanded, scope } = history;
      const days = scope ? [startOf(dayAfter(scope.from)), endOf(dayAfter(scope.from + (scope.days ?? 0)))] : [];
      const ends = [demanded, gap?.from, gap?.until].filter((one) => typeof one === 'number');
      const boundaries = [...looks, ...removals, ...(archivings ?? []), ...ends, ...days];
      const asked = { told: told(history).lookedAt(looked), key: 'api:main', boundaries, naive: (at: Instant) => naive(history, at) };
      expect(differencesFrom(approvalsRequired, asked)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});
