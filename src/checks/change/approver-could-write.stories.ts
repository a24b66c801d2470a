import { untold } from '../../facts/told.ts';
import { DAY, plus } from '../../kernel/time.ts';
import { person, repositoryInScope } from '../testing/given.ts';
import { approval, cloned, landing, merged } from '../testing/given-changes.ts';
import { commitBy, hostedChange, label, seenLater, yes } from '../testing/given-code-host.ts';
import { hosted } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { approverCouldWrite } from './approver-could-write.ts';

const moment = [landing, plus(landing, 1)] as const;
const fail = { outcome: 'fail', fail: [[...moment]] } as const;
const notTold = { outcome: 'unknown', unknown: [[...moment, 'not-told']] } as const;
const around = [repositoryInScope('api', { approvals: 'none' }), cloned('api', { firstParentCommits: 1, reachableCommits: 2 })];
const could = (couldWrite: boolean) => [yes({ couldWrite })];

export const approverCouldWriteStories = storiesOf(approverCouldWrite, [
  story('the approver could write: pass')
    .given(...around, hostedChange())
    .expects('api@m', { outcome: 'pass', because: 'login-u3' }),
  story('the approver could not write: fail')
    .given(...around, hostedChange({ approvals: could(false) }))
    .expects('api@m', { ...fail, because: 'without the right to write' }),
  story('first seen 40 days after it landed: the sentence says so')
    .given(...around, hostedChange({ approvals: could(false), seenAt: plus(landing, 40 * DAY) }))
    .expects('api@m', { ...fail, because: '40 days later' }),
  story('the right of whoever approved is that of the first look: pass')
    .given(...around, hostedChange(), seenLater(plus(landing, 9 * DAY), { approvals: could(false) }))
    .expects('api@m', { outcome: 'pass' }),
  story('one could, but approved older work; the other could not: fail')
    .given(
      ...around,
      hostedChange({ approvals: [yes(), yes({ by: 'account:U4', commit: 'w2', couldWrite: false })] }, [
        commitBy('w1', ['base']),
        commitBy('w2', ['w1']),
      ]),
    )
    .expects('api@m', { ...fail, because: 'login-u4' }),
  story('one could not, and another could: pass')
    .given(...around, hostedChange({ approvals: [yes({ couldWrite: false }), yes({ by: 'account:U4' })] }))
    .expects('api@m', { outcome: 'pass' }),
  story('the host does not tell: unknown')
    .given(...around, hostedChange({ approvals: [yes({ couldWrite: untold('The token may not see rights.') })] }))
    .expects('api@m', { ...notTold, because: 'The token may not see rights.' }),
  story('whoever could write may be the author: unknown')
    .given(...around, hostedChange({ approvals: [yes({ by: '' })] }))
    .expects('api@m', notTold),
  story('written down in the records, which know no rights: unknown')
    .given(hosted('api'), repositoryInScope('api'), ...around.slice(1), person('p-002'), person('p-003'), merged(), approval('ap'))
    .expects('api@m', notTold),
  story('no approval that counts: not owed')
    .given(...around, hostedChange({ approvals: [yes({ at: plus(landing, 1) })] }))
    .expects('api@m', { outcome: 'not-owed' }),
  story('an emergency: not owed')
    .given(...around, hostedChange({ approvals: could(false), labels: [label()] }))
    .expects('api@m', { outcome: 'not-owed' }),
  story('landed before the period: no item')
    .given(...around, hostedChange({ approvals: could(false) }))
    .over('2025-07-01', '2025-12-31')
    .expectsNo('api@m'),
  story('nobody could see for a while: changes may stand unseen')
    .given(...around, hostedChange(), unseen(['change'], at('2025-10-01T00:00:00Z'), endOf('2025-12-31'), 'denied'))
    .expects('api@m', { outcome: 'pass' })
    .expectsUnseen([at('2025-10-01T00:00:00Z'), endOf('2025-12-31'), 'denied']),
  story('no code host delivers the repository: no item, and told once')
    .given(...around, merged())
    .expectsNo('api@m')
    .expectsUnseen([startOf('2025-01-01'), endOf('2025-12-31'), 'before-first-look']),
]);
