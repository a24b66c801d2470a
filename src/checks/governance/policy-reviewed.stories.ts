import { BEGINNING, DAY, plus } from '../../kernel/time.ts';
import { policy, set, takenOut } from '../testing/given.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { policyReviewed } from './policy-reviewed.ts';

const adopted = at('2024-03-10T09:00:00Z');
const due = endOf('2025-03-10');
const first = policy('pol', { approvedOn: '2024-03-10' }, adopted);

export const policyReviewedStories = storiesOf(policyReviewed, [
  story('reviewed within the year: pass')
    .given(first, policy('pol', { approvedOn: '2024-03-10', reviewedOn: '2025-02-01' }, at('2025-02-01T09:00:00Z')))
    .expects('pol', { outcome: 'pass', because: '2025-02-01', due: endOf('2026-02-01') }),
  story('reviewed on the very day: pass')
    .given(first, policy('pol', { approvedOn: '2024-03-10', reviewedOn: '2025-03-10' }, at('2025-03-10T22:30:00+01:00')))
    .expects('pol', { outcome: 'pass' }),
  story('reviewed the day after: fail for that day')
    .given(first, policy('pol', { approvedOn: '2024-03-10', reviewedOn: '2025-03-11' }, at('2025-03-11T09:00:00Z')))
    .expects('pol', { outcome: 'fail', fail: [[due, endOf('2025-03-11')]], because: 'reviewed again 1 d late' }),
  story('over the night of summer time the day after has 23 hours')
    .given(
      policy('pol', { approvedOn: '2024-03-29' }, adopted),
      policy('pol', { approvedOn: '2024-03-29', reviewedOn: '2025-03-30' }, at('2025-03-30T09:00:00Z')),
    )
    .expects('pol', { outcome: 'fail', fail: [[at('2025-03-30T00:00:00+01:00'), at('2025-03-31T00:00:00+02:00')]], because: '23 h late' }),
  story('never reviewed again: fail, open at the horizon')
    .given(first)
    .expects('pol', { outcome: 'fail', fail: [[due, null]] }),
  story('approved anew counts as a review: pass')
    .given(first, policy('pol', { approvedOn: '2025-03-01', reviewedOn: '2024-03-10', version: 2 }, at('2025-03-01T09:00:00Z')))
    .expects('pol', { outcome: 'pass' }),
  story('29 February and a year')
    .given(policy('pol', { approvedOn: '2024-02-29' }, at('2024-02-29T09:00:00Z')))
    .expects('pol', { outcome: 'fail', fail: [[endOf('2025-02-28'), null]] }),
  story('the cadence in force at the review counts')
    .given(first, set('policy-review.every', '24 months', at('2024-06-01T00:00:00Z')))
    .expects('pol', { outcome: 'fail', fail: [[due, null]] }),
  story('reviewed late twice: two spans, and what came before the period is clipped')
    .given(
      policy('pol', { approvedOn: '2023-12-01' }, at('2024-01-01T00:00:00Z')),
      policy('pol', { approvedOn: '2023-12-01', reviewedOn: '2025-01-03' }, at('2025-01-03T09:00:00Z')),
    )
    .over('2025-01-01', '2026-02-28')
    .expects('pol', {
      outcome: 'fail',
      fail: [
        [startOf('2025-01-01'), endOf('2025-01-03')],
        [endOf('2026-01-03'), null],
      ],
    }),
  story('late in the year before, on time since: pass')
    .given(
      policy('pol', { approvedOn: '2023-06-01' }, at('2024-01-01T00:00:00Z')),
      policy('pol', { approvedOn: '2023-06-01', reviewedOn: '2024-09-01' }, at('2024-09-01T09:00:00Z')),
      policy('pol', { approvedOn: '2023-06-01', reviewedOn: '2025-08-01' }, at('2025-08-01T09:00:00Z')),
    )
    .expects('pol', { outcome: 'pass' }),
  story('withdrawn: the exception ends with it')
    .given(first, takenOut('policy', 'pol', at('2025-05-01T00:00:00Z')))
    .expects('pol', { outcome: 'fail', fail: [[due, at('2025-05-01T00:00:00Z')]] }),
  story('a draft: not owed')
    .given(policy('pol', { status: 'draft', approvedBy: null, approvedOn: null }))
    .expects('pol', { outcome: 'not-owed', because: 'draft' }),
  story('adopted without any day: counted from its adoption')
    .given(
      policy('pol', { approvedOn: null, approvedBy: null }, adopted),
      policy('pol', { approvedOn: null, approvedBy: null, text: 'new' }, at('2025-03-01T00:00:00Z')),
    )
    .expects('pol', { outcome: 'fail', fail: [[due, null]] }),
  story('a review that a later version takes back never was')
    .given(
      first,
      policy('pol', { approvedOn: '2024-03-10', reviewedOn: '2025-02-01' }, at('2025-02-01T09:00:00Z')),
      policy('pol', { approvedOn: '2024-03-10' }, at('2025-02-02T09:00:00Z')),
    )
    .expects('pol', { outcome: 'fail', fail: [[due, null]] }),
  story('a review written down late counts from its day, and the lateness shows')
    .given(first, policy('pol', { approvedOn: '2024-03-10', reviewedOn: '2025-02-01' }, plus(endOf('2025-02-01'), 60 * DAY)))
    .expects('pol', { outcome: 'pass', recordedLate: 60 * DAY }),
  story('the policy could not be read for a while: unknown for that while')
    .given(first, policy('pol', { approvedOn: '2024-03-10', reviewedOn: '2025-02-01' }, at('2025-02-01T09:00:00Z')))
    .given(unseen(['policy'], at('2025-05-01T00:00:00Z'), at('2025-05-03T00:00:00Z'), 'lost-sight'))
    .expects('pol', { outcome: 'unknown', unknown: [[at('2025-05-01T00:00:00Z'), at('2025-05-03T00:00:00Z'), 'lost-sight']] })
    .expectsUnseen([at('2025-05-01T00:00:00Z'), at('2025-05-03T00:00:00Z'), 'lost-sight']),
  story('the records began in the period: unknown before')
    .given(
      policy('pol', { approvedOn: '2025-01-10' }, at('2025-02-01T00:00:00Z')),
      unseen(['policy'], BEGINNING, at('2025-02-01T00:00:00Z'), 'before-first-look'),
    )
    .expects('pol', { outcome: 'unknown', unknown: [[startOf('2025-01-01'), at('2025-02-01T00:00:00Z'), 'before-first-look']] })
    .expectsUnseen([startOf('2025-01-01'), at('2025-02-01T00:00:00Z'), 'before-first-look']),
  story('falls due in the instant at which the period ends: the policy was reviewed all through it')
    .given(policy('pol', { approvedOn: '2024-12-31' }, at('2024-12-31T09:00:00Z')))
    .expects('pol', { outcome: 'pass', due: endOf('2025-12-31') }),
]);
