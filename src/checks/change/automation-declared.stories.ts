import { plus } from '../../kernel/time.ts';
import { person, repositoryInScope, set } from '../testing/given.ts';
import { cloned, landing, merged } from '../testing/given-changes.ts';
import { codeAccount, hostedChange } from '../testing/given-code-host.ts';
import { hosted } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { automationDeclared } from './automation-declared.ts';

const moment = [landing, plus(landing, 1)] as const;
const fail = { outcome: 'fail', fail: [[...moment]] } as const;
const notTold = { outcome: 'unknown', unknown: [[...moment, 'not-told']] } as const;
const around = [repositoryInScope('api', { approvals: 'none' }), cloned('api', { firstParentCommits: 1, reachableCommits: 2 })];
const bot = { ref: 'account:B1', login: 'dependabot[bot]', type: 'bot' as const };
const u3 = { ref: 'account:U3', login: 'login-u3', type: 'person' as const };
const byBot = { author: 'account:B1', participants: [bot, u3] };
const stranger = { ref: 'account:U9', login: 'mannequin', type: 'unknown' as const };

export const automationDeclaredStories = storiesOf(automationDeclared, [
  story('people wrote and merged it: not owed')
    .given(...around, hostedChange())
    .expects('api@m', { outcome: 'not-owed' }),
  story('a bot wrote it, and nobody named it: fail')
    .given(...around, hostedChange(byBot))
    .expects('api@m', { ...fail, because: 'The bot dependabot[bot] wrote it' }),
  story('a bot wrote it, and it is named: pass')
    .given(...around, hostedChange(byBot), set('change.automation', ['Dependabot']))
    .expects('api@m', { outcome: 'pass', because: 'dependabot' }),
  story('a bot wrote it, and another is named: fail')
    .given(...around, hostedChange(byBot), set('change.automation', ['renovate[bot]']))
    .expects('api@m', fail),
  story('named only after it landed: fail')
    .given(...around, hostedChange(byBot), set('change.automation', ['dependabot[bot]'], plus(landing, 1)))
    .expects('api@m', fail),
  story('named as it landed: pass')
    .given(...around, hostedChange(byBot), set('change.automation', ['dependabot[bot]'], landing))
    .expects('api@m', { outcome: 'pass' }),
  story('a bot merged it, and nobody named it: fail')
    .given(...around, hostedChange({ mergedBy: 'account:B1', participants: [bot, { ...u3, ref: 'account:U2' }] }))
    .expects('api@m', { ...fail, because: 'merged it' }),
  story('a merge queue merged it: not owed')
    .given(...around, hostedChange({ mergedBy: 'account:B1', byQueue: true, participants: [bot, { ...u3, ref: 'account:U2' }] }))
    .expects('api@m', { outcome: 'not-owed' }),
  story('nobody tells whether the author is a bot: unknown')
    .given(...around, hostedChange({ author: 'account:U9', participants: [stranger, u3] }))
    .expects('api@m', { ...notTold, because: 'mannequin' }),
  story('the list of accounts tells that the author is a bot: fail')
    .given(...around, hostedChange({ author: 'account:U9', participants: [stranger, u3] }), codeAccount('U9', { type: 'bot' }))
    .expects('api@m', fail),
  story('nobody knows who wrote it: unknown')
    .given(...around, hostedChange({ author: '' }))
    .expects('api@m', notTold),
  story('only a clone tells of it, and not who merged: unknown')
    .given(...around, hosted('api'), person('p-002'), merged())
    .expects('api@m', { ...notTold, because: 'who merged it' }),
  story('no code host delivers the repository: told once')
    .given(...around, person('p-002'), merged())
    .expectsNo('api@m')
    .expectsUnseen([startOf('2025-01-01'), endOf('2025-12-31'), 'before-first-look']),
  story('landed before the period: no item')
    .given(...around, hostedChange(byBot))
    .over('2025-07-01', '2025-12-31')
    .expectsNo('api@m'),
  story('nobody could see for a while: changes may stand unseen')
    .given(...around, hostedChange(), unseen(['change'], at('2025-10-01T00:00:00Z'), endOf('2025-12-31'), 'denied'))
    .expects('api@m', { outcome: 'not-owed' })
    .expectsUnseen([at('2025-10-01T00:00:00Z'), endOf('2025-12-31'), 'denied']),
]);
