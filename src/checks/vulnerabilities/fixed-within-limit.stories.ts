import { untold } from '../../facts/told.ts';
import { DAY, FOREVER, plus } from '../../kernel/time.ts';
import { acceptance, person, set, takenOut, vulnerability } from '../testing/given.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { fixedWithinLimit } from './fixed-within-limit.ts';

const foundAt = at('2025-02-03T10:00:00Z');
const due = plus(foundAt, 7 * DAY);
const risks = person('p-001', { authority: ['risks'] });
const fixed = at('2025-02-20T00:00:00Z');

export const fixedWithinLimitStories = storiesOf(fixedWithinLimit, [
  story('fixed within the limit: pass')
    .given(vulnerability('v-1', { fixedAt: plus(foundAt, DAY) }))
    .expects('v-1', { outcome: 'pass', because: 'within its limit of 7 days', due }),
  story('fixed in the instant of the limit: pass')
    .given(vulnerability('v-1', { fixedAt: due }))
    .expects('v-1', { outcome: 'pass' }),
  story('fixed a millisecond later: fail for that millisecond')
    .given(vulnerability('v-1', { fixedAt: plus(due, 1) }))
    .expects('v-1', { outcome: 'fail', fail: [[due, plus(due, 1)]] }),
  story('late but fixed stays an exception')
    .given(vulnerability('v-1', { fixedAt: fixed }))
    .expects('v-1', { outcome: 'fail', fail: [[due, fixed]], because: 'was open 9 d 14 h beyond its limit of 7 days' }),
  story('still open: fail, open at the horizon')
    .given(vulnerability('v-1', {}))
    .expects('v-1', { outcome: 'fail', fail: [[due, null]], because: 'is open' }),
  story('high has a limit of its own')
    .given(vulnerability('v-1', { severity: 'high', fixedAt: plus(foundAt, 31 * DAY) }))
    .expects('v-1', { outcome: 'fail', fail: [[plus(foundAt, 30 * DAY), plus(foundAt, 31 * DAY)]] }),
  story('medium has none: no item')
    .given(vulnerability('v-1', { severity: 'medium' }))
    .expectsNo('v-1'),
  story('rated down before the limit: pass')
    .given(vulnerability('v-1', {}, foundAt), vulnerability('v-1', { severity: 'low' }, plus(foundAt, 2 * DAY)))
    .expects('v-1', { outcome: 'pass' }),
  story('rated down after the limit: fail until then')
    .given(vulnerability('v-1', {}, foundAt), vulnerability('v-1', { severity: 'low' }, plus(due, DAY)))
    .expects('v-1', { outcome: 'fail', fail: [[due, plus(due, DAY)]] }),
  story('the limit in force when it was found counts')
    .given(vulnerability('v-1', { fixedAt: plus(due, DAY) }), set('vulnerability.critical.within', '14 days', plus(foundAt, 1)))
    .expects('v-1', { outcome: 'fail', fail: [[due, plus(due, DAY)]] }),
  story('accepted before the limit and fixed while it held: pass')
    .given(risks, vulnerability('v-1', { fixedAt: fixed }), acceptance('va-1', {}))
    .expects('v-1', { outcome: 'pass', because: 'acceptance' }),
  story('accepted after the limit, and open beyond the acceptance: fail on both sides')
    .given(risks, vulnerability('v-1', {}), acceptance('va-1', { approvedAt: plus(due, DAY) }))
    .expects('v-1', {
      outcome: 'fail',
      fail: [
        [due, plus(due, DAY)],
        [endOf('2025-03-31'), null],
      ],
    }),
  story('accepted by the person who asked: does not count')
    .given(risks, vulnerability('v-1', { fixedAt: fixed }), acceptance('va-1', { requestedBy: 'p-001' }))
    .expects('v-1', { outcome: 'fail', fail: [[due, fixed]], because: 'approved by the person who asked for it' }),
  story('accepted without the authority: does not count')
    .given(person('p-001'), vulnerability('v-1', { fixedAt: fixed }), acceptance('va-1', {}))
    .expects('v-1', { outcome: 'fail', fail: [[due, fixed]], because: 'without the authority' }),
  story('asked for and not approved: does not count')
    .given(risks, vulnerability('v-1', { fixedAt: fixed }), acceptance('va-1', { approvedBy: null, approvedAt: null }))
    .expects('v-1', { outcome: 'fail', fail: [[due, fixed]] }),
  story('nobody could see the authority when it was accepted: unknown while it would count')
    .given(risks, vulnerability('v-1', { fixedAt: at('2025-04-03T00:00:00Z') }), acceptance('va-1', {}))
    .given(unseen(['person'], at('2025-02-04T00:00:00Z'), at('2025-02-06T00:00:00Z'), 'lost-sight'))
    .expects('v-1', {
      outcome: 'fail',
      fail: [[endOf('2025-03-31'), at('2025-04-03T00:00:00Z')]],
      unknown: [[due, endOf('2025-03-31'), 'lost-sight']],
    }),
  story('an acceptance taken out of the records ends there')
    .given(risks, vulnerability('v-1', {}), acceptance('va-1', {}), takenOut('acceptance', 'va-1', at('2025-03-01T00:00:00Z')))
    .expects('v-1', { outcome: 'fail', fail: [[at('2025-03-01T00:00:00Z'), null]] }),
  story('nobody tells when it was fixed: unknown')
    .given(vulnerability('v-1', { fixedAt: untold('Nobody knows.') }))
    .expects('v-1', { outcome: 'unknown', unknown: [[due, null, 'not-told']] }),
  story('taken out of the records while open: broken until then, unknown since')
    .given(vulnerability('v-1', {}), takenOut('vulnerability', 'v-1', fixed))
    .expects('v-1', { outcome: 'fail', fail: [[due, fixed]], unknown: [[fixed, null, 'lost-sight']] }),
  story('taken out of the records before the limit: unknown')
    .given(vulnerability('v-1', {}), takenOut('vulnerability', 'v-1', plus(foundAt, DAY)))
    .expects('v-1', { outcome: 'unknown', unknown: [[due, null, 'lost-sight']] }),
  story('the file cannot be read since before the limit: unknown; others may stand unseen')
    .given(vulnerability('v-1', {}), unseen(['vulnerability'], plus(foundAt, DAY), FOREVER, 'lost-sight'))
    .expects('v-1', { outcome: 'unknown', unknown: [[due, null, 'lost-sight']] })
    .expectsUnseen([plus(foundAt, DAY), endOf('2025-12-31'), 'lost-sight']),
  story('the file was unreadable for a while: what was fixed then is told today')
    .given(
      vulnerability('v-1', { fixedAt: plus(foundAt, 2 * DAY) }),
      unseen(['vulnerability'], plus(foundAt, DAY), plus(foundAt, 3 * DAY), 'lost-sight'),
    )
    .expects('v-1', { outcome: 'pass' })
    .expectsUnseen([plus(foundAt, DAY), plus(foundAt, 3 * DAY), 'lost-sight']),
  story('the limit has not passed: not owed yet')
    .given(vulnerability('v-1', {}))
    .lookedAt(plus(foundAt, 3 * DAY))
    .expects('v-1', { outcome: 'not-owed', because: 'must be fixed by', due }),
  story('the limit has not passed, and it is fixed: pass')
    .given(vulnerability('v-1', { fixedAt: plus(foundAt, DAY) }))
    .lookedAt(plus(foundAt, 3 * DAY))
    .expects('v-1', { outcome: 'pass' }),
  story('the limit passes in the instant at which the period ends: the next period’s')
    .given(vulnerability('v-1', { foundAt: plus(endOf('2025-12-31'), -7 * DAY) }))
    .expects('v-1', { outcome: 'not-owed' }),
  story('found before the period: carried in, and the limit does not begin again')
    .given(vulnerability('v-1', { foundAt: at('2024-12-01T00:00:00Z'), fixedAt: at('2025-01-04T00:00:00Z') }))
    .expects('v-1', { outcome: 'fail', fail: [[startOf('2025-01-01'), at('2025-01-04T00:00:00Z')]] }),
  story('fixed in the instant at which the period begins: not of this period')
    .given(vulnerability('v-1', { foundAt: at('2024-12-01T00:00:00Z'), fixedAt: startOf('2025-01-01') }))
    .expectsNo('v-1'),
  story('found in the period after: no item')
    .given(vulnerability('v-1', { foundAt: endOf('2025-12-31') }))
    .expectsNo('v-1'),
  story('dismissed by somebody: no longer open, and another check asks who approved that')
    .given(vulnerability('v-1', { dismissed: { at: plus(foundAt, DAY), by: 'account:u1', reason: 'not_used', comment: null, approvedBy: null } }))
    .expects('v-1', { outcome: 'pass', because: 'was dismissed' }),
  story('dismissed, and the limit has not passed: pass')
    .given(vulnerability('v-1', { dismissed: { at: plus(foundAt, DAY), by: 'account:u1', reason: 'not_used', comment: null, approvedBy: null } }))
    .lookedAt(plus(foundAt, 3 * DAY))
    .expects('v-1', { outcome: 'pass' }),
  story('fixed in time and written down late: the lateness shows')
    .given(vulnerability('v-1', {}), vulnerability('v-1', { fixedAt: plus(foundAt, DAY) }, plus(foundAt, 20 * DAY)))
    .expects('v-1', { outcome: 'pass', recordedLate: 19 * DAY }),
]);
