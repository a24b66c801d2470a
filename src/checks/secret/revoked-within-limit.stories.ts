import { untold } from '../../facts/told.ts';
import { DAY, FOREVER, HOUR, plus } from '../../kernel/time.ts';
import { set } from '../testing/given.ts';
import { leak } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { revokedWithinLimit } from './revoked-within-limit.ts';

const found = at('2025-03-10T09:00:00Z');
const due = plus(found, 24 * HOUR);
const closed = (
  resolution: 'revoked' | 'false-positive' | 'used-in-tests' | 'accepted' | 'pattern-removed',
  comment: string | null = null,
  resolvedAt = due,
) => {
  return leak('l-1', { resolution, comment, resolvedAt, resolvedBy: 'account:u1' }, found);
};

export const revokedWithinLimitStories = storiesOf(revokedWithinLimit, [
  story('revoked in the instant of the limit: pass').given(closed('revoked')).expects('l-1', { outcome: 'pass', due, because: 'was revoked' }),
  story('revoked an hour later: fail for that hour')
    .given(closed('revoked', null, plus(due, HOUR)))
    .expects('l-1', { outcome: 'fail', fail: [[due, plus(due, HOUR)]], because: 'open beyond its limit of 24 hours' }),
  story('still open: fail, open at the horizon')
    .given(leak('l-1'))
    .expects('l-1', { outcome: 'fail', fail: [[due, null]] }),
  story('shown to be none, with a comment: pass')
    .given(closed('false-positive', 'An example of the documentation.'))
    .expects('l-1', { outcome: 'pass', because: 'shown to be none' }),
  story('used in tests, without a word: it may open something')
    .given(closed('used-in-tests', ' '))
    .expects('l-1', { outcome: 'fail', fail: [[due, null]], because: 'closed as "used-in-tests" without a comment' }),
  story('the risk was accepted: that revokes nothing')
    .given(closed('accepted', 'We know.'))
    .expects('l-1', { outcome: 'fail', fail: [[due, null]], because: 'closed as "accepted"' }),
  story('the pattern was removed: that revokes nothing')
    .given(closed('pattern-removed', 'Too many.'))
    .expects('l-1', { outcome: 'fail', fail: [[due, null]] }),
  story('revoked, and opened again by a look: fail from then on')
    .given(closed('revoked'), leak('l-1', {}, plus(due, DAY)))
    .expects('l-1', { outcome: 'fail', fail: [[plus(due, DAY), null]] }),
  story('the limit in force when it was found counts')
    .given(closed('revoked', null, plus(due, HOUR)), set('secret.revoked.within', '2 days', plus(found, 1)))
    .expects('l-1', { outcome: 'fail', fail: [[due, plus(due, HOUR)]] }),
  story('the limit has not passed: not owed yet')
    .given(leak('l-1'))
    .lookedAt(plus(found, HOUR))
    .expects('l-1', { outcome: 'not-owed', due, because: 'must be revoked by' }),
  story('the limit has not passed, and it is revoked: pass')
    .given(closed('revoked', null, plus(found, HOUR)))
    .lookedAt(plus(found, 2 * HOUR))
    .expects('l-1', { outcome: 'pass' }),
  story('found before the period, open into it: the limit does not begin again')
    .given(leak('l-1', { foundAt: at('2024-12-01T00:00:00Z'), resolution: 'revoked', resolvedAt: at('2025-01-05T00:00:00Z') }))
    .expects('l-1', { outcome: 'fail', fail: [[startOf('2025-01-01'), at('2025-01-05T00:00:00Z')]] }),
  story('revoked late, but before the period: no item')
    .given(leak('l-1', { foundAt: at('2024-06-01T00:00:00Z'), resolution: 'revoked', resolvedAt: at('2024-07-01T00:00:00Z') }))
    .expectsNo('l-1'),
  story('when it was closed is not told: unknown')
    .given(leak('l-1', { resolution: 'revoked', resolvedAt: untold('The host does not tell when.') }))
    .expects('l-1', { outcome: 'unknown', unknown: [[due, null, 'not-told']] }),
  story('the alerts cannot be read since before the limit: unknown; others may stand unseen')
    .given(leak('l-1'), unseen(['secret-leak'], plus(found, HOUR), FOREVER, 'denied'))
    .expects('l-1', { outcome: 'unknown', unknown: [[due, null, 'denied']] })
    .expectsUnseen([plus(found, HOUR), endOf('2025-12-31'), 'denied']),
  story('revoked, and the alerts cannot be read since: it stays revoked')
    .given(closed('revoked'), unseen(['secret-leak'], plus(due, DAY), FOREVER, 'denied'))
    .expects('l-1', { outcome: 'pass' })
    .expectsUnseen([plus(due, DAY), endOf('2025-12-31'), 'denied']),
]);
