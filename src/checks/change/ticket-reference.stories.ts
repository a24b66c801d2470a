import { FOREVER, plus } from '../../kernel/time.ts';
import { repositoryInScope, set } from '../testing/given.ts';
import { change, cloned, landing } from '../testing/given-changes.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { ticketReference } from './ticket-reference.ts';

const moment = [landing, plus(landing, 1)] as const;
const api = [repositoryInScope('api'), cloned('api', { head: 'c', firstParentCommits: 1, reachableCommits: 1 })];
const year = [startOf('2025-01-01'), endOf('2025-12-31')] as const;

export const ticketReferenceStories = storiesOf(ticketReference, [
  story('names a ticket: pass')
    .given(...api, change('c', { tickets: ['HL-12'] }))
    .expects('api@c', { outcome: 'pass', because: 'HL-12' }),
  story('names none: fail in the millisecond of landing')
    .given(...api, change('c'))
    .expects('api@c', { outcome: 'fail', fail: [[...moment]], because: 'names no ticket' }),
  story('with prefixes, a ticket of another tracker is none')
    .given(...api, change('c', { tickets: ['UTF-8'] }), set('change.ticket-prefixes', ['HL']))
    .expects('api@c', { outcome: 'fail', fail: [[...moment]], because: 'UTF-8' }),
  story('a prefix is taken literally, not as the beginning of another')
    .given(...api, change('c', { tickets: ['HLX-1'] }), set('change.ticket-prefixes', ['HL', '.*']))
    .expects('api@c', { outcome: 'fail', fail: [[...moment]] }),
  story('prefixes with and without their hyphen, and numbers alone')
    .given(...api.slice(0, 1), cloned('api', { head: 'd', firstParentCommits: 2, reachableCommits: 2 }))
    .given(change('c', { tickets: ['HL-1'] }), set('change.ticket-prefixes', ['HL-', '#']))
    .given(
      change('d', { tickets: ['#7'], commits: [{ sha: 'd', parents: ['c'], author: '', coAuthors: [], authoredAt: landing, cleanMerge: null }] }),
    )
    .expects('api@c', { outcome: 'pass' })
    .expects('api@d', { outcome: 'pass' }),
  story('prefixes that were set after it landed do not count backwards: pass')
    .given(...api, change('c', { tickets: ['UTF-8'] }), set('change.ticket-prefixes', ['HL'], plus(landing, 1)))
    .expects('api@c', { outcome: 'pass' }),
  story('more commits than were read: unknown')
    .given(...api, change('c', { furtherCommits: 3 }))
    .expects('api@c', { outcome: 'unknown', unknown: [[...moment, 'not-told']] }),
  story('landed in the last millisecond of the period: an item')
    .given(...api, change('c', { landedAt: plus(year[1], -1) }))
    .expects('api@c', { outcome: 'fail', fail: [[plus(year[1], -1), year[1]]] }),
  story('landed as the next period began: no item')
    .given(...api, change('c', { landedAt: year[1] }))
    .expectsNo('api@c'),
  story('landed as the period began: an item; a millisecond before: none')
    .given(repositoryInScope('api'), cloned('api', { head: 'd', firstParentCommits: 2, reachableCommits: 2 }))
    .given(change('c', { landedAt: plus(year[0], -1) }))
    .given(
      change('d', { landedAt: year[0], commits: [{ sha: 'd', parents: ['c'], author: '', coAuthors: [], authoredAt: landing, cleanMerge: null }] }),
    )
    .expectsNo('api@c')
    .expects('api@d', { outcome: 'fail', fail: [[year[0], plus(year[0], 1)]] }),
  story('on a branch that is not in scope: no item')
    .given(...api, change('c', { branch: 'play' }))
    .expectsNo('api@c'),
  story('before the repository came into scope: no item')
    .given(repositoryInScope('api', { since: '2025-06-11' }), cloned('api', { head: 'c', firstParentCommits: 1, reachableCommits: 1 }), change('c'))
    .expectsNo('api@c'),
  story('on the last day of the scope: an item')
    .given(
      repositoryInScope('api', { until: '2025-06-10' }),
      cloned('api', { head: 'c', firstParentCommits: 1, reachableCommits: 1 }),
      change('c', { landedAt: plus(endOf('2025-06-10'), -1) }),
    )
    .expects('api@c', { outcome: 'fail', fail: [[plus(endOf('2025-06-10'), -1), endOf('2025-06-10')]] }),
  story('taken out of scope later, for the past: it stays an item')
    .given(repositoryInScope('api'), repositoryInScope('api', { until: '2025-01-31' }, at('2025-08-01T00:00:00Z')))
    .given(cloned('api', { head: 'c', firstParentCommits: 1, reachableCommits: 1 }), change('c'))
    .expects('api@c', { outcome: 'fail', fail: [[...moment]] }),
  story('nobody decided on a scope: every connected branch counts')
    .given(cloned('api', { head: 'c', firstParentCommits: 1, reachableCommits: 1 }), change('c'))
    .expects('api@c', { outcome: 'fail', fail: [[...moment]] }),
  story('a repository in scope that nothing delivers: changes may stand unseen')
    .given(...api, repositoryInScope('web', { since: '2025-03-01' }), change('c', { tickets: ['HL-12'] }))
    .expects('api@c', { outcome: 'pass' })
    .expectsUnseen([startOf('2025-03-01'), year[1], 'before-first-look']),
  story('a clone that could not be read for a while: changes may stand unseen')
    .given(...api, change('c', { tickets: ['HL-12'] }), unseen(['change'], at('2025-10-01T00:00:00Z'), FOREVER, 'denied'))
    .expects('api@c', { outcome: 'pass' })
    .expectsUnseen([at('2025-10-01T00:00:00Z'), year[1], 'denied']),
  story('git counts more on the branch than was collected: changes may stand unseen')
    .given(repositoryInScope('api'), cloned('api', { head: 'c', firstParentCommits: 2, reachableCommits: 2 }), change('c', { tickets: ['HL-12'] }))
    .expects('api@c', { outcome: 'pass' })
    .expectsUnseen([...year, 'lost-sight']),
]);
