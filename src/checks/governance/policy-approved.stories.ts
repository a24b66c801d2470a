import { BEGINNING } from '../../kernel/time.ts';
import { person, policy, takenOut } from '../testing/given.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { policyApproved } from './policy-approved.ts';

const adopted = at('2025-01-10T09:00:00Z');
const mended = at('2025-03-01T09:00:00Z');
const boss = person('p-001', { authority: ['policies'] });

export const policyApprovedStories = storiesOf(policyApproved, [
  story('approved by another person with the authority: pass')
    .given(boss, policy('pol', {}, adopted))
    .expects('pol', { outcome: 'pass', because: 'p-001' }),
  story('approved by its author: fail from that commit to the one that mended it')
    .given(boss, policy('pol', { author: 'p-001' }, adopted), policy('pol', {}, mended))
    .expects('pol', { outcome: 'fail', fail: [[adopted, mended]], because: 'its own author' }),
  story('adopted without an approval: fail, open at the horizon')
    .given(boss, policy('pol', { approvedBy: null, approvedOn: null }, adopted))
    .expects('pol', { outcome: 'fail', fail: [[adopted, null]], because: 'without an approval' }),
  story('approved without the authority: fail')
    .given(person('p-001', { authority: ['risks'] }), policy('pol', {}, adopted))
    .expects('pol', { outcome: 'fail', fail: [[adopted, null]], because: 'did not have the authority' }),
  story('the authority was given later that day: pass')
    .given(person('p-001'), person('p-001', { authority: ['policies'] }, at('2025-01-10T23:59:59+01:00')), policy('pol', {}, adopted))
    .expects('pol', { outcome: 'pass' }),
  story('the authority was given the day after: fail')
    .given(person('p-001'), person('p-001', { authority: ['policies'] }, startOf('2025-01-11')), policy('pol', {}, adopted))
    .expects('pol', { outcome: 'fail', fail: [[adopted, null]] }),
  story('the authority ended the day before: fail')
    .given(boss, person('p-001', {}, startOf('2025-01-10')), policy('pol', {}, adopted))
    .expects('pol', { outcome: 'fail', fail: [[adopted, null]] }),
  story('the approver had left the day before: fail')
    .given(person('p-001', { authority: ['policies'], employment: [{ from: '2020-01-01', until: '2025-01-09' }] }), policy('pol', {}, adopted))
    .expects('pol', { outcome: 'fail', fail: [[adopted, null]] }),
  story('approved on the last day of the approver: pass')
    .given(person('p-001', { authority: ['policies'], employment: [{ from: '2020-01-01', until: '2025-01-10' }] }), policy('pol', {}, adopted))
    .expects('pol', { outcome: 'pass' }),
  story('approved by somebody who is not listed: fail')
    .given(policy('pol', {}, adopted))
    .expects('pol', { outcome: 'fail', fail: [[adopted, null]] }),
  story('in the records before the day of its approval: fail until that day')
    .given(boss, policy('pol', { approvedOn: '2025-01-12' }, adopted))
    .expects('pol', { outcome: 'fail', fail: [[adopted, startOf('2025-01-12')]] }),
  story('two bad versions after one another: one exception')
    .given(boss, policy('pol', { author: 'p-001' }, adopted), policy('pol', { author: 'p-001', version: 2 }, mended))
    .expects('pol', { outcome: 'fail', fail: [[adopted, null]] }),
  story('withdrawn: the exception ends')
    .given(boss, policy('pol', { author: 'p-001' }, adopted), takenOut('policy', 'pol', mended))
    .expects('pol', { outcome: 'fail', fail: [[adopted, mended]] }),
  story('back to a draft: the exception ends')
    .given(boss, policy('pol', { author: 'p-001' }, adopted), policy('pol', { author: 'p-001', status: 'draft' }, mended))
    .expects('pol', { outcome: 'fail', fail: [[adopted, mended]] }),
  story('mended before the period: pass')
    .given(
      boss,
      policy('pol', { author: 'p-001', approvedOn: '2024-05-01' }, at('2024-05-01T00:00:00Z')),
      policy('pol', { approvedOn: '2024-06-01' }, at('2024-06-01T00:00:00Z')),
    )
    .expects('pol', { outcome: 'pass' }),
  story('bad since before the period: clipped to it')
    .given(boss, policy('pol', { author: 'p-001', approvedOn: '2024-05-01' }, at('2024-05-01T00:00:00Z')))
    .expects('pol', { outcome: 'fail', fail: [[startOf('2025-01-01'), null]] }),
  story('a draft: not owed')
    .given(policy('pol', { status: 'draft' }))
    .expects('pol', { outcome: 'not-owed', because: 'draft' }),
  story('withdrawn before the period: no item')
    .given(policy('pol', {}), takenOut('policy', 'pol', startOf('2025-01-01')))
    .expectsNo('pol'),
  story('the list of people could not be read on the day of the approval: unknown')
    .given(boss, policy('pol', {}, adopted), unseen(['person'], startOf('2025-01-10'), endOf('2025-01-10'), 'lost-sight'))
    .expects('pol', { outcome: 'unknown', unknown: [[adopted, null, 'lost-sight']] }),
  story('it could be read for a part of that day: pass')
    .given(boss, policy('pol', {}, adopted), unseen(['person'], startOf('2025-01-10'), at('2025-01-10T12:00:00Z'), 'lost-sight'))
    .expects('pol', { outcome: 'pass' }),
  story('approved before anybody listed who had the authority: unknown')
    .given(person('p-001', { authority: ['policies'] }, at('2025-01-20T00:00:00Z')), policy('pol', {}, adopted))
    .given(unseen(['person'], BEGINNING, at('2025-01-20T00:00:00Z'), 'before-first-look'))
    .expects('pol', { outcome: 'unknown', unknown: [[adopted, null, 'before-first-look']] }),
  story('approved by its author is certain, whoever could be seen: fail')
    .given(policy('pol', { author: 'p-001' }, adopted), unseen(['person'], startOf('2025-01-10'), endOf('2025-01-10'), 'lost-sight'))
    .expects('pol', { outcome: 'fail', fail: [[adopted, null]] }),
  story('the policy could not be read for a while: unknown for that while')
    .given(boss, policy('pol', {}, adopted), unseen(['policy'], mended, at('2025-03-03T00:00:00Z'), 'lost-sight'))
    .expects('pol', { outcome: 'unknown', unknown: [[mended, at('2025-03-03T00:00:00Z'), 'lost-sight']] })
    .expectsUnseen([mended, at('2025-03-03T00:00:00Z'), 'lost-sight']),
]);
