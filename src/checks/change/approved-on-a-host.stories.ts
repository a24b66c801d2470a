import { untold } from '../../facts/told.ts';
import { DAY, HOUR, plus } from '../../kernel/time.ts';
import { account, person, repositoryInScope } from '../testing/given.ts';
import { cloned, commit, landing, mail } from '../testing/given-changes.ts';
import { codeAccount, commitBy, hostedChange, inClone, label, onHost, seenLater, yes } from '../testing/given-code-host.ts';
import { story } from '../testing/story.ts';

const moment = [landing, plus(landing, 1)] as const;
const fail = { outcome: 'fail', fail: [[...moment]] } as const;
const notTold = { outcome: 'unknown', unknown: [[...moment, 'not-told']] } as const;
const pass = { outcome: 'pass' } as const;
const around = [repositoryInScope('api', { approvals: 'none' }), cloned('api', { firstParentCommits: 1, reachableCommits: 2 })];
const two = [commitBy('w1', ['base']), commitBy('w2', ['w1'])];

/** A squash of work: `m` landed on `base`, made by the host. */
const squashed = (work = two, told: Parameters<typeof hostedChange>[0] = {}) =>
  hostedChange({ ...onHost(told, work), method: 'squash', commits: [...work, commitBy('m', ['base'])], ...told });

/** A rebase of two commits: `n` and `m` landed on `base`. */
const rebased = (told: Parameters<typeof hostedChange>[0] = {}) =>
  hostedChange({ ...onHost({}, two), method: 'rebase', commits: [...two, commitBy('n', ['base']), commitBy('m', ['n'])], ...told });

