import { plus } from '../../kernel/time.ts';
import { repositoryInScope, set } from '../testing/given.ts';
import { cloned, landing } from '../testing/given-changes.ts';
import { codeAccount, hostedChange, label } from '../testing/given-code-host.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { emergencyDeclaredByAuthorised } from './emergency-declared-by-authorised.ts';

const moment = [landing, plus(landing, 1)] as const;
const fail = { outcome: 'fail', fail: [[...moment]] } as const;
const notTold = { outcome: 'unknown', unknown: [[...moment, 'not-told']] } as const;
const around = [repositoryInScope('api', { approvals: 'none' }), cloned('api', { firstParentCommits: 1, reachableCommits: 2 })];
const declared = (...labels: readonly ReturnType<typeof label>[]) => hostedChange({ labels: [...labels] });
const set5 = plus(landing, 5 * 60_000);
const newYearsEve = at('2025-12-31T12:00:00Z');

export const emergencyDeclaredByAuthorisedStories = storiesOf(emergencyDeclaredByAuthorised, [
  story('declared by a person, where nobody is named: pass')
    .given(...around, declared(label()))
    .expects('api@m', { outcome: 'pass', because: 'login-u3' }),
  story('declared by a bot: fail')
    .given(...around, codeAccount('B1', { login: 'labeler[bot]', type: 'bot' }), declared(label('hotfix', { by: 'account:B1' })))
    .expects('api@m', { ...fail, because: 'The bot labeler[bot]' }),
  story('declared by somebody who is named: pass')
    .given(...around, declared(label()), set('change.emergency-declared-by', ['LOGIN-u3']))
    .expects('api@m', { outcome: 'pass' }),
  story('declared by somebody who is not named: fail')
    .given(...around, declared(label()), set('change.emergency-declared-by', ['login-u4']))
    .expects('api@m', { ...fail, because: 'does not name them' }),
  story('named only after the label was set: fail')
    .given(...around, declared(label()))
    .given(set('change.emergency-declared-by', ['login-u4']), set('change.emergency-declared-by', ['login-u3'], plus(set5, 1)))
    .expects('api@m', fail),
  story('the first label counts: fail')
    .given(...around, declared(label('emergency', { from: plus(set5, 1) }), label('hotfix', { by: 'account:U2' })))
    .given(set('change.emergency-declared-by', ['login-u3']))
    .expects('api@m', { ...fail, because: 'login-u2' }),
  story('declared by nobody knows whom: unknown')
    .given(...around, declared(label('hotfix', { by: '' })))
    .expects('api@m', { ...notTold, because: 'does not tell who' }),
  story('declared by nobody knows what: unknown')
    .given(...around, declared(label('hotfix', { by: 'account:U9' })))
    .expects('api@m', { ...notTold, because: 'a person or a bot' }),
  story('landed in the period before, and its review falls due in this one: not owed')
    .given(...around, hostedChange({ landedAt: newYearsEve, labels: [label('hotfix', { by: '', from: newYearsEve })] }))
    .over('2026-01-01', '2026-02-28')
    .expects('api@m', { outcome: 'not-owed' }),
  story('landed in the last millisecond of the period: an item; as it ended: none')
    .given(
      ...around,
      hostedChange({ landedAt: plus(startOf('2025-07-01'), -1), labels: [label('hotfix', { by: 'account:U2', from: at('2025-06-30T00:00:00Z') })] }),
    )
    .given(
      hostedChange({ landed: 'o', landedAt: startOf('2025-07-01'), labels: [label('hotfix', { from: at('2025-06-30T00:00:00Z') })] }, undefined, 'o'),
    )
    .given(set('change.emergency-declared-by', ['login-u3']))
    .over('2025-01-01', '2025-06-30')
    .expects('api@m', { outcome: 'fail', fail: [[plus(startOf('2025-07-01'), -1), startOf('2025-07-01')]] })
    .expectsNo('api@o'),
  story('nobody could see for a while: emergencies may stand unseen')
    .given(...around, declared(label()), unseen(['change'], at('2025-10-01T00:00:00Z'), endOf('2025-12-31'), 'denied'))
    .expects('api@m', { outcome: 'pass' })
    .expectsUnseen([at('2025-10-01T00:00:00Z'), endOf('2025-12-31'), 'denied']),
]);
