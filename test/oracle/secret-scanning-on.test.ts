import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secretScanningOn } from '../../src/checks/repository/secret-scanning-on.ts';
import { gone, hosted, inScope, notListed } from '../../src/checks/testing/given-hosted.ts';
import { endOf, startOf } from '../../src/checks/testing/instants.ts';
import { story } from '../../src/checks/testing/story.ts';
import { unseen } from '../../src/checks/testing/world.ts';
import { untold } from '../../src/facts/told.ts';
import { FOREVER, HOUR, type Instant, later, plus, type Span } from '../../src/kernel/time.ts';
import { commits, dayAfter, looks, moments, removal } from './arbitraries.ts';
import { type Answer, differencesFrom } from './oracle.ts';

const states = fc.record({ on: fc.constantFrom(true, false, 'untold' as const), archived: fc.boolean(), empty: fc.boolean() });
const drawings = fc.record({
  looks: commits(4),
  states: fc.array(states, { minLength: 4, maxLength: 4 }),
  removed: fc.option(moments),
  lost: fc.option(moments),
  blind: fc.option(fc.record({ from: moments, hours: fc.integer({ min: 1, max: 2000 }) })),
  scope: fc.option(fc.record({ from: fc.integer({ min: -100, max: 200 }), days: fc.option(fc.integer({ min: 0, max: 200 })) })),
});
type Drawn = typeof drawings extends fc.Arbitrary<infer T> ? T : never;
type State = typeof states extends fc.Arbitrary<infer T> ? T : never;

interface History {
  readonly made: Instant;
  readonly versions: readonly (Span & State)[];
  /** When it was proven gone. */
  readonly removed: Instant | null;
  /** The list could not be read. */
  readonly blind: Span | null;
  /** From when on this one was no longer listed. */
  readonly lost: Instant | null;
  readonly scope: { readonly since: string; readonly until: string | null } | null;
}

function historyOf(drawn: Drawn): History {
  const [first] = drawn.looks as [Instant];
  const versions = drawn.looks.map((from, index) => ({ ...(drawn.states[index] as State), from, until: drawn.looks[index + 1] ?? FOREVER }));
  const removed = removal(drawn.removed, versions);
  return {
    made: plus(first, -12 * HOUR),
    versions: versions.map((one) => (one.until === FOREVER ? { ...one, until: removed ?? FOREVER } : one)),
    removed,
    blind: drawn.blind && { from: drawn.blind.from, until: plus(drawn.blind.from, drawn.blind.hours * HOUR) },
    lost: drawn.lost === null || removed !== null ? null : later(drawn.lost, plus(first, HOUR)),
    scope: drawn.scope && {
      since: dayAfter(drawn.scope.from),
      until: drawn.scope.days === null ? null : dayAfter(drawn.scope.from + drawn.scope.days),
    },
  };
}

function naive(history: History, at: Instant): Answer {
  if (at < history.made || !isInScope(history, at)) return 'well';
  if (isHidden(history, at)) return 'unknown';
  const now = history.versions.find((one) => one.from <= at && at < one.until);
  if (!now || now.archived || now.empty || now.on === true) return 'well';
  return now.on === false ? 'fail' : 'unknown';
}

function isInScope({ scope }: History, at: Instant): boolean {
  return scope === null || (startOf(scope.since) <= at && (scope.until === null || at < endOf(scope.until)));
}

/** A gap hides it where it was awake in that gap, or at the look that ended it. */
function isHidden({ versions, blind, lost }: History, at: Instant): boolean {
  const gaps = [...(blind ? [blind] : []), ...(lost === null ? [] : [{ from: lost, until: FOREVER }])];
  const awake = versions.filter((one) => !one.archived && !one.empty);
  return gaps.some((gap) => gap.from <= at && at < gap.until && awake.some((one) => one.from <= gap.until && gap.from < one.until));
}

function told({ made, versions, removed, blind, lost, scope }: History) {
  return story('').given(
    ...versions.map(({ from, on, archived, empty }) =>
      hosted('api', { secretScanning: on === 'untold' ? untold('Not shown.') : on, archived, empty, createdAt: made }, from),
    ),
    ...(removed === null ? [] : [gone('hosted-repository', 'api', removed)]),
    ...(blind ? [unseen(['hosted-repository'], blind.from, blind.until, 'denied')] : []),
    ...(lost === null ? [] : [notListed('hosted-repository', 'api', lost)]),
    ...(scope ? [inScope('api', scope)] : []),
  );
}

test('the same exceptions as an evaluator that asks instant by instant', () => {
  fc.assert(
    fc.property(drawings, looks, (drawn, looked) => {
      const history = historyOf(drawn);
      const { made, removed, lost, blind, scope } = history;
      const days = scope ? [startOf(scope.since), endOf(scope.until ?? scope.since)] : [];
      const ends = [removed, lost, blind?.from, blind?.until].filter((one) => typeof one === 'number');
      const boundaries = [...drawn.looks, made, ...ends, ...days];
      const asked = { told: told(history).lookedAt(looked), key: 'api', boundaries, naive: (at: Instant) => naive(history, at) };
      expect(differencesFrom(secretScanningOn, asked)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});
