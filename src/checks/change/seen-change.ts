import type { Facts } from '../../facts/reads.ts';
import { latest, type Subject } from '../../facts/timeline.ts';
import type { ChangeItem } from '../../populations/changes.ts';
import { subjectOf } from '../../populations/lookup.ts';

export const seenReads = {
  change: [
    'repository',
    'landed',
    'landedAt',
    'method',
    'pullRequest',
    'author',
    'coAuthors',
    'commits',
    'furtherCommits',
    'approvals',
    'seenAt',
    'head',
    'participants',
    'labels',
  ],
} as const;

type Changes = Facts<typeof seenReads>['change'];
export type ChangeSubject = Changes['subjects'][number];
type State = ChangeSubject['versions'][number]['state'];
type Commit = State['commits'][number];

/** A change as all its sources together tell of it. */
export interface SeenChange {
  readonly lead: ChangeSubject;
  readonly state: State;
  /** Does a code host tell of it? */
  readonly hosted: boolean;
}

/**
 * What is known of a change. The code host leads; what it cannot tell, such as whether a merge was clean, the clone fills in. Who wrote it is taken
 * from the first time it was seen: an identity once seen survives the deletion of its account.
 */
export function seenChange(changes: Changes, { subject, others }: Pick<ChangeItem, 'subject' | 'others'>): SeenChange {
  const lead = subjectOf(changes, subject) as ChangeSubject;
  const also = others.flatMap((id) => subjectOf(changes, id) ?? []);
  const { state } = latest(lead);
  const first = (lead.versions[0] ?? latest(lead)).state;
  const [told, cleanness] = [commitsOf([lead]), commitsOf([lead, ...also])];
  const commits = state.commits.map((one) => mended(one, told.get(one.sha) ?? [one], cleanness.get(one.sha) ?? [one]));
  const filled = state.furtherCommits > 0 ? also.find((one) => isWhole(one, state.landed)) : undefined;
  const listed = new Set(commits.map((one) => one.sha));
  const further = filled ? latest(filled).state.commits.filter((one) => !listed.has(one.sha)) : [];
  return {
    lead,
    hosted: state.seenAt !== undefined,
    state: {
      ...state,
      author: first.author || state.author,
      coAuthors: first.coAuthors,
      commits: [...further, ...commits],
      furtherCommits: Math.max(0, state.furtherCommits - further.length),
    },
  };
}

/** The logins under which an account was seen in a change. */
export function loginsIn({ versions }: ChangeSubject, ref: string): readonly string[] {
  const all = versions.flatMap(({ state }) => (state.participants ?? []).filter((one) => one.ref === ref).map((one) => one.login));
  return [...new Set(all)];
}

/** Each commit as it was told each time, the first time first. */
function commitsOf(subjects: readonly ChangeSubject[]): ReadonlyMap<string, readonly Commit[]> {
  return Map.groupBy(
    subjects.flatMap((one) => one.versions.flatMap(({ state }) => state.commits)),
    (one) => one.sha,
  );
}

function mended(commit: Commit, told: readonly Commit[], cleanness: readonly Commit[]): Commit {
  const { author, coAuthors } = told.find((one) => one.author !== '') ?? commit;
  const cleanMerge = commit.cleanMerge ?? cleanness.findLast((one) => one.cleanMerge !== null)?.cleanMerge ?? null;
  return { ...commit, author, coAuthors, cleanMerge };
}

function isWhole(subject: Subject<State>, landed: string): boolean {
  const { state } = latest(subject);
  return state.landed === landed && state.furtherCommits === 0;
}
