import { BEGINNING, DAY, FOREVER, type Instant, plus } from '../../kernel/time.ts';
import { person, program, review, set, system, takenOut } from '../testing/given.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { accessReviewOnTime } from './access-review-on-time.ts';

const due = endOf('2025-03-31');
const around = [program(), system('github'), person('p-001', { authority: ['access-reviews'] })];
const signed = (id: string, instant: Instant, day = '2025-03-31', by = 'p-001') => review(id, { due: day, signed: { by, at: instant } }, instant);
const rest = [
  signed('ar-2', at('2025-06-20T10:00:00Z'), '2025-06-30'),
  signed('ar-3', at('2025-09-20T10:00:00Z'), '2025-09-30'),
  signed('ar-4', at('2025-12-20T10:00:00Z'), '2025-12-31'),
];

export const accessReviewOnTimeStories = storiesOf(accessReviewOnTime, [
  story('signed in the window: pass, with nothing carried into the year')
    .given(...around, signed('ar-1', at('2025-03-20T14:00:00Z')), ...rest)
    .expects('2025-03-31', { outcome: 'pass', because: 'ar-1', due })
    .expects('2025-12-31', { outcome: 'pass' })
    .expectsNo('2026-03-31'),
  story('signed in the very instant at which the window closes: pass')
    .given(...around, signed('ar-1', due))
    .expects('2025-03-31', { outcome: 'pass' }),
  story('signed a millisecond after the window closed: fail for that millisecond')
    .given(...around, signed('ar-1', plus(due, 1)))
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, plus(due, 1)]], because: 'only on' }),
  story('the window closes at midnight of summer time')
    .given(...around, signed('ar-1', at('2025-04-02T08:00:00+02:00')))
    .expects('2025-03-31', { outcome: 'fail', fail: [[at('2025-04-01T00:00:00+02:00'), at('2025-04-02T08:00:00+02:00')]] }),
  story('never signed: fail, open at the horizon')
    .given(...around, review('ar-1', {}))
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, null]], because: 'was not signed' }),
  story('signed by somebody without the authority, then by somebody with it')
    .given(...around, person('p-002'), signed('ar-1', at('2025-03-20T14:00:00Z'), '2025-03-31', 'p-002'), signed('ar-1b', at('2025-04-07T09:00:00Z')))
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, at('2025-04-07T09:00:00Z')]], because: 'p-002 signed it without the authority' }),
  story('the authority was given only after the signature: fail')
    .given(
      program(),
      system('github'),
      person('p-001'),
      person('p-001', { authority: ['access-reviews'] }, at('2025-03-21T00:00:00Z')),
      signed('ar-1', at('2025-03-20T14:00:00Z')),
    )
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, null]] }),
  story('the signer had left by then: fail')
    .given(
      program(),
      system('github'),
      person('p-001', { authority: ['access-reviews'], employment: [{ from: '2020-01-01', until: '2025-03-19' }] }),
      signed('ar-1', at('2025-03-20T14:00:00Z')),
    )
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, null]] }),
  story('the signer still worked on the last day: pass')
    .given(
      program(),
      system('github'),
      person('p-001', { authority: ['access-reviews'], employment: [{ from: '2020-01-01', until: '2025-03-20' }] }),
      signed('ar-1', plus(endOf('2025-03-20'), -1)),
    )
    .expects('2025-03-31', { outcome: 'pass' }),
  story('the list of people could not be read when it was signed: unknown')
    .given(
      ...around,
      signed('ar-1', at('2025-03-20T14:00:00Z')),
      unseen(['person'], at('2025-03-19T00:00:00Z'), at('2025-03-22T00:00:00Z'), 'lost-sight'),
    )
    .expects('2025-03-31', { outcome: 'unknown', unknown: [[due, null, 'lost-sight']] }),
  story('a file that was mended before it fell due hides nothing: fail')
    .given(...around, unseen(['access-review'], at('2025-03-19T00:00:00Z'), due, 'lost-sight'))
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, null]] }),
  story('a file that could not be read when it fell due may have held the review: unknown')
    .given(...around, unseen(['access-review'], due, at('2025-05-22T00:00:00Z'), 'lost-sight'))
    .expects('2025-03-31', { outcome: 'unknown', unknown: [[due, null, 'lost-sight']] }),
  story('a file that broke after it fell due hides nothing: fail')
    .given(...around, unseen(['access-review'], plus(due, 1), FOREVER, 'lost-sight'))
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, null]] }),
  story('a file that cannot be read to this day may hold the review: unknown')
    .given(...around, unseen(['access-review'], at('2025-03-19T00:00:00Z'), FOREVER, 'lost-sight'))
    .expects('2025-03-31', { outcome: 'unknown', unknown: [[due, null, 'lost-sight']], because: 'could not be read' }),
  story('a look that ended says how far the file was unreadable: unknown')
    .given(
      ...around,
      unseen(['access-review'], at('2025-03-19T00:00:00Z'), at('2026-02-28T00:00:00Z'), 'lost-sight'),
      unseen(['access-review'], at('2026-02-28T00:00:00Z'), FOREVER, 'stale'),
    )
    .expects('2025-03-31', { outcome: 'unknown', unknown: [[due, null, 'lost-sight']] }),
  story('the records were last looked at before it fell due: unknown')
    .given(...around, unseen(['access-review'], at('2025-03-10T00:00:00Z'), FOREVER, 'stale'))
    .expects('2025-03-31', { outcome: 'unknown', unknown: [[due, null, 'stale']] }),
  story('the records were last looked at minutes before the code: that is not stale')
    .given(...around, unseen(['access-review'], at('2025-05-01T00:00:00Z'), FOREVER, 'stale'))
    .lookedAt(at('2025-05-01T00:05:00Z'))
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, null]] }),
  story('the records began only after it fell due: unknown')
    .given(...around, unseen(['access-review'], BEGINNING, at('2025-05-01T00:00:00Z'), 'before-first-look'))
    .expects('2025-03-31', { outcome: 'unknown', unknown: [[due, null, 'before-first-look']] })
    .expects('2025-06-30', { outcome: 'fail', fail: [[endOf('2025-06-30'), null]] }),
  story('written down late and dated in time: pass, and the lateness shows')
    .given(...around, review('ar-1', { signed: { by: 'p-001', at: at('2025-03-20T14:00:00Z') } }, at('2025-05-20T14:00:00Z')))
    .expects('2025-03-31', { outcome: 'pass', recordedLate: 61 * DAY }),
  story('a review that was taken out of the records was still signed: pass')
    .given(...around, signed('ar-1', at('2025-03-20T14:00:00Z')), takenOut('access-review', 'ar-1', at('2025-04-20T14:00:00Z')))
    .expects('2025-03-31', { outcome: 'pass' }),
  story('falls due after the last look: not owed yet')
    .given(...around)
    .lookedAt(at('2025-03-01T00:00:00Z'))
    .expects('2025-03-31', { outcome: 'not-owed', because: 'falls due', due }),
  story('signed before it fell due, looked at before it fell due: pass')
    .given(...around, signed('ar-1', at('2025-02-20T14:00:00Z')))
    .lookedAt(at('2025-03-01T00:00:00Z'))
    .expects('2025-03-31', { outcome: 'pass' }),
  story('due on the last day of the period and never signed: an exception of this period')
    .given(...around)
    .expects('2025-12-31', { outcome: 'fail', fail: [[endOf('2025-12-31'), null]] }),
  story('no system was in scope: not owed')
    .given(program(), system('github', { since: '2025-04-01' }))
    .expects('2025-03-31', { outcome: 'not-owed', because: 'No system' })
    .expects('2025-06-30', { outcome: 'fail', fail: [[endOf('2025-06-30'), null]] }),
  story('fell due before the period and was signed inside it: carried in, clipped to the period')
    .given(
      program('2024-01-01'),
      system('github'),
      person('p-001', { authority: ['access-reviews'] }),
      signed('ar-0', at('2025-01-20T10:00:00Z'), '2024-09-30'),
    )
    .expects('2024-09-30', { outcome: 'fail', fail: [[startOf('2025-01-01'), at('2025-01-20T10:00:00Z')]] }),
  story('fell due before the period and was signed late, but before the period: no item')
    .given(
      program('2024-01-01'),
      system('github'),
      person('p-001', { authority: ['access-reviews'] }),
      signed('ar-0', at('2024-11-20T10:00:00Z'), '2024-09-30'),
    )
    .expectsNo('2024-09-30'),
  story('a shorter cadence counts from the next window on, and never backwards')
    .given(...around, set('access-review.every', '1 month', at('2025-05-15T00:00:00Z')))
    .over('2025-01-01', '2025-08-31')
    .expects('2025-06-30', { outcome: 'fail', fail: [[endOf('2025-06-30'), null]] })
    .expects('2025-07-31', { outcome: 'fail', fail: [[endOf('2025-07-31'), null]] })
    .expectsNo('2025-05-31')
    .expectsNo('2025-09-30'),
  story('without a program nobody knows what falls due')
    .given(system('github'))
    .expectsNo('2025-03-31')
    .expectsUnseen([startOf('2025-01-01'), endOf('2025-12-31'), 'before-first-look']),
]);
