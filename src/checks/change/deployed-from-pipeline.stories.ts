import { untold } from '../../facts/told.ts';
import { BEGINNING, FOREVER, HOUR, plus } from '../../kernel/time.ts';
import { repositoryInScope, set } from '../testing/given.ts';
import { landing } from '../testing/given-changes.ts';
import { codeAccount, deployed } from '../testing/given-code-host.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { deployedFromPipeline } from './deployed-from-pipeline.ts';

const then = plus(landing, HOUR);
const moment = [then, plus(then, 1)] as const;
const fail = { outcome: 'fail', fail: [[...moment]] } as const;
const api = repositoryInScope('api', { approvals: 'none' });
const byHand = { run: null, by: 'account:U2', byType: 'person' as const };
const end = endOf('2025-12-31');

export const deployedFromPipelineStories = storiesOf(deployedFromPipeline, [
  story('made by a run of a pipeline: pass').given(api, deployed('1')).expects('api!1', { outcome: 'pass', because: '4711' }),
  story('made by hand: fail')
    .given(api, codeAccount('U2', { login: 'ben' }), deployed('1', byHand))
    .expects('api!1', { ...fail, because: 'ben deployed to production' }),
  story('nobody tells what made it: unknown')
    .given(api, deployed('1', { run: untold('The token may not read runs.') }))
    .expects('api!1', { outcome: 'unknown', unknown: [[...moment, 'not-told']], because: 'The token may not read runs.' }),
  story('to another environment: no item')
    .given(api, deployed('1', { environment: 'staging', production: false }), deployed('2'))
    .expectsNo('api!1')
    .expects('api!2', { outcome: 'pass' }),
  story('to an environment that the company calls production, from that day on')
    .given(api, deployed('1', { ...byHand, environment: 'EU' }), deployed('2', { ...byHand, environment: 'eu', createdAt: plus(then, -1) }))
    .given(set('production.environments', ['eu'], then))
    .expects('api!1', fail)
    .expectsNo('api!2'),
  story('from a repository that was not in scope then: no item')
    .given(repositoryInScope('api', { since: '2025-06-11' }), deployed('1', byHand))
    .expectsNo('api!1'),
  story('nobody decided on a scope: an item').given(deployed('1', byHand)).expects('api!1', fail),
  story('in the first and last millisecond of the period, and beside it')
    .given(api, deployed('1', { ...byHand, createdAt: startOf('2025-01-01') }), deployed('2', { ...byHand, createdAt: plus(end, -1) }))
    .given(deployed('3', { ...byHand, createdAt: plus(startOf('2025-01-01'), -1) }), deployed('4', { ...byHand, createdAt: end }))
    .expects('api!1', { outcome: 'fail', fail: [[startOf('2025-01-01'), plus(startOf('2025-01-01'), 1)]] })
    .expects('api!2', { outcome: 'fail', fail: [[plus(end, -1), end]] })
    .expectsNo('api!3')
    .expectsNo('api!4'),
  story('nobody could see for a while: deployments may stand unseen, while anything was in scope')
    .given(repositoryInScope('api', { since: '2025-03-01' }), deployed('1'), unseen(['deployment'], BEGINNING, at('2025-04-01T00:00:00Z'), 'denied'))
    .expects('api!1', { outcome: 'pass' })
    .expectsUnseen([startOf('2025-03-01'), at('2025-04-01T00:00:00Z'), 'denied']),
  story('no connection tells of deployments: they may stand unseen')
    .given(api, unseen(['deployment'], BEGINNING, FOREVER, 'before-first-look'))
    .expectsUnseen([startOf('2025-01-01'), end, 'before-first-look']),
]);
