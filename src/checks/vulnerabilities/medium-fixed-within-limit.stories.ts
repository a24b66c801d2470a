import { untold } from '../../facts/told.ts';
import { DAY, FOREVER, plus } from '../../kernel/time.ts';
import { acceptance, person, set, takenOut, vulnerability } from '../testing/given.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { mediumFixedWithinLimit } from './medium-fixed-within-limit.ts';

const foundAt = at('2025-02-03T10:00:00Z');
const due = plus(foundAt, 90 * DAY);
const severity = 'medium' as const;
const dismissed = { at: plus(foundAt, DAY), by: 'account:u1', reason: 'tolerable_risk', comment: null, approvedBy: null };

export const mediumFixedWithinLimitStories = storiesOf(mediumFixedWithinLimit, [
  story('fixed in the instant of the limit: pass')
    .given(vulnerability('v-1', { severity, fixedAt: due }))
    .expects('v-1', { outcome: 'pass', due, because: 'within its limit of 90 days' }),
  story('fixed a millisecond later: fail for that millisecond')
    .given(vulnerability('v-1', { severity, fixedAt: plus(due, 1) }))
    .expects('v-1', { outcome: 'fail', fail: [[due, plus(due, 1)]] }),
  story('still open: fail, open at the horizon')
    .given(vulnerability('v-1', { severity }))
    .expects('v-1', { outcome: 'fail', fail: [[due, null]], because: 'The medium vulnerability' }),
  story('high and low ones: no items here')
    .given(vulnerability('v-1', { severity: 'high' }), vulnerability('v-2', { severity: 'low' }))
    .expectsNo('v-1')
    .expectsNo('v-2'),
  story('rated down to low before the limit: pass')
    .given(vulnerability('v-1', { severity }, foundAt), vulnerability('v-1', { severity: 'low' }, plus(foundAt, DAY)))
    .expects('v-1', { outcome: 'pass' }),
  story('dismissed before the limit: no longer open')
    .given(vulnerability('v-1', { severity, dismissed }))
    .expects('v-1', { outcome: 'pass', because: 'was dismissed' }),
  story('dismissed after the limit: fail until then')
    .given(vulnerability('v-1', { severity, dismissed: { ...dismissed, at: plus(due, DAY) } }))
    .expects('v-1', { outcome: 'fail', fail: [[due, plus(due, DAY)]] }),
  story('dismissed, and taken back after the limit: open again from the look that saw it, and the limit does not begin again')
    .given(vulnerability('v-1', { severity, dismissed }, plus(foundAt, 2 * DAY)), vulnerability('v-1', { severity, dismissed: null }, plus(due, DAY)))
    .expects('v-1', { outcome: 'fail', fail: [[plus(due, DAY), null]] }),
  story('accepted beyond the limit: pass while that holds')
    .given(person('p-001', { authority: ['risks'] }), vulnerability('v-1', { severity, fixedAt: plus(due, DAY) }))
    .given(acceptance('va-1', { untilAt: plus(due, 2 * DAY) }))
    .expects('v-1', { outcome: 'pass', because: 'acceptance' }),
  story('the limit in force when it was found counts')
    .given(vulnerability('v-1', { severity, fixedAt: plus(due, DAY) }), set('vulnerability.medium.within', '52 weeks', plus(foundAt, 1)))
    .expects('v-1', { outcome: 'fail', fail: [[due, plus(due, DAY)]] }),
  story('the limit has not passed: not owed yet')
    .given(vulnerability('v-1', { severity }))
    .lookedAt(plus(foundAt, DAY))
    .expects('v-1', { outcome: 'not-owed', due }),
  story('found before the period: the limit does not begin again')
    .given(vulnerability('v-1', { severity, foundAt: at('2024-06-01T00:00:00Z'), fixedAt: at('2025-01-04T00:00:00Z') }))
    .expects('v-1', { outcome: 'fail', fail: [[startOf('2025-01-01'), at('2025-01-04T00:00:00Z')]] }),
  story('dismissed before the period: no item')
    .given(vulnerability('v-1', { severity, foundAt: at('2024-06-01T00:00:00Z'), dismissed: { ...dismissed, at: at('2024-06-02T00:00:00Z') } }))
    .expectsNo('v-1'),
  story('nobody tells when it was fixed: unknown')
    .given(vulnerability('v-1', { severity, fixedAt: untold('Nobody knows.') }))
    .expects('v-1', { outcome: 'unknown', unknown: [[due, null, 'not-told']] }),
  story('taken out of the records before the limit: unknown')
    .given(vulnerability('v-1', { severity }), takenOut('vulnerability', 'v-1', plus(foundAt, DAY)))
    .expects('v-1', { outcome: 'unknown', unknown: [[due, null, 'lost-sight']] }),
  story('its source cannot be read any more: unknown; others may stand unseen')
    .given(vulnerability('v-1', { severity }), unseen(['vulnerability'], plus(foundAt, DAY), FOREVER, 'denied'))
    .expects('v-1', { outcome: 'unknown', unknown: [[due, null, 'denied']] })
    .expectsUnseen([plus(foundAt, DAY), endOf('2025-12-31'), 'denied']),
]);
