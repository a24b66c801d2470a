import { plus } from '../../kernel/time.ts';
import { repositoryInScope } from '../testing/given.ts';
import { cloned, landing, merged } from '../testing/given-changes.ts';
import { commitBy, hostedChange, inClone } from '../testing/given-code-host.ts';
import { hosted } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { throughPullRequest } from './through-pull-request.ts';

const moment = [landing, plus(landing, 1)] as const;
const around = [repositoryInScope('api', { approvals: 'none' }), cloned('api', { firstParentCommits: 1, reachableCommits: 2 })];
const pushed = { method: 'direct' as const, pullRequest: null, commits: [commitBy('m', ['base'])] };
const end = endOf('2025-12-31');

export const throughPullRequestStories = storiesOf(throughPullRequest, [
  story('merged from a pull request: pass')
    .given(...around, hostedChange())
    .expects('api@m', { outcome: 'pass', because: '#7' }),
  story('pushed to the branch: fail')
    .given(...around, hostedChange(pushed))
    .expects('api@m', { outcome: 'fail', fail: [[...moment]], because: 'without a pull request' }),
  story('pushed to the branch, and a clone says otherwise: fail')
    .given(...around, hostedChange(pushed), inClone({ pullRequest: 7 }))
    .expects('api@m', { outcome: 'fail', fail: [[...moment]] }),
  story('no code host delivers the repository: told once, whatever messages say')
    .given(...around, merged({ pullRequest: 7 }))
    .expectsNo('api@m')
    .expectsUnseen([startOf('2025-01-01'), endOf('2025-12-31'), 'before-first-look']),
  story('a code host delivers the repository, and does not tell of it: unknown')
    .given(...around, hosted('api'), merged({ pullRequest: 7 }))
    .expects('api@m', { outcome: 'unknown', unknown: [[...moment, 'not-told']] }),
  story('pushed in the last millisecond of the period: fail')
    .given(...around, hostedChange({ ...pushed, landedAt: plus(end, -1) }))
    .expects('api@m', { outcome: 'fail', fail: [[plus(end, -1), end]] }),
  story('pushed as the period began, or a millisecond before')
    .given(...around, hostedChange({ ...pushed, landedAt: startOf('2025-07-01') }))
    .given(hostedChange({ ...pushed, landed: 'o', landedAt: plus(startOf('2025-07-01'), -1), commits: [commitBy('o', ['m'])] }, undefined, 'o'))
    .over('2025-07-01', '2025-12-31')
    .expects('api@m', { outcome: 'fail', fail: [[startOf('2025-07-01'), plus(startOf('2025-07-01'), 1)]] })
    .expectsNo('api@o'),
  story('nobody could see for a while: changes may stand unseen')
    .given(...around, hostedChange(), unseen(['change'], at('2025-10-01T00:00:00Z'), end, 'denied'))
    .expects('api@m', { outcome: 'pass' })
    .expectsUnseen([at('2025-10-01T00:00:00Z'), end, 'denied']),
]);
