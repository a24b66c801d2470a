import { FOREVER, HOUR, plus } from '../../kernel/time.ts';
import { repositoryInScope } from '../testing/given.ts';
import { change, cloned, commit, landing } from '../testing/given-changes.ts';
import { commitBy, deployed, hostedChange, inClone, onHost } from '../testing/given-code-host.ts';
import { at, endOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { deployedWhatLanded } from './deployed-what-landed.ts';

const then = plus(landing, HOUR);
const moment = [then, plus(then, 1)] as const;
const fail = { outcome: 'fail', fail: [[...moment]] } as const;
const unknown = { outcome: 'unknown', unknown: [[...moment, 'before-first-look']] } as const;
const api = [repositoryInScope('api', { approvals: 'none' }), cloned('api', { head: 'm' })];
/** The history of the branch was read to its beginning. */
const whole = [...api, hostedChange(), change('base', { commits: [commit('base', [])], landedAt: at('2024-06-01T00:00:00Z') })];
const work = [commitBy('w1', ['base']), commitBy('w2', ['w1'])];

export const deployedWhatLandedStories = storiesOf(deployedWhatLanded, [
  story('what had landed: pass')
    .given(...whole, deployed('1'))
    .expects('api!1', { outcome: 'pass', because: 'main of api' }),
  story('a commit that was merged with it: pass')
    .given(...whole, deployed('1', { commit: 'w1' }))
    .expects('api!1', { outcome: 'pass' }),
  story('in the instant of landing: pass; a millisecond before: fail')
    .given(...whole, deployed('1', { createdAt: landing }), deployed('2', { createdAt: plus(landing, -1) }))
    .expects('api!1', { outcome: 'pass' })
    .expects('api!2', { outcome: 'fail', fail: [[plus(landing, -1), landing]], because: 'only later' }),
  story('what never landed: fail')
    .given(...whole, deployed('1', { commit: 'x', ref: 'try-it' }))
    .expects('api!1', { ...fail, because: 'ever held it' }),
  story('work that landed as another commit: fail')
    .given(...api, hostedChange({ ...onHost({}, work), method: 'squash', commits: [...work, commitBy('m', ['base'])] }))
    .given(deployed('1', { commit: 'w2' }))
    .expects('api!1', { ...fail, because: 'only as m' }),
  story('each commit of a rebase landed: pass')
    .given(...api, hostedChange({ ...onHost({}, work), method: 'rebase', commits: [...work, commitBy('n', ['base']), commitBy('m', ['n'])] }))
    .given(deployed('1', { commit: 'n' }))
    .expects('api!1', { outcome: 'pass' }),
  story('the commit on which the first known change landed: pass')
    .given(...api, hostedChange(), deployed('1', { commit: 'base' }))
    .expects('api!1', { outcome: 'pass' }),
  story('the history was not read to its beginning: unknown')
    .given(...api, hostedChange(), deployed('1', { commit: 'x' }))
    .expects('api!1', unknown),
  story('a clone was read to its beginning: fail')
    .given(
      ...api,
      hostedChange(),
      inClone(),
      inClone({ landed: 'base', commits: [commit('base', [])], landedAt: at('2024-06-01T00:00:00Z') }, 'base'),
    )
    .given(cloneHead, deployed('1', { commit: 'x' }))
    .expects('api!1', fail),
  story('nobody has looked at the branch since before it was deployed: unknown')
    .given(...whole, deployed('1', { commit: 'x' }), unseen(['branch'], landing, FOREVER, 'stale'))
    .expects('api!1', { outcome: 'unknown', unknown: [[...moment, 'stale']] }),
  story('the looks since then could not see the branch either: unknown')
    .given(...whole, deployed('1', { commit: 'x' }), unseen(['branch'], landing, plus(then, HOUR), 'denied'))
    .given(unseen(['branch'], plus(then, HOUR), FOREVER, 'lost-sight'))
    .expects('api!1', { outcome: 'unknown', unknown: [[...moment, 'denied']] }),
  story('no connection tells of the repository: unknown')
    .given(api[0] as (typeof api)[number], deployed('1'))
    .expects('api!1', unknown),
  story('deployed before the period: no item')
    .given(...whole, deployed('1', { commit: 'x' }))
    .over('2025-07-01', '2025-12-31')
    .expectsNo('api!1'),
  story('nobody could see deployments for a while: they may stand unseen')
    .given(...whole, deployed('1'), unseen(['deployment'], at('2025-10-01T00:00:00Z'), FOREVER, 'denied'))
    .expects('api!1', { outcome: 'pass' })
    .expectsUnseen([at('2025-10-01T00:00:00Z'), endOf('2025-12-31'), 'denied']),
]);

/** The clone's own head of `main`. */
function cloneHead(world: Parameters<ReturnType<typeof deployed>>[0]) {
  const state = { repository: 'api', name: 'main', head: 'm', lostHeads: [], lostCommits: [], firstParentCommits: 2, reachableCommits: 3 };
  world.kinds.get('branch')?.subjects.set('clone/api:main', [{ from: at('2024-01-01T00:00:00Z'), state, basis: 'look', system: 'clone' }]);
}
