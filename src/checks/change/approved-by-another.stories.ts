import { BEGINNING, FOREVER, plus } from '../../kernel/time.ts';
import { person, repositoryInScope } from '../testing/given.ts';
import { approval, change, cloned, commit, landing, mail, merged } from '../testing/given-changes.ts';
import { at } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { approvedByAnother } from './approved-by-another.ts';
import { onAHost } from './approved-on-a-host.stories.ts';

const moment = [landing, plus(landing, 1)] as const;
const people = [person('p-002'), person('p-003'), person('p-004')];
const around = [...people, repositoryInScope('api'), cloned('api', { firstParentCommits: 1, reachableCommits: 2 })];
const fail = { outcome: 'fail', fail: [[...moment]] } as const;
const notTold = { outcome: 'unknown', unknown: [[...moment, 'not-told']] } as const;
const work = [commit('w1', ['base']), commit('w2', ['w1'])];
const fromBase = [commit('w1', ['base']), commit('u', ['w1', 'newer-base'])];

const landedBy = (cleanMerge: boolean | null) =>
  merged({ commits: [commit('w1', ['base']), { ...commit('m', ['base', 'w1'], 'p-003'), cleanMerge }] });

export const approvedByAnotherStories = storiesOf(approvedByAnother, [
  story('approved by another before it landed: pass')
    .given(...around, merged(), approval('ap'))
    .expects('api@m', { outcome: 'pass', because: 'p-003' }),
  story('approved in the instant of landing: pass')
    .given(...around, merged(), approval('ap', { at: landing }))
    .expects('api@m', { outcome: 'pass' }),
  story('approved a millisecond later: fail')
    .given(...around, merged(), approval('ap', { at: plus(landing, 1) }))
    .expects('api@m', { ...fail, because: 'only after it had landed' }),
  story('no approval: fail')
    .given(...around, merged())
    .expects('api@m', { ...fail, because: 'without any approval' }),
  story('an approval of another change: fail')
    .given(...around, merged(), approval('ap', { landed: 'x' }))
    .expects('api@m', fail),
  story('an approval in another repository: fail')
    .given(...around, merged({ pullRequest: 7 }), approval('ap', { landed: null, pullRequest: 7, repository: 'web' }))
    .expects('api@m', fail),
  story('found by its pull request: pass')
    .given(...around, merged({ pullRequest: 7 }), approval('ap', { landed: null, pullRequest: 7 }))
    .expects('api@m', { outcome: 'pass' }),
  story('approved by its author: fail')
    .given(...around, merged(), approval('ap', { by: 'p-002' }))
    .expects('api@m', { ...fail, because: 'of their own' }),
  story('approved by the author under another address, written large: fail')
    .given(
      person('p-002', { emails: [mail('p-002'), 'Home@Story.Example'] }),
      ...around.slice(1),
      merged({ author: 'home@story.EXAMPLE' }, [{ ...commit('w1', ['base']), author: 'HOME@story.example' }]),
    )
    .given(approval('ap', { by: 'p-002' }))
    .expects('api@m', fail),
  story('approved by the author of one commit: fail')
    .given(...around, merged({}, [commit('w1', ['base'], 'p-004'), commit('w2', ['w1'])]), approval('ap', { by: 'p-004', commit: 'w2' }))
    .expects('api@m', fail),
  story('approved by a co-author: fail')
    .given(...around, merged({}, [commit('w1', ['base'], 'p-002', ['p-003'])]), approval('ap'))
    .expects('api@m', fail),
  story('approved by whoever then merged it: pass')
    .given(...around, merged({ committer: mail('p-003') }), approval('ap', { by: 'p-003' }))
    .expects('api@m', { outcome: 'pass' }),
  story('one approval by the author, one by another: pass')
    .given(...around, merged(), approval('ap', { by: 'p-002' }), approval('ap2'))
    .expects('api@m', { outcome: 'pass' }),
  story('withdrawn in the instant of landing: fail')
    .given(...around, merged(), approval('ap', { withdrawnAt: landing }))
    .expects('api@m', { ...fail, because: 'withdrew' }),
  story('withdrawn a millisecond later: pass')
    .given(...around, merged(), approval('ap', { withdrawnAt: plus(landing, 1) }))
    .expects('api@m', { outcome: 'pass' }),
  story('work was added after the approval: fail')
    .given(...around, merged({}, work), approval('ap'))
    .expects('api@m', { ...fail, because: 'other work was added after that' }),
  story('approved the last of the work: pass')
    .given(...around, merged({}, work), approval('ap', { commit: 'w2' }))
    .expects('api@m', { outcome: 'pass' }),
  story('only the base was merged in after the approval: pass')
    .given(...around, merged({}, fromBase), approval('ap'))
    .expects('api@m', { outcome: 'pass' }),
  story('the base was merged in after the approval, with an edit of its own: fail')
    .given(...around, merged({}, [commit('w1', ['base']), { ...commit('u', ['w1', 'newer-base']), cleanMerge: false }]), approval('ap'))
    .expects('api@m', { ...fail, because: 'other work was added after that' }),
  story('the base was merged in after the approval, and nobody knows whether that was clean: unknown')
    .given(...around, merged({}, [commit('w1', ['base']), { ...commit('u', ['w1', 'newer-base']), cleanMerge: null }]), approval('ap'))
    .expects('api@m', notTold),
  story('the merge that landed holds an edit of its own: fail')
    .given(...around, landedBy(false), approval('ap'))
    .expects('api@m', { ...fail, because: 'other work was added after that' }),
  story('nobody knows whether the merge that landed was clean: unknown')
    .given(...around, landedBy(null), approval('ap'))
    .expects('api@m', notTold),
  story('another branch of the same work was merged in after the approval: fail')
    .given(...around, merged({}, [commit('w1', ['base']), commit('s', ['base']), commit('u', ['w1', 's'])]), approval('ap'))
    .expects('api@m', fail),
  story('the approved commit is not among those that landed: fail')
    .given(...around, merged(), approval('ap', { commit: 'gone' }))
    .expects('api@m', fail),
  story('a squash leaves nothing of what was approved: unknown')
    .given(...around, change('m', { method: 'squash', pullRequest: 7, commits: [commit('m', ['base'])] }), approval('ap', { commit: 'gone' }))
    .expects('api@m', notTold),
  story('a squash approved as it landed: pass')
    .given(...around, change('m', { method: 'squash', commits: [commit('m', ['base'])] }), approval('ap', { commit: 'm' }))
    .expects('api@m', { outcome: 'pass' }),
  story('pushed directly without approval: fail')
    .given(...around, change('m', { commits: [commit('m', ['base'])] }))
    .expects('api@m', fail),
  story('nobody knows who wrote it: unknown')
    .given(...around, merged({ author: 'x@y.example' }), approval('ap'))
    .expects('api@m', notTold),
  story('nobody knows who wrote it, and nobody approved it: fail')
    .given(...around, merged({ author: 'x@y.example' }))
    .expects('api@m', fail),
  story('nobody knows who wrote it, and it was approved too late: fail')
    .given(...around, merged({ author: 'x@y.example' }), approval('ap', { at: plus(landing, 1) }))
    .expects('api@m', fail),
  story('nobody knows one of the co-authors: unknown')
    .given(...around, merged({}, [{ ...commit('w1', ['base']), coAuthors: ['x@y.example'] }]), approval('ap'))
    .expects('api@m', notTold),
  story('nobody knows the approver: unknown')
    .given(...around, merged(), approval('ap', { by: 'p-777' }))
    .expects('api@m', notTold),
  story('the list of commits was cut: unknown')
    .given(...around, merged({ furtherCommits: 9 }, work), approval('ap'))
    .expects('api@m', notTold),
  story('the list of commits was cut, and the tip of the work was approved: pass')
    .given(...around, merged({ furtherCommits: 9 }, work), approval('ap', { commit: 'w2' }))
    .expects('api@m', { outcome: 'pass' }),
  story('approvals told by the code host')
    .given(...around, merged({ approvals: [{ by: mail('p-003'), at: at('2025-06-10T11:00:00Z'), commit: 'w1', withdrawnAt: null }] }))
    .expects('api@m', { outcome: 'pass' }),
  story('the code host tells of none: fail')
    .given(...around, merged({ approvals: [] }), approval('ap'))
    .expects('api@m', fail),
  story('no records of approvals are kept: unknown')
    .given(...people, repositoryInScope('api', { approvals: 'none' }), cloned('api', { firstParentCommits: 1, reachableCommits: 2 }), merged())
    .expects('api@m', { ...notTold, because: 'no records of approvals' }),
  story('nobody decided on a scope: unknown')
    .given(...people, cloned('api', { firstParentCommits: 1, reachableCommits: 2 }), merged())
    .expects('api@m', notTold),
  story('the records of approvals cannot be read to this day: unknown')
    .given(...around, merged(), unseen(['change-approval'], at('2025-06-01T00:00:00Z'), FOREVER, 'lost-sight'))
    .expects('api@m', { outcome: 'unknown', unknown: [[...moment, 'lost-sight']] }),
  story('approvals were first written down after it landed: unknown')
    .given(...around, merged(), unseen(['change-approval'], BEGINNING, plus(landing, 1), 'before-first-look'))
    .expects('api@m', { outcome: 'unknown', unknown: [[...moment, 'before-first-look']] }),
  story('the records of approvals could not be read when it landed: unknown')
    .given(...around, merged(), unseen(['change-approval'], at('2025-06-01T00:00:00Z'), at('2025-07-01T00:00:00Z'), 'lost-sight'))
    .expects('api@m', { outcome: 'unknown', unknown: [[...moment, 'lost-sight']] }),
  story('the records of approvals could be read again when it landed: fail')
    .given(...around, merged(), unseen(['change-approval'], at('2025-06-01T00:00:00Z'), landing, 'lost-sight'))
    .expects('api@m', fail),
  story('an approval that was found is enough, whatever else cannot be read: pass')
    .given(...around, merged(), approval('ap'), unseen(['change-approval'], at('2025-06-15T00:00:00Z'), FOREVER, 'lost-sight'))
    .expects('api@m', { outcome: 'pass' }),
  story('landed before the period: no item')
    .given(...around, merged())
    .over('2025-07-01', '2025-12-31')
    .expectsNo('api@m'),
  ...onAHost,
]);
