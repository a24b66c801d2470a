import { BEGINNING, DAY, FOREVER, plus } from '../../kernel/time.ts';
import { privilegedEvent } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { type Story, story } from '../testing/story.ts';
import { unseen } from '../testing/world.ts';

const when = at('2025-03-10T09:00:00Z');
type What = Parameters<typeof privilegedEvent>[1] extends infer T ? NonNullable<NonNullable<T> extends { what?: infer W } ? W : never> : never;

/** What is told of every sort of event that must not happen. */
export function protectionStories(what: What, words: string): readonly Story[] {
  const action = 'protected_branch.something';
  const did = (instant = when) => privilegedEvent('e-1', { what, action, repository: 'api', at: instant });
  return [
    story('something else was done: pass').given(privilegedEvent('e-1')).expects('e-1', { outcome: 'pass', because: 'org.add_member' }),
    story('it was done: fail in that millisecond')
      .given(did())
      .expects('e-1', { outcome: 'fail', fail: [[when, plus(when, 1)]], because: `ada ${words} in api` }),
    story('nobody knows who did it: fail all the same')
      .given(privilegedEvent('e-1', { what, action, actorLogin: null, actor: null }))
      .expects('e-1', { outcome: 'fail', fail: [[when, plus(when, 1)]], because: `Somebody ${words}` }),
    story('in the first instant of the period: fail')
      .given(did(startOf('2025-01-01')))
      .expects('e-1', {
        outcome: 'fail',
        fail: [[startOf('2025-01-01'), plus(startOf('2025-01-01'), 1)]],
      }),
    story('a millisecond before the period, or as it ends: no item')
      .given(did(plus(startOf('2025-01-01'), -1)), privilegedEvent('e-2', { what, at: endOf('2025-12-31') }))
      .expectsNo('e-1')
      .expectsNo('e-2'),
    story('an event of no consequence: no item')
      .given(privilegedEvent('e-1', { what: 'other' }))
      .expectsNo('e-1'),
    story('the audit log is not part of the plan: nobody knows what was done')
      .given(unseen(['privileged-event'], BEGINNING, FOREVER, 'not-told', 'The plan has no audit log.'))
      .expectsUnseen([startOf('2025-01-01'), endOf('2025-12-31'), 'not-told']),
    story('the log remembers half a year: what was done before is not known')
      .given(did(), unseen(['privileged-event'], BEGINNING, plus(when, -DAY), 'before-first-look'))
      .expects('e-1', { outcome: 'fail', fail: [[when, plus(when, 1)]] })
      .expectsUnseen([startOf('2025-01-01'), plus(when, -DAY), 'before-first-look']),
  ];
}
