import { untold } from '../../facts/told.ts';
import { DAY, FOREVER, HOUR, plus } from '../../kernel/time.ts';
import { repositoryInScope, set } from '../testing/given.ts';
import { change, cloned, landing, merged } from '../testing/given-changes.ts';
import { hostedChange, label, onHost, yes } from '../testing/given-code-host.ts';
import { hosted } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { emergencyReviewedAfterwards } from './emergency-reviewed-afterwards.ts';

const due = plus(landing, 2 * DAY);
const around = [repositoryInScope('api', { approvals: 'none' }), cloned('api', { firstParentCommits: 1, reachableCommits: 2 })];
const labels = [label()];
const reviewed = (told: Parameters<typeof yes>[0], more: Parameters<typeof hostedChange>[0] = {}) =>
  hostedChange({ labels, approvals: [yes(told)], ...more });
const { labels: _none, ...withoutLabels } = onHost({ method: 'direct', pullRequest: null, approvals: [] });
const pushed = change('m', withoutLabels);
const newYearsEve = at('2025-12-31T12:00:00Z');

export const emergencyReviewedAfterwardsStories = storiesOf(emergencyReviewedAfterwards, [
  story('reviewed a day after: pass')
    .given(...around, reviewed({ at: plus(landing, DAY) }))
    .expects('api@m', { outcome: 'pass', because: 'login-u3', due }),
  story('approved before it landed: pass')
    .given(...around, reviewed({}))
    .expects('api@m', { outcome: 'pass' }),
  story('reviewed in the instant in which it fell due: pass')
    .given(...around, reviewed({ at: due }))
    .expects('api@m', { outcome: 'pass' }),
  story('reviewed an hour late: fail until then')
    .given(...around, reviewed({ at: plus(due, HOUR) }))
    .expects('api@m', { outcome: 'fail', fail: [[due, plus(due, HOUR)]], because: '1 h after' }),
  story('never reviewed: fail')
    .given(...around, hostedChange({ labels, approvals: [] }))
    .expects('api@m', { outcome: 'fail', fail: [[due, null]], because: 'Nobody else has reviewed it' }),
  story('reviewed by its author: fail')
    .given(...around, reviewed({ by: 'account:U2', at: plus(landing, DAY) }))
    .expects('api@m', { outcome: 'fail', fail: [[due, null]], because: 'wrote some of it' }),
  story('reviewed by a bot: fail')
    .given(...around, reviewed({ by: 'account:B1', byType: 'bot', at: plus(landing, DAY) }))
    .expects('api@m', { outcome: 'fail', fail: [[due, null]], because: 'is a bot' }),
  story('reviewed, and withdrawn before it fell due: fail')
    .given(...around, reviewed({ at: plus(landing, DAY), withdrawnAt: plus(landing, DAY + HOUR) }))
    .expects('api@m', { outcome: 'fail', fail: [[due, null]] }),
  story('reviewed by somebody whom nobody knows: unknown')
    .given(...around, reviewed({ by: '', at: plus(landing, DAY) }))
    .expects('api@m', { outcome: 'unknown', unknown: [[due, null, 'not-told']] }),
  story('the limit is the one in force when it landed')
    .given(...around, reviewed({ at: plus(landing, 3 * DAY) }))
    .given(set('change.emergency-reviewed.within', '4 days'), set('change.emergency-reviewed.within', '1 day', plus(landing, 1)))
    .expects('api@m', { outcome: 'pass', due: plus(landing, 4 * DAY) }),
  story('approvals are not told: unknown')
    .given(...around, hostedChange({ labels, approvals: untold('The token may not read reviews.') }))
    .expects('api@m', { outcome: 'unknown', unknown: [[due, null, 'not-told']] }),
  story('nobody could see since before it fell due: unknown')
    .given(...around, hostedChange({ labels, approvals: [] }), unseen(['change'], plus(due, -HOUR), FOREVER, 'lost-sight'))
    .expects('api@m', { outcome: 'unknown', unknown: [[due, null, 'lost-sight']] })
    .expectsUnseen([plus(due, -HOUR), endOf('2025-12-31'), 'lost-sight']),
  story('landed on the last day: not owed yet')
    .given(...around, hostedChange({ labels: [label('hotfix', { from: newYearsEve })], approvals: [], landedAt: newYearsEve }))
    .expects('api@m', { outcome: 'not-owed', because: 'falls due' }),
  story('landed on the last day of the period before: it falls due in this one')
    .given(...around, hostedChange({ labels: [label('hotfix', { from: newYearsEve })], approvals: [], landedAt: newYearsEve }))
    .over('2026-01-01', '2026-02-28')
    .expects('api@m', { outcome: 'fail', fail: [[plus(newYearsEve, 2 * DAY), null]] }),
  story('never reviewed since the period before: carried in')
    .given(...around, hostedChange({ labels, approvals: [] }))
    .over('2025-07-01', '2025-12-31')
    .expects('api@m', { outcome: 'fail', fail: [[startOf('2025-07-01'), null]] }),
  story('reviewed in the period before: no item')
    .given(...around, reviewed({ at: plus(landing, DAY) }))
    .over('2025-07-01', '2025-12-31')
    .expectsNo('api@m'),
  story('reviewed only in this period: carried in until then')
    .given(...around, reviewed({ by: 'account:U4', at: startOf('2025-08-01') }))
    .over('2025-07-01', '2025-12-31')
    .expects('api@m', { outcome: 'fail', fail: [[startOf('2025-07-01'), startOf('2025-08-01')]] }),
  story('no emergency: no item')
    .given(...around, hostedChange({ approvals: [] }))
    .expectsNo('api@m'),
  story('labelled later than a day after it landed: no item')
    .given(...around, hostedChange({ labels: [label('hotfix', { from: plus(landing, DAY + 1) })], approvals: [] }))
    .expectsNo('api@m'),
  story('labels of the company’s own')
    .given(...around, hostedChange({ labels: [label('Break Glass')], approvals: [] }), set('change.emergency-labels', ['break glass']))
    .expects('api@m', { outcome: 'fail', fail: [[due, null]] }),
  story('labels are not told: emergencies may stand unseen')
    .given(...around, hostedChange({ labels: untold('The token may not read labels.') }))
    .expectsNo('api@m')
    .expectsUnseen([landing, plus(landing, 1), 'not-told']),
  story('pushed past every pull request: no emergency')
    .given(...around, pushed)
    .expectsNo('api@m'),
  story('a clone knows no labels: emergencies may stand unseen')
    .given(...around, hosted('api'), merged())
    .expectsNo('api@m')
    .expectsUnseen([landing, plus(landing, 1), 'not-told']),
  story('no code host delivers the repository: told once')
    .given(...around, merged())
    .expectsNo('api@m')
    .expectsUnseen([startOf('2025-01-01'), endOf('2025-12-31'), 'before-first-look']),
]);
