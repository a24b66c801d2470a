import { instant } from '../../src/kernel/time.ts';
import type { Change, ChangeCommit } from '../company/world.ts';
import { APPROVAL, atLanding, onChange, TICKET, withChange, withTicket } from './on-change.ts';
import { found, NOTHING, type Operator, unknown } from './operator.ts';

const withoutTicket = onChange('without-ticket', 'No ticket is named by the commits or the branch.', (place) => ({
  world: withChange(place, withTicket(place.change, null), place.approval),
  expected: found(atLanding(TICKET, place.change)),
}));

const unknownTracker = onChange('ticket-of-an-unknown-tracker', 'The ticket named belongs to no tracker of the company.', (place, random) => ({
  world: withChange(place, withTicket(place.change, `XYZ-${random.integer(10, 999)}`), place.approval),
  expected: found(atLanding(TICKET, place.change)),
}));

/** What a pull request brought, pushed to the production branch as one commit at the same instant, with its ticket or without. */
function pushed(change: Change, number: number): Change {
  const ticket = /\b(HL|OPS)-\d+/.exec(`${change.branch} ${change.commits[0]?.message}`)?.[0];
  const touches = [...new Set(change.commits.flatMap((commit) => commit.touches))];
  const message = ticket === undefined ? change.title : `${ticket}: ${change.title}`;
  const commit: ChangeCommit = { key: 'c1', kind: 'work', author: change.mergedBy, coAuthors: [], at: change.landedAt, message, touches };
  return { ...change, id: `${change.repository}!${number}`, pullRequest: null, branch: 'main', commits: [commit] };
}

const directPush = onChange('direct-push', 'A commit with a ticket was pushed to the production branch, past every review.', (place, random) => {
  const fresh = pushed(place.change, random.integer(1000, 999_999));
  return { world: withChange(place, fresh, null), expected: found(atLanding(APPROVAL, fresh)) };
});

const directPushWithoutTicket = onChange(
  'direct-push-without-ticket',
  'A commit was pushed to the production branch, without a ticket and past every review.',
  (place, random) => {
    const fresh = pushed(withTicket(place.change, null), random.integer(1000, 999_999));
    return { world: withChange(place, fresh, null), expected: found(atLanding(TICKET, fresh), atLanding(APPROVAL, fresh)) };
  },
);

const notApproved = onChange('not-approved', 'A pull request was merged without any approval.', (place) => ({
  world: withChange(place, place.change, null),
  expected: found(atLanding(APPROVAL, place.change)),
}));

const selfApproved = onChange('self-approved', 'The author approved the change.', (place) => {
  const { change, approval } = place;
  if (change.author === null) return null;
  return { world: withChange(place, change, { ...approval, by: change.author }), expected: found(atLanding(APPROVAL, change)) };
});

const byCoAuthor = onChange('approved-by-co-author', 'The approver is named as a co-author of one of the commits.', (place, random) => {
  const { world, change, approval } = place;
  const approver = world.people.find(({ id }) => id === approval.by);
  const helped = random.pick(change.commits.filter(({ kind }) => kind === 'work'));
  if (approver === undefined) return null;
  const coAuthor = { name: approver.name, email: random.pick(approver.emails) };
  const commits = change.commits.map((commit) => (commit === helped ? { ...commit, coAuthors: [...commit.coAuthors, coAuthor] } : commit));
  return { world: withChange(place, { ...change, commits }, approval), expected: found(atLanding(APPROVAL, change)) };
});

const byAuthorOfOneCommit = onChange(
  'approved-by-author-of-one-commit',
  'The approver wrote one of the commits.',
  (place) => {
    const { world, change, approval } = place;
    const approver = world.people.find(({ id }) => id === approval.by);
    if (approver === undefined) return null;
    const author = { name: approver.name, email: approver.emails[0] as string };
    const commits = change.commits.map((commit, index) => (index === 1 ? { ...commit, author } : commit));
    return { world: withChange(place, { ...change, commits }, approval), expected: found(atLanding(APPROVAL, change)) };
  },
  ({ change }) => change.commits.filter(({ kind }) => kind === 'work').length > 1,
);

