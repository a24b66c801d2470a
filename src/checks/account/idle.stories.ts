import { untold } from '../../facts/told.ts';
import { BEGINNING, DAY, plus } from '../../kernel/time.ts';
import { set } from '../testing/given.ts';
import { change } from '../testing/given-changes.ts';
import { firstLook, gone, member } from '../testing/given-hosted.ts';
import { at, startOf } from '../testing/instants.ts';
import { type Story, story } from '../testing/story.ts';
import { type Given, lastSeen, unseen } from '../testing/world.ts';

const active = at('2025-01-15T10:00:00Z');
const idle = plus(active, 90 * DAY);
const again = at('2025-06-02T08:00:00Z');
const looked = at('2025-06-03T06:00:00Z');
const before = at('2025-06-02T06:00:00Z');

type Limit = 'account.dormant.after' | 'administrator.idle.after';
type Told = NonNullable<Parameters<typeof member>[1]>;
type Ada = (lastActiveAt: Told['lastActiveAt'], from?: typeof active) => Given;

/** What is told of every limit on doing nothing; `told` is what makes the question owed. */
export function idleStories(name: Limit, told: Told): readonly Story[] {
  const ada: Ada = (lastActiveAt, from = firstLook) => member('ada', { ...told, lastActiveAt: lastActiveAt as never }, from);
  return [...seenIdle(ada), ...otherwiseKnown(ada, name)];
}

function merged(by: string, landedAt: typeof active): Given {
  return change(`c-${landedAt}`, { landedAt, mergedBy: `account:${by}` });
}

/** What the host says of the last thing it saw. */
function seenIdle(ada: Ada): readonly Story[] {
  return [
    story('active to the end: pass')
      .given(ada(at('2025-11-30T10:00:00Z')))
      .expects('ada', { outcome: 'pass', because: 'at least every 90 days' }),
    story('did nothing for longer than the limit: fail from the limit on, open at the horizon')
      .given(ada(active))
      .expects('ada', { outcome: 'fail', fail: [[idle, null]], because: 'had done nothing for longer than 90 days' }),
    story('active again: fail until what it did, not until the look that told')
      .given(ada(active), lastSeen('code-account', 'ada', before), ada(again, looked))
      .lookedAt(looked)
      .expects('ada', { outcome: 'fail', fail: [[idle, again]] }),
    story('the limit passed after the last look that saw it idle, and it was active before the next: looked too rarely')
      .given(ada(active), lastSeen('code-account', 'ada', plus(idle, -DAY)), ada(again, looked))
      .lookedAt(looked)
      .expects('ada', { outcome: 'unknown', unknown: [[idle, again, 'looked-too-rarely']] }),
    story('never seen to do anything: the limit counts from the first look')
      .given(ada(null, active))
      .expects('ada', { outcome: 'fail', fail: [[idle, null]] }),
    story('gone before the limit: pass')
      .given(ada(active), gone('code-account', 'ada', idle))
      .expects('ada', { outcome: 'pass' }),
    story('idle before the period, active since it began: pass')
      .given(ada(firstLook), ada(startOf('2025-01-01'), startOf('2025-01-01')))
      .lookedAt(at('2025-03-01T00:00:00Z'))
      .expects('ada', { outcome: 'pass' }),
  ];
}

/** Other limits, and what is known from elsewhere or not at all. */
function otherwiseKnown(ada: Ada, name: Limit): readonly Story[] {
  return [
    story('the policy became stricter: wrong from when that counts')
      .given(ada(active), set(name, '30 days', at('2025-03-20T00:00:00Z')))
      .expects('ada', { outcome: 'fail', fail: [[at('2025-03-20T00:00:00Z'), null]], because: '30 days (policy a-policy' }),
    story('the policy allows more: pass').given(ada(active), set(name, '52 weeks')).expects('ada', { outcome: 'pass' }),
    story('not told: unknown, and not idle')
      .given(ada(untold('The plan does not tell.')))
      .expects('ada', {
        outcome: 'unknown',
        unknown: [[startOf('2025-01-01'), null, 'not-told']],
      }),
    story('not told, and changes show it at work: known for as long as the limit after each')
      .given(ada(untold('The plan does not tell.')), merged('ada', active), merged('bob', at('2025-09-01T00:00:00Z')))
      .expects('ada', {
        outcome: 'unknown',
        unknown: [
          [startOf('2025-01-01'), active, 'not-told'],
          [idle, null, 'not-told'],
        ],
      }),
    story('the host tells of nothing, and a change shows it at work: that is believed')
      .given(ada(active), merged('ada', at('2025-04-10T00:00:00Z')), merged('ada', at('2025-08-01T00:00:00Z')))
      .expects('ada', {
        outcome: 'fail',
        fail: [
          [plus(at('2025-04-10T00:00:00Z'), 90 * DAY), at('2025-08-01T00:00:00Z')],
          [plus(at('2025-08-01T00:00:00Z'), 90 * DAY), null],
        ],
      }),
    story('nobody had looked yet: unknown')
      .given(ada(at('2025-11-30T10:00:00Z'), active), unseen(['code-account'], BEGINNING, active, 'before-first-look'))
      .expects('ada', { outcome: 'unknown', unknown: [[startOf('2025-01-01'), active, 'before-first-look']] })
      .expectsUnseen([startOf('2025-01-01'), active, 'before-first-look']),
  ];
}
