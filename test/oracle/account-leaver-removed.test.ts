import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leaverRemoved } from '../../src/checks/account/leaver-removed.ts';
import { account, person } from '../../src/checks/testing/given.ts';
import { gone, member } from '../../src/checks/testing/given-hosted.ts';
import { endOf, startOf } from '../../src/checks/testing/instants.ts';
import { story } from '../../src/checks/testing/story.ts';
import { lastSeen, unseen } from '../../src/checks/testing/world.ts';
import { DAY, FOREVER, HOUR, type Instant, plus } from '../../src/kernel/time.ts';
import { dayAfter, looks, moments } from './arbitraries.ts';
import { type Answer, differencesFrom } from './oracle.ts';

/** Looks at an account, at whole hours and in order: which of them saw it. What looks did not see is proven gone. */
const sightings = fc
  .uniqueArray(moments, { minLength: 1, maxLength: 6 })
  .chain((all) =>
    fc
      .array(fc.boolean(), { minLength: all.length, maxLength: all.length })
      .map((saw) => all.sort((a, b) => a - b).map((at, index) => ({ at, saw: saw[index] === true }))),
  );
type Sightings = typeof sightings extends fc.Arbitrary<infer T> ? T : never;
const contracts = fc.record({ last: fc.integer({ min: -100, max: 300 }), back: fc.option(fc.integer({ min: 2, max: 60 })) });
const blindness = fc.option(fc.record({ from: moments, hours: fc.integer({ min: 1, max: 2000 }) }));

/** Between two looks: seen by both it stood, seen by neither it did not, seen by the first alone it stood until nobody knows when. */
function standing(all: Sightings, at: Instant): 'there' | 'gone' | 'between' {
  const before = all.findLast((one) => one.at <= at);
  const after = all.find((one) => one.at > at);
  if (!before?.saw) return 'gone';
  return after === undefined || after.saw ? 'there' : 'between';
}

function naive(all: Sightings, { deadline, returned }: { deadline: Instant; returned: Instant }, at: Instant): Answer {
  if (at < deadline || at >= returned) return 'well';
  const now = standing(all, at);
  if (now !== 'between') return now === 'there' ? 'fail' : 'well';
  // Seen after the limit, it was late in any case; otherwise nobody saw whether it went in time.
  const seen = all.findLast((one) => one.at <= at)?.at as Instant;
  return seen >= deadline ? 'fail' : 'unknown';
}

/** Each look that saw it says so, with the look that saw it last before one that did not. */
function told(all: Sightings) {
  return all.flatMap(({ at, saw }, index) => {
    const before = all[index - 1];
    if (saw) return before?.saw ? [] : [member('ada', {}, at)];
    return before?.saw ? [lastSeen('code-account', 'ada', before.at), gone('code-account', 'ada', at)] : [];
  });
}

test('the same exceptions as an evaluator that asks instant by instant', () => {
  fc.assert(
    fc.property(sightings, contracts, blindness, looks, (all, { last, back }, blind, looked) => {
      fc.pre(all.some((one) => one.saw));
      const [lastDay, firstDay] = [dayAfter(last), back === null ? null : dayAfter(last + back)];
      const deadline = plus(endOf(lastDay), DAY);
      const returned = firstDay === null ? FOREVER : startOf(firstDay);
      const gap = blind && { from: blind.from, until: plus(blind.from, blind.hours * HOUR) };
      const hides = gap !== null && stood(all).some((one) => one.from <= gap.until && gap.from < one.until);
      const employment = [{ from: '2020-01-01', until: lastDay }, ...(firstDay === null ? [] : [{ from: firstDay, until: null }])];
      const given = [person('p-9', { employment }), account('a-9', 'p-9', { login: 'ada' }), ...told(all)];
      const asked = story('')
        .given(...given, ...(gap ? [unseen(['code-account'], gap.from, gap.until, 'denied')] : []))
        .lookedAt(looked);
      const within = (at: Instant) => hides && gap !== null && gap.from <= at && at < gap.until && at >= deadline && at < returned;
      const boundaries = [...all.map((one) => one.at), deadline, returned, ...(gap ? [gap.from, gap.until] : [])];
      const answer = (at: Instant): Answer => (within(at) ? 'unknown' : naive(all, { deadline, returned }, at));
      expect(differencesFrom(leaverRemoved, { told: asked, key: 'ada', boundaries, naive: answer })).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

/** The spans in which looks saw it. */
function stood(all: Sightings) {
  return all.flatMap(({ at, saw }, index) => (saw ? [{ from: at, until: all[index + 1]?.at ?? FOREVER }] : []));
}
