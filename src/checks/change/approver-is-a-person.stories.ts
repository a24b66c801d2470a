import { plus } from '../../kernel/time.ts';
import { person, repositoryInScope } from '../testing/given.ts';
import { approval, cloned, landing, merged } from '../testing/given-changes.ts';
import { codeAccount, hostedChange, label, yes } from '../testing/given-code-host.ts';
import { hosted } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { approverIsAPerson } from './approver-is-a-person.ts';

const moment = [landing, plus(landing, 1)] as const;
const fail = { outcome: 'fail', fail: [[...moment]] } as const;
const notTold = { outcome: 'unknown', unknown: [[...moment, 'not-told']] } as const;
const around = [repositoryInScope('api', { approvals: 'none' }), cloned('api', { firstParentCommits: 1, reachableCommits: 2 })];
const bot = yes({ by: 'account:B1', byType: 'bot' });
const untyped = yes({ by: 'account:U9', byType: 'unknown' });

export const approverIsAPersonStories = storiesOf(approverIsAPerson, [
  story('a person approved it: pass')
    .given(...around, hostedChange())
    .expects('api@m', { outcome: 'pass', because: 'login-u3' }),
  story('only a bot approved it: fail')
    .given(...around, hostedChange({ approvals: [bot] }))
    .expects('api@m', { ...fail, because: 'Only bots approved it' }),
  story('a bot and a person approved it: pass')
    .given(...around, hostedChange({ approvals: [bot, yes()] }))
    .expects('api@m', { outcome: 'pass' }),
  story('a bot, and a person too late: fail')
    .given(...around, hostedChange({ approvals: [bot, yes({ at: plus(landing, 1) })] }))
    .expects('api@m', fail),
  story('nobody tells what approved it: unknown')
    .given(...around, hostedChange({ approvals: [untyped] }))
    .expects('api@m', { ...notTold, because: 'nobody tells whether that is a person' }),
  story('the list of accounts tells that it is a bot: fail')
    .given(...around, codeAccount('U9', { type: 'bot' }), hostedChange({ approvals: [untyped] }))
    .expects('api@m', fail),
  story('whoever approved may be the author: unknown')
    .given(...around, hostedChange({ approvals: [yes({ by: '', byType: 'unknown' })] }))
    .expects('api@m', notTold),
  story('written down in the records by a person: pass')
    .given(hosted('api'), repositoryInScope('api'), ...around.slice(1), person('p-002'), person('p-003'), merged(), approval('ap'))
    .expects('api@m', { outcome: 'pass' }),
  story('no approval that counts: not owed')
    .given(...around, hostedChange({ approvals: [] }))
    .expects('api@m', { outcome: 'not-owed' }),
  story('an emergency: not owed')
    .given(...around, hostedChange({ approvals: [bot], labels: [label()] }))
    .expects('api@m', { outcome: 'not-owed' }),
  story('landed before the period: no item')
    .given(...around, hostedChange({ approvals: [bot] }))
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
