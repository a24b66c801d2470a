import { untold } from '../../facts/told.ts';
import { BEGINNING, DAY, FOREVER, HOUR, plus } from '../../kernel/time.ts';
import { account, person, set, takenOut } from '../testing/given.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { leaverAccessRemoved } from './leaver-access-removed.ts';

const left = endOf('2025-06-30');
const deadline = plus(left, 24 * HOUR);
const leaver = person('p-9', { employment: [{ from: '2023-01-01', until: '2025-06-30' }] });
const rehired = person('p-9', {
  employment: [
    { from: '2023-01-01', until: '2025-06-30' },
    { from: '2025-09-01', until: null },
  ],
});
const item = 'p-9/2025-06-30';

export const leaverAccessRemovedStories = storiesOf(leaverAccessRemoved, [
  story('closed on the last day: pass')
    .given(leaver, account('a-9', 'p-9', { closedAt: at('2025-06-30T18:00:00+02:00') }))
    .expects(item, { outcome: 'pass', because: 'a-9', due: deadline }),
  story('closed in the instant of the deadline: pass')
    .given(leaver, account('a-9', 'p-9', { closedAt: deadline }))
    .expects(item, { outcome: 'pass' }),
  story('closed a millisecond later: fail for that millisecond')
    .given(leaver, account('a-9', 'p-9', { closedAt: plus(deadline, 1) }))
    .expects(item, { outcome: 'fail', fail: [[deadline, plus(deadline, 1)]] }),
  story('never closed: fail, open at the horizon')
    .given(leaver, account('a-9', 'p-9'))
    .expects(item, { outcome: 'fail', fail: [[deadline, null]], because: 'access has not ended' }),
  story('two accounts: fail until the last was closed')
    .given(
      leaver,
      account('a-9', 'p-9', { closedAt: at('2025-07-04T00:00:00Z') }),
      account('a-10', 'p-9', { system: 'aws', closedAt: at('2025-07-08T00:00:00Z') }),
    )
    .expects(item, { outcome: 'fail', fail: [[deadline, at('2025-07-08T00:00:00Z')]] }),
  story('an account opened after the deadline: fail from its opening')
    .given(leaver, account('a-9', 'p-9', { openedAt: at('2025-07-20T00:00:00Z'), closedAt: at('2025-07-21T00:00:00Z') }))
    .expects(item, { outcome: 'fail', fail: [[at('2025-07-20T00:00:00Z'), at('2025-07-21T00:00:00Z')]] }),
  story('no account at all: pass').given(leaver, account('a-1', 'p-1')).expects(item, { outcome: 'pass', because: 'had no account' }),
  story('employed again while access was open: fail until then')
    .given(rehired, account('a-9', 'p-9'))
    .expects(item, { outcome: 'fail', fail: [[deadline, startOf('2025-09-01')]], because: 'employed again' }),
  story('employed again before the deadline: not owed')
    .given(
      person('p-9', {
        employment: [
          { from: '2023-01-01', until: '2025-06-30' },
          { from: '2025-07-02', until: null },
        ],
      }),
      account('a-9', 'p-9'),
    )
    .expects(item, { outcome: 'not-owed', because: 'employed again' }),
  story('the next contract begins the day after: nobody left')
    .given(
      person('p-9', {
        employment: [
          { from: '2023-01-01', until: '2025-06-30' },
          { from: '2025-07-01', until: null },
        ],
      }),
      account('a-9', 'p-9'),
    )
    .expectsNo(item),
  story('left, came back and left again: two items')
    .given(
      person('p-9', {
        employment: [
          { from: '2023-01-01', until: '2025-03-31' },
          { from: '2025-05-01', until: '2025-06-30' },
        ],
      }),
      account('a-9', 'p-9', { closedAt: at('2025-03-31T12:00:00Z') }),
      account('a-10', 'p-9', { openedAt: startOf('2025-05-01'), closedAt: at('2025-07-05T00:00:00Z') }),
    )
    .expects('p-9/2025-03-31', { outcome: 'pass' })
    .expects(item, { outcome: 'fail', fail: [[deadline, at('2025-07-05T00:00:00Z')]] }),
  story('the limit is a length: over the night of winter time it ends an hour earlier on the clock')
    .given(
      person('p-9', { employment: [{ from: '2023-01-01', until: '2025-10-25' }] }),
      account('a-9', 'p-9', { closedAt: at('2025-10-27T00:00:00+01:00') }),
    )
    .expects('p-9/2025-10-25', { outcome: 'fail', fail: [[at('2025-10-26T23:00:00+01:00'), at('2025-10-27T00:00:00+01:00')]] }),
  story('the limit in force when the contract ended counts')
    .given(leaver, set('access-removal.within', '72 hours', at('2025-07-01T00:00:00Z')), account('a-9', 'p-9', { closedAt: plus(left, 48 * HOUR) }))
    .expects(item, { outcome: 'fail', fail: [[deadline, plus(left, 48 * HOUR)]] }),
  story('nobody knows when it was closed: unknown')
    .given(leaver, account('a-9', 'p-9', { closedAt: untold('Nobody knows.') }))
    .expects(item, { outcome: 'unknown', unknown: [[deadline, null, 'not-told']] }),
  story('an open account of nobody knows whom may be theirs: unknown')
    .given(leaver, account('a-7', 'unknown', { closedAt: at('2025-08-01T00:00:00Z') }))
    .expects(item, { outcome: 'unknown', unknown: [[deadline, at('2025-08-01T00:00:00Z'), 'not-told']] }),
  story('an account that was theirs and is another person’s now: fail while it was theirs')
    .given(leaver, account('a-9', 'p-9'), account('a-9', 'p-1', {}, at('2025-07-10T00:00:00Z')))
    .expects(item, { outcome: 'fail', fail: [[deadline, at('2025-07-10T00:00:00Z')]] }),
  story('taken out of the records while open: broken until then, unknown since')
    .given(leaver, account('a-9', 'p-9'), takenOut('account', 'a-9', at('2025-08-01T00:00:00Z')))
    .expects(item, { outcome: 'fail', fail: [[deadline, at('2025-08-01T00:00:00Z')]], unknown: [[at('2025-08-01T00:00:00Z'), null, 'lost-sight']] }),
  story('taken out of the records before the deadline: unknown')
    .given(leaver, account('a-9', 'p-9'), takenOut('account', 'a-9', at('2025-06-01T00:00:00Z')))
    .expects(item, { outcome: 'unknown', unknown: [[deadline, null, 'lost-sight']] }),
  story('a list that was unreadable for a while and mended hides nothing: pass')
    .given(
      leaver,
      account('a-9', 'p-9', { closedAt: left }),
      unseen(['account'], at('2025-06-20T00:00:00Z'), at('2025-07-20T00:00:00Z'), 'lost-sight'),
    )
    .expects(item, { outcome: 'pass' }),
  story('a list that could not be read at the deadline, nor since: unknown')
    .given(leaver, account('a-9', 'p-9', { closedAt: left }), unseen(['account'], left, FOREVER, 'lost-sight'))
    .expects(item, { outcome: 'unknown', unknown: [[deadline, null, 'lost-sight']] }),
  story('a list that broke after the deadline hides nothing: pass')
    .given(leaver, account('a-9', 'p-9', { closedAt: left }), unseen(['account'], plus(deadline, 1), FOREVER, 'lost-sight'))
    .expects(item, { outcome: 'pass' }),
  story('an account that was open when its list broke: broken until then, unknown since')
    .given(leaver, account('a-9', 'p-9'), unseen(['account'], at('2025-07-20T00:00:00Z'), FOREVER, 'lost-sight'))
    .expects(item, {
      outcome: 'fail',
      fail: [[deadline, at('2025-07-20T00:00:00Z')]],
      unknown: [[at('2025-07-20T00:00:00Z'), null, 'lost-sight']],
    }),
  story('a list that was first kept after the deadline: unknown until then')
    .given(leaver, account('a-9', 'p-9', { closedAt: left }), unseen(['account'], BEGINNING, at('2025-07-20T00:00:00Z'), 'before-first-look'))
    .expects(item, { outcome: 'unknown', unknown: [[deadline, at('2025-07-20T00:00:00Z'), 'before-first-look']] }),
  story('the deadline has not passed, and access is open: not owed yet')
    .given(leaver, account('a-9', 'p-9'))
    .lookedAt(plus(left, HOUR))
    .expects(item, { outcome: 'not-owed', due: deadline }),
  story('the deadline has not passed, and access has ended: pass')
    .given(leaver, account('a-9', 'p-9', { closedAt: left }))
    .lookedAt(plus(left, HOUR))
    .expects(item, { outcome: 'pass' }),
  story('left on the last day of the period: the deadline falls in the next')
    .given(person('p-9', { employment: [{ from: '2023-01-01', until: '2025-12-31' }] }), account('a-9', 'p-9'))
    .expects('p-9/2025-12-31', { outcome: 'not-owed', due: plus(endOf('2025-12-31'), DAY) }),
  story('left on the last day of the period before: the deadline falls in this one')
    .given(
      person('p-9', { employment: [{ from: '2023-01-01', until: '2024-12-31' }] }),
      account('a-9', 'p-9', { closedAt: at('2025-01-05T00:00:00Z') }),
    )
    .expects('p-9/2024-12-31', { outcome: 'fail', fail: [[plus(startOf('2025-01-01'), DAY), at('2025-01-05T00:00:00Z')]] }),
  story('left long ago with access open into the period: carried in, and the limit does not begin again')
    .given(
      person('p-9', { employment: [{ from: '2023-01-01', until: '2024-06-30' }] }),
      account('a-9', 'p-9', { closedAt: at('2025-01-05T00:00:00Z') }),
    )
    .expects('p-9/2024-06-30', { outcome: 'fail', fail: [[startOf('2025-01-01'), at('2025-01-05T00:00:00Z')]] }),
  story('left long ago, access ended late but before the period: no item')
    .given(
      person('p-9', { employment: [{ from: '2023-01-01', until: '2024-06-30' }] }),
      account('a-9', 'p-9', { closedAt: at('2024-09-05T00:00:00Z') }),
    )
    .expectsNo('p-9/2024-06-30'),
  story('leaves after the last look: no item yet').given(leaver, account('a-9', 'p-9')).lookedAt(at('2025-06-01T00:00:00Z')).expectsNo(item),
  story('the closing was written down late: pass, and the lateness shows')
    .given(leaver, account('a-9', 'p-9'), account('a-9', 'p-9', { closedAt: left }, plus(left, 10 * DAY)))
    .expects(item, { outcome: 'pass', recordedLate: 10 * DAY }),
  story('taken out of the list of people while employed: nobody knows whether they left')
    .given(person('p-8'), takenOut('person', 'p-8', at('2025-08-01T00:00:00Z')))
    .expectsUnseen([at('2025-08-01T00:00:00Z'), endOf('2025-12-31'), 'lost-sight']),
  story('the list of people was not seen for a while: leavers may have stood unseen')
    .given(
      leaver,
      account('a-9', 'p-9', { closedAt: left }),
      unseen(['person'], at('2025-02-01T00:00:00Z'), at('2025-03-01T00:00:00Z'), 'lost-sight'),
    )
    .expects(item, { outcome: 'pass' })
    .expectsUnseen([at('2025-02-01T00:00:00Z'), at('2025-03-01T00:00:00Z'), 'lost-sight']),
]);