/** What a code host tells of approvals: accounts, the head of a pull request, and when it was seen. */
export const onAHost = [
  story('on a code host, approved by another account that no list names: pass')
    .given(...around, hostedChange())
    .expects('api@m', { ...pass, because: 'login-u3' }),
  story('on a code host, approved by an account of the author: fail')
    .given(...around, person('p-002'), account('a-2', 'p-002', { login: 'login-u3' }), account('a-1', 'p-002', { login: 'login-u2' }), hostedChange())
    .expects('api@m', { ...fail, because: 'of their own' }),
  story('on a code host, approved by the author under an address of theirs: fail')
    .given(...around, person('p-002'), codeAccount('U3', { emails: [mail('p-002')] }))
    .given(hostedChange({ author: mail('p-002') }, [commit('w1', ['base'])]))
    .expects('api@m', fail),
  story('on a code host, written under an address in no list: unknown')
    .given(...around, hostedChange({}, [commit('w1', ['base'])]))
    .expects('api@m', notTold),
  story('on a code host, written by somebody whom it no longer knows: unknown')
    .given(...around, hostedChange({ author: '' }))
    .expects('api@m', notTold),
  story('on a code host, an author who was known at first stays known: pass')
    .given(...around, hostedChange(), seenLater(plus(landing, 9 * DAY), { author: '', participants: [] }))
    .expects('api@m', pass),
  story('on a code host, an approver who was known at first stays known: pass')
    .given(...around, hostedChange(), seenLater(plus(landing, 9 * DAY), { approvals: [yes({ by: '' })] }))
    .expects('api@m', pass),
  story('on a code host, an approver who was never known: unknown')
    .given(...around, hostedChange({ approvals: [yes({ by: '' })] }))
    .expects('api@m', notTold),
  story('on a code host, an approval dismissed after landing stood when it landed: pass')
    .given(...around, hostedChange(), seenLater(plus(landing, 9 * DAY), { approvals: [yes({ withdrawnAt: plus(landing, DAY) })] }))
    .expects('api@m', pass),
  story('on a code host, an approval dismissed before it landed: fail')
    .given(...around, hostedChange({ approvals: [yes({ withdrawnAt: plus(landing, -1) })] }))
    .expects('api@m', { ...fail, because: 'withdrew' }),
  story('on a code host, a merge that nobody tells to be clean: unknown')
    .given(...around, hostedChange({ commits: [commitBy('w1', ['base']), { ...commitBy('m', ['base', 'w1'], 'U3'), cleanMerge: null }] }))
    .expects('api@m', notTold),
  story('on a code host, the clone knows that the merge was clean: pass')
    .given(...around, hostedChange({ commits: [commitBy('w1', ['base']), { ...commitBy('m', ['base', 'w1'], 'U3'), cleanMerge: null }] }), inClone())
    .expects('api@m', pass),
  story('on a code host, the clone knows that the merge holds an edit of its own: fail')
    .given(...around, hostedChange({ commits: [commitBy('w1', ['base']), { ...commitBy('m', ['base', 'w1'], 'U3'), cleanMerge: null }] }))
    .given(inClone({ commits: [commit('w1', ['base']), { ...commit('m', ['base', 'w1']), cleanMerge: false }] }))
    .expects('api@m', fail),
  story('a squash of what was approved: pass')
    .given(...around, squashed(two, { approvals: [yes({ commit: 'w2' })] }))
    .expects('api@m', pass),
  story('a squash with work added after the approval: fail')
    .given(...around, squashed())
    .expects('api@m', { ...fail, because: 'other work was added' }),
  story('a squash with only the base merged in after the approval: pass')
    .given(...around, squashed([commitBy('w1', ['base']), commitBy('u', ['w1', 'newer-base'])]))
    .expects('api@m', pass),
  story('a squash, and the approved commit was pushed away: fail')
    .given(...around, squashed(two, { approvals: [yes({ commit: 'gone' })] }))
    .expects('api@m', fail),
  story('a squash of more commits than were read, approved at its head: pass')
    .given(...around, squashed(two, { approvals: [yes({ commit: 'w2' })], furtherCommits: 9 }))
    .expects('api@m', pass),
  story('a squash of more commits than were read, approved before: unknown')
    .given(...around, squashed(two, { furtherCommits: 9 }))
    .expects('api@m', notTold),
  story('the host no longer knows which commit was approved: unknown')
    .given(...around, squashed(two, { approvals: [yes({ commit: '' })] }))
    .expects('api@m', notTold),
  story('a rebase of what was approved: pass')
    .given(...around, rebased({ approvals: [yes({ commit: 'w2' })] }))
    .expects('api@m', pass),
  story('a rebase with work added after the approval: fail')
    .given(...around, rebased())
    .expects('api@m', fail),
  story('a rebase is one change, though a clone tells of each commit')
    .given(...around, rebased({ approvals: [yes({ commit: 'w2' })] }))
    .given(inClone({ landed: 'm', method: 'direct', commits: [commit('m', ['n'])] }))
    .given(inCloneAs('n', ['base']))
    .expects('api@m', pass)
    .expectsNo('api@n'),
  story('a change that only the clone tells of stays an item: unknown')
    .given(...around, hostedChange(), inCloneAs('x', ['base']))
    .expects('api@m', pass)
    .expects('api@x', notTold),
  story('the list of a clone is whole where that of the host was cut: fail')
    .given(...around, hostedChange({ ...onHost({}, two), furtherCommits: 1 }))
    .given(inClone({ commits: [...two, commit('w0', ['base']), commit('m', ['base', 'w2'])] }))
    .expects('api@m', { ...fail, because: 'other work was added' }),
  story('no labels, no approval: fail')
    .given(...around, hostedChange({ approvals: [] }))
    .expects('api@m', fail),
  story('an emergency, declared after it landed: not owed')
    .given(...around, hostedChange({ approvals: [], labels: [label()] }))
    .expects('api@m', { outcome: 'not-owed', because: 'emergency' }),
  story('an emergency, declared 24 hours after it landed: not owed; a millisecond later: fail')
    .given(...around, hostedChange({ approvals: [], labels: [label('Emergency', { from: plus(landing, DAY) })] }))
    .given(hostedNext({ approvals: [], labels: [label('Emergency', { from: plus(landing, DAY + 1) })] }))
    .expects('api@m', { outcome: 'not-owed' })
    .expects('api@o', fail),
  story('a label taken off before it landed declares nothing: fail')
    .given(...around, hostedChange({ approvals: [], labels: [label('hotfix', { from: plus(landing, -HOUR), until: landing })] }))
    .expects('api@m', fail),
  story('a label that the host shows no more was set all the same: not owed')
    .given(...around, hostedChange({ approvals: [], labels: [label()] }), seenLater(plus(landing, 9 * DAY), { labels: [] }))
    .expects('api@m', { outcome: 'not-owed' }),
  story('another label: fail')
    .given(...around, hostedChange({ approvals: [], labels: [label('bug')] }))
    .expects('api@m', fail),
  story('labels are not told, and it was not approved: unknown')
    .given(...around, hostedChange({ approvals: [], labels: untold('The token may not read labels.') }))
    .expects('api@m', { ...notTold, because: 'The token may not read labels.' }),
  story('labels are not told, and it was approved: pass')
    .given(...around, hostedChange({ labels: untold('The token may not read labels.') }))
    .expects('api@m', pass),
];

function inCloneAs(sha: string, parents: readonly string[]) {
  return inClone({ landed: sha, method: 'direct', commits: [commit(sha, parents)] }, sha);
}

function hostedNext(told: Parameters<typeof hostedChange>[0]) {
  return hostedChange({ ...told, landed: 'o', commits: [commitBy('w1', ['base']), commitBy('o', ['m', 'w1'], 'U3')] }, undefined, 'o');
}
