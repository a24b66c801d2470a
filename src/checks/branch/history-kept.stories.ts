import type { KindState } from '../../facts/kinds/index.ts';
import { BEGINNING, FOREVER, type Instant, plus } from '../../kernel/time.ts';
import { repositoryInScope } from '../testing/given.ts';
import { firstLook, hosted, notListed } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { type Given, say, unseen } from '../testing/world.ts';
import { historyKept } from './history-kept.ts';

const api = [repositoryInScope('api', { approvals: 'none' }), hosted('api')];
const [spring, summer] = [at('2025-03-01T10:00:00Z'), at('2025-06-01T10:00:00Z')];
const year = [startOf('2025-01-01'), endOf('2025-12-31')] as const;

/** The head of `main` as a look saw it. */
function head(sha: string, told: Partial<KindState<'branch'>> = {}, from: Instant = firstLook, id = 'api:main'): Given {
  const base = { repository: 'api', name: 'main', head: sha, lostHeads: [], lostCommits: [], firstParentCommits: 1, reachableCommits: 1 };
  return (world) => say(world, 'branch', { id, state: { ...base, ...told }, from, basis: 'look' });
}

const lost = { lostHeads: ['old'], lostCommits: ['old', 'older'] };
const found = (...looks: readonly Instant[]) => ({ outcome: 'fail', fail: looks.map((one) => [one, plus(one, 1)] as const) }) as const;

export const historyKeptStories = storiesOf(historyKept, [
  story('each head descends from the one before: pass')
    .given(...api, head('a'), head('b', {}, spring), head('c', {}, summer))
    .expects('api:main', { outcome: 'pass' }),
  story('a look found that a head was lost: fail in its millisecond')
    .given(...api, head('old'), head('b', lost, spring), head('c', lost, summer))
    .expects('api:main', { ...found(spring), because: '1 earlier head (old) and 2 commits' }),
  story('two looks each found one: fail twice')
    .given(...api, head('old'), head('b', lost, spring), head('c', { ...lost, lostHeads: ['old', 'b'] }, summer))
    .expects('api:main', found(spring, summer)),
  story('the clone found it, and the host did not: fail')
    .given(...api, head('b'), head('old', {}, firstLook, 'clone:main'), head('b', lost, summer, 'clone:main'))
    .expects('api:main', found(summer)),
  story('found before the period: pass')
    .given(...api, head('old'), head('b', lost, plus(year[0], -1)))
    .expects('api:main', { outcome: 'pass' }),
  story('found as the period began: fail; as it ended: pass')
    .given(...api, head('old'), head('b', lost, year[0]))
    .given(repositoryInScope('web', { approvals: 'none' }), hosted('web'), head('old', { repository: 'web' }, firstLook, 'web:main'))
    .given(head('b', { ...lost, repository: 'web' }, year[1], 'web:main'))
    .expects('api:main', found(year[0]))
    .expects('web:main', { outcome: 'pass' }),
  story('nobody had looked yet: unknown')
    .given(...api, head('a', {}, spring), unseen(['branch'], BEGINNING, spring, 'before-first-look'))
    .expects('api:main', { outcome: 'unknown', unknown: [[year[0], spring, 'before-first-look']] }),
  story('nobody looked for a while, and the next look found every head still there: pass')
    .given(...api, head('a'), head('b', {}, summer), unseen(['branch'], spring, summer, 'lost-sight'))
    .expects('api:main', { outcome: 'pass' }),
  story('nobody has looked since: unknown')
    .given(...api, head('a'), unseen(['branch'], summer, FOREVER, 'denied'))
    .expects('api:main', { outcome: 'unknown', unknown: [[summer, null, 'denied']] }),
  story('the branch was no longer found: unknown')
    .given(...api, head('a'), notListed('branch', 'api:main', summer))
    .expects('api:main', { outcome: 'unknown', unknown: [[summer, null, 'lost-sight']] }),
  story('no look tells of the branch: unknown')
    .given(...api)
    .expects('api:main', { outcome: 'unknown', unknown: [[year[0], null, 'before-first-look']] }),
  story('found while it was not in scope: pass')
    .given(repositoryInScope('api', { since: '2025-04-01' }), hosted('api'), head('old'), head('b', lost, spring))
    .expects('api:main', { outcome: 'pass' }),
  story('archived all period long: not owed')
    .given(repositoryInScope('api'), hosted('api', { archived: true }), head('old'), head('b', lost, spring))
    .expects('api:main', { outcome: 'not-owed' }),
  story('another branch is not in scope: no item')
    .given(...api, head('a'), head('b', { name: 'play' }, firstLook, 'api:play'))
    .expects('api:main', { outcome: 'pass' })
    .expectsNo('api:play'),
]);