const stale = onChange(
  'approval-stale',
  'The author added a commit after the approval.',
  (place, random) => {
    const { change, approval } = place;
    const last = change.commits.at(-1) as ChangeCommit;
    const from = Math.max(approval.at, last.at) + 1000;
    const at = instant(from + random.integer(0, Math.floor((change.landedAt - 1000 - from) / 1000)) * 1000);
    const more: ChangeCommit = { ...(change.commits[0] as ChangeCommit), key: 'late', at, message: 'One more thing' };
    return { world: withChange(place, { ...change, commits: [...change.commits, more] }, approval), expected: found(atLanding(APPROVAL, change)) };
  },
  ({ change, approval }) => change.landedAt - Math.max(approval.at, change.commits.at(-1)?.at ?? 0) > 5000,
);

const uncleanMerge = onChange(
  'base-merge-not-clean',
  'After the approval, a merge from the base brought a change of its own.',
  (place) => {
    const { change } = place;
    const touches = (change.commits[0] as ChangeCommit).touches;
    const commits = change.commits.map((commit) => (commit.kind === 'base-merge' ? { ...commit, touches } : commit));
    return { world: withChange(place, { ...change, commits }, place.approval), expected: found(atLanding(APPROVAL, change)) };
  },
  ({ change, approval }) => change.commits.at(-1)?.kind === 'base-merge' && approval.commit !== 'base',
);

const approvedLate = onChange('approved-after-landing', 'The approval came after the change had landed.', (place, random) => {
  const at = instant(place.change.landedAt + random.integer(1, 36_000) * 1000);
  return { world: withChange(place, place.change, { ...place.approval, at }), expected: found(atLanding(APPROVAL, place.change)) };
});

const approvedAtLanding = onChange('approved-at-landing', 'The approval carries the very second of the landing: nothing is wrong.', (place) => {
  const { change, approval } = place;
  const commit = (change.commits.at(-1) as ChangeCommit).key;
  return { world: withChange(place, change, { ...approval, at: change.landedAt, commit }), expected: NOTHING };
});

const withdrawn = onChange('approval-withdrawn', 'The approval was withdrawn before the change landed.', (place, random) => {
  const { change, approval } = place;
  const at = instant(approval.at + random.integer(1, (change.landedAt - approval.at) / 1000 - 1) * 1000);
  return { world: withChange(place, change, { ...approval, withdrawn: at }), expected: found(atLanding(APPROVAL, change)) };
});

const withdrawnLater = onChange(
  'approval-withdrawn-after-landing',
  'The approval was withdrawn once the change had landed: nothing is wrong.',
  (place, random) => {
    const at = instant(place.change.landedAt + random.integer(60, 36_000) * 1000);
    return { world: withChange(place, place.change, { ...place.approval, withdrawn: at }), expected: NOTHING };
  },
);

const authorUnknown = onChange(
  'author-unknown',
  'The author’s address belongs to nobody in people.yaml, so nobody can tell whether the approver is somebody else.',
  (place) => {
    const { change, approval } = place;
    const stranger = { name: 'build box', email: 'root@build-box.invalid' };
    const commits = change.commits.map((commit) => ({ ...commit, author: stranger, coAuthors: [] }));
    const fresh: Change = { ...change, author: null, mergedBy: stranger, commits };
    return { world: withChange(place, fresh, approval), expected: unknown({ ...atLanding(APPROVAL, change), reason: 'not-told' }) };
  },
);

export const changeOperators: readonly Operator[] = [
  ...[withoutTicket, unknownTracker, directPush, directPushWithoutTicket, notApproved, selfApproved, byCoAuthor, byAuthorOfOneCommit],
  ...[stale, uncleanMerge, approvedLate, approvedAtLanding, withdrawn, withdrawnLater],
];
export const changeGapOperators: readonly Operator[] = [authorUnknown];
