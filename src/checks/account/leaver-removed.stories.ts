import { untold } from '../../facts/told.ts';
import { DAY, FOREVER, HOUR, type Instant, plus } from '../../kernel/time.ts';
import { account, person, set, takenOut } from '../testing/given.ts';
import { gone, member, notListed } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { type Given, lastSeen, looked, unseen } from '../testing/world.ts';
import { leaverRemoved } from './leaver-removed.ts';

const left = endOf('2025-06-30');
const deadline = plus(left, 24 * HOUR);
const ended = { employment: [{ from: '2023-01-01', until: '2025-06-30' }] };
const leaver = person('p-9', ended);
const record = account('a-9', 'p-9', { login: 'ada' });

/** Seen last by one look, missed by the next, and missed again by a third, which proves that it is gone. */
function missed(seen: Instant, first: Instant, proven: Instant): readonly Given[] {
  const kind = 'code-account';
  return [looked(kind, seen, first, proven), lastSeen(kind, 'ada', seen), notListed(kind, 'ada', seen, first), gone(kind, 'ada', proven)];
}

export const leaverRemovedStories = storiesOf(leaverRemoved, [
  story('gone by a look before the limit: pass')
    .given(leaver, record, member('ada'), gone('code-account', 'ada', plus(left, HOUR)))
    .expects('ada', { outcome: 'pass', due: deadline, because: 'in time' }),
  story('gone in the instant of the limit: pass')
    .given(leaver, record, member('ada'), gone('code-account', 'ada', deadline))
    .expects('ada', { outcome: 'pass' }),
  story('seen after the limit, and gone later: fail from the limit to the look that no longer saw it')
    .given(leaver, record, member('ada'), gone('code-account', 'ada', plus(deadline, 3 * DAY)))
    .expects('ada', {
      outcome: 'fail',
      fail: [[deadline, plus(deadline, 3 * DAY)]],
      because: 'p-9 left on 2025-06-30, and ada was still in the organization',
    }),
  story('seen before the limit, and gone after it, with no look in between: looked too rarely')
    .given(leaver, record, member('ada'), lastSeen('code-account', 'ada', plus(deadline, -HOUR)), gone('code-account', 'ada', plus(deadline, DAY)))
    .expects('ada', { outcome: 'unknown', unknown: [[deadline, plus(deadline, DAY), 'looked-too-rarely']] }),
  story('no longer listed by a look before the limit, and proven gone by one after it: pass')
    .given(leaver, record, member('ada'), ...missed(plus(deadline, -HOUR), deadline, plus(deadline, DAY)))
    .expects('ada', { outcome: 'pass' }),
  story('no longer listed by a look after the limit, and proven gone by the next: fail until the first of them')
    .given(leaver, record, member('ada'), ...missed(deadline, plus(deadline, DAY), plus(deadline, 2 * DAY)))
    .expects('ada', { outcome: 'fail', fail: [[deadline, plus(deadline, DAY)]] }),
  story('last seen before the limit, no longer listed after it, and proven gone: looked too rarely')
    .given(leaver, record, member('ada'), ...missed(plus(deadline, -HOUR), plus(deadline, HOUR), plus(deadline, DAY)))
    .expects('ada', { outcome: 'unknown', unknown: [[deadline, plus(deadline, HOUR), 'looked-too-rarely']] }),
  story('looked at too rarely, and employed again before it was found gone: unknown until then')
    .given(
      person('p-9', {
        employment: [
          { from: '2023-01-01', until: '2025-06-30' },
          { from: '2025-09-01', until: null },
        ],
      }),
      record,
      member('ada'),
      lastSeen('code-account', 'ada', plus(deadline, -HOUR)),
      gone('code-account', 'ada', at('2025-10-01T00:00:00Z')),
    )
    .expects('ada', { outcome: 'unknown', unknown: [[deadline, startOf('2025-09-01'), 'looked-too-rarely']] }),
  story('still there: fail, open at the horizon')
    .given(leaver, record, member('ada'))
    .expects('ada', { outcome: 'fail', fail: [[deadline, null]], due: deadline }),
  story('known by the address alone: fail')
    .given(person('p-9', { ...ended, emails: ['ada@story.example'] }), member('ada', { emails: ['ada@story.example'] }))
    .expects('ada', { outcome: 'fail', fail: [[deadline, null]] }),
  story('let in again long after leaving: fail from the look that saw it')
    .given(leaver, record, member('ada'), gone('code-account', 'ada', left), member('ada', {}, at('2025-09-01T06:00:00Z')))
    .expects('ada', { outcome: 'fail', fail: [[at('2025-09-01T06:00:00Z'), null]] }),
  story('no longer listed before the limit: lost sight is not gone')
    .given(leaver, record, member('ada'), notListed('code-account', 'ada', left))
    .expects('ada', { outcome: 'unknown', unknown: [[deadline, null, 'lost-sight']] }),
  story('no longer listed after the limit: fail until then, unknown since')
    .given(leaver, record, member('ada'), notListed('code-account', 'ada', plus(deadline, DAY)))
    .expects('ada', { outcome: 'fail', fail: [[deadline, plus(deadline, DAY)]], unknown: [[plus(deadline, DAY), null, 'lost-sight']] }),
  story('employed again: fail until then')
    .given(
      person('p-9', {
        employment: [
          { from: '2023-01-01', until: '2025-06-30' },
          { from: '2025-09-01', until: null },
        ],
      }),
      record,
      member('ada'),
    )
    .expects('ada', { outcome: 'fail', fail: [[deadline, startOf('2025-09-01')]] }),
  story('the limit in force when the contract ended counts')
    .given(leaver, record, member('ada'), gone('code-account', 'ada', plus(deadline, DAY)), set('access-removal.within', '72 hours', plus(left, 1)))
    .expects('ada', { outcome: 'fail', fail: [[deadline, plus(deadline, DAY)]] }),
  story('left before the period, still there in it: the limit does not begin again')
    .given(person('p-9', { employment: [{ from: '2023-01-01', until: '2024-10-31' }] }), record, member('ada'))
    .given(gone('code-account', 'ada', at('2025-01-05T06:00:00Z')))
    .expects('ada', { outcome: 'fail', fail: [[startOf('2025-01-01'), at('2025-01-05T06:00:00Z')]] }),
  story('left before the period, and gone before it: no item')
    .given(person('p-9', { employment: [{ from: '2023-01-01', until: '2024-10-31' }] }), record, member('ada'))
    .given(gone('code-account', 'ada', at('2024-12-05T06:00:00Z')))
    .expectsNo('ada'),
  story('the limit has not passed: not owed yet')
    .given(leaver, record, member('ada'))
    .lookedAt(plus(left, HOUR))
    .expects('ada', { outcome: 'not-owed', due: deadline, because: 'must be out of the organization by' }),
  story('employed: not owed').given(person('p-9'), record, member('ada')).expects('ada', { outcome: 'not-owed', because: 'has not ended' }),
  story('an account of a service: not owed')
    .given(leaver, account('a-7', null, { login: 'robot', service: 'Updates', owner: 'p-9' }), member('robot', { emails: untold('Not shown.') }))
    .expects('robot', { outcome: 'not-owed', because: 'belongs to a service' }),
  story('nobody knows whose it is, and somebody left: it may be theirs')
    .given(leaver, member('ghost', { emails: untold('Not shown.') }))
    .expects('ghost', { outcome: 'unknown', unknown: [[deadline, null, 'not-told']], because: 'Not shown.' }),
  story('somebody from outside whom no record names: not owed here, because the records alone say who that is')
    .given(leaver, member('guest', { role: 'collaborator', emails: untold('Not shown.') }))
    .expects('guest', { outcome: 'not-owed', because: 'account/known asks' }),
  story('it is nobody’s of the list for certain: not owed here')
    .given(leaver, member('ghost'))
    .expects('ghost', { outcome: 'not-owed', because: 'account/known asks' }),
  story('the holder was taken out of the list while employed: unknown since')
    .given(person('p-9'), record, member('ada'), takenOut('person', 'p-9', at('2025-08-01T00:00:00Z')))
    .expects('ada', { outcome: 'unknown', unknown: [[at('2025-08-01T00:00:00Z'), null, 'lost-sight']] }),
  story('the list of people cannot be read any more: who left since is not known')
    .given(person('p-9'), record, member('ada'), unseen(['person'], at('2025-08-01T00:00:00Z'), FOREVER, 'lost-sight'))
    .expects('ada', { outcome: 'unknown', unknown: [[at('2025-08-01T00:00:00Z'), null, 'lost-sight']] }),
]);
