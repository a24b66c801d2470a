import { DAY, HOUR, type Instant, instant } from '../../../src/kernel/time.ts';
import { YEAR } from '../../clock.ts';
import { makeCommit } from '../ids.ts';
import { accountByEmail } from '../state-at.ts';
import type { Account, AccountId, Commit, GitActor, Repository } from '../world.ts';
import type { PullPush } from '../world-pulls.ts';
import { failsAtLanding, headOf, itemOf, type Landing, landedSha, onMerge, withApproval, withCommits, withPull } from './on-merge.ts';
import { nothingAt, type Operator, told } from './operator.ts';
import { second } from './spans.ts';

const APPROVAL = 'change/approved-by-another';
export const CHECKS = 'change/required-checks-passed';
export const EMERGENCY_LIMIT = 2 * DAY;

export const bot = ({ world }: Landing, login: string): AccountId => world.accounts.find((one) => one.login[0]?.value === login)?.id as AccountId;
export const fails = (landing: Landing) => [failsAtLanding(APPROVAL, landing)];

const notApproved = onMerge('not-approved', 'A pull request landed without any approval.', (landing) => ({
  world: withApproval(landing, null),
  planted: fails(landing),
}));

const coAuthorOf = ({ home, pull, merged, world }: Landing): AccountId | undefined => {
  const shas = new Set(pull.pushes.at(-1)?.commits);
  const named = home.commits.filter(({ sha }) => shas.has(sha)).flatMap(({ coAuthors }) => coAuthors);
  return accountByEmail(world, named[0]?.email ?? '', merged.at)?.account.id;
};

const byCoAuthor = onMerge(
  'approved-by-co-author',
  'The only approval came from a co-author of its commits.',
  (landing) => ({ world: withApproval(landing, { author: coAuthorOf(landing) as AccountId }), planted: fails(landing) }),
  { test: (landing) => coAuthorOf(landing) !== undefined },
);

const approvedLate = onMerge('approved-after-landing', 'The approval came hours after the landing.', (landing, random) => ({
  world: withApproval(landing, { submittedAt: second(landing.merged.at + random.integer(1, 600) * 60_000) }),
  planted: fails(landing),
}));

const approvedAtLanding = onMerge('approved-at-landing', 'The approval carries the very second of the landing: nothing is wrong.', (landing) => ({
  world: withApproval(landing, { submittedAt: landing.merged.at }),
  ...nothingAt(landing.merged.at),
}));

function dismissed(id: string, tells: string, when: (landing: Landing) => Instant, isWrong: boolean): Operator {
  return onMerge(id, tells, (landing) => {
    const by = landing.pull.author;
    const world = withApproval(landing, { dismissed: { at: when(landing), by, message: 'Needs another look' } });
    return isWrong ? { world, planted: fails(landing) } : { world, ...nothingAt(landing.merged.at) };
  });
}

const midway = ({ approval, merged }: Landing): Instant => second((approval.submittedAt + merged.at) / 2);
const dismissedBefore = dismissed('approval-dismissed', 'The approval was dismissed before the landing.', midway, true);
const dismissedAfter = dismissed(
  'approval-dismissed-after-landing',
  'The approval was dismissed once it had landed: nothing is wrong.',
  ({ merged }) => second(merged.at + HOUR),
  false,
);

/** A commit that came after the approval, green before the landing. */
function lateCommit(landing: Landing, parent: string): { readonly commit: Commit; readonly checkRuns: Repository['checkRuns'] } {
  const { home, name, world, merged } = landing;
  const head = home.commits.find(({ sha }) => sha === headOf(landing)) as Commit;
  const at = midway(landing);
  const who: GitActor = { ...head.author, at: second(at - 1000) };
  const commit = makeCommit({ repository: name, parents: [parent], author: who, committer: who, message: 'One more thing', pushedAt: at });
  const done = second((at + merged.at) / 2);
  const runs = ['test', 'lint', 'build'].map((check, index) => {
    const app = home.checkRuns[0]?.app as number;
    return {
      id: world.nextId + index + 1,
      suite: world.nextId,
      name: check,
      app,
      sha: commit.sha,
      startedAt: at,
      completedAt: done,
      conclusion: 'success' as const,
    };
  });
  return { commit, checkRuns: [...home.checkRuns, ...runs] };
}

const roomy = { method: 'squash', test: ({ approval, merged }: Landing) => merged.at - approval.submittedAt > 60_000 } as const;

function pushedLate(id: string, tells: string, forced: boolean): Operator {
  return onMerge(
    id,
    tells,
    (landing) => {
      const { home, pull } = landing;
      const last = pull.pushes.at(-1) as PullPush;
      const onto = home.commits.find(({ sha }) => sha === last.commits[0])?.parents[0] as string;
      const { commit, checkRuns } = lateCommit(landing, forced ? onto : headOf(landing));
      const push = { at: commit.pushedAt, by: pull.author, commits: forced ? [commit.sha] : [...last.commits, commit.sha], forced };
      const world = withPull(landing, { pushes: [...pull.pushes, push] }, { commits: [...home.commits, commit], checkRuns });
      return { world: { ...world, nextId: world.nextId + 4 }, planted: fails(landing) };
    },
    roomy,
  );
}

const stale = pushedLate('approval-stale', 'The author pushed another commit after the approval.', false);
const pushedAway = pushedLate(
  'approved-commits-pushed-away',
  'After the approval the branch was force-pushed: nothing of what was approved is left.',
  true,
);

const directPush = onMerge(
  'direct-push',
  'A commit with a ticket was pushed to the production branch, past every pull request.',
  (landing) => {
    const { home, merged, pull } = landing;
    const author = home.commits.find(({ sha }) => sha === headOf(landing))?.author as GitActor;
    const text = [pull.headBranch, ...home.commits.filter(({ sha }) => pull.pushes[0]?.commits.includes(sha)).map(({ message }) => message)].join(
      ' ',
    );
    const ticket = /\b(HL|OPS)-\d+/.exec(text)?.[0] ?? 'HL-1';
    const who = { ...author, at: merged.at };
    const message = `${ticket}: ${pull.title[0]?.value}`;
    const commits = withCommits(home, [landedSha(landing)], () => ({ author: who, committer: who, message, coAuthors: [], signature: 'none' }));
    const branches = home.branches.map((branch) => ({
      ...branch,
      pushes: branch.pushes.map((push) => (push.head === landedSha(landing) ? { ...push, by: pull.author } : push)),
    }));
    const planted = [failsAtLanding(APPROVAL, landing), failsAtLanding('change/through-pull-request', landing)];
    return { world: withPull(landing, null, { commits, branches }), planted };
  },
  { method: 'squash' },
);

/** In summer another defect may let every member write. */
const [SUMMER, AUTUMN] = [YEAR.from + 180 * DAY, YEAR.from + 280 * DAY];
const beyondSummer = ({ merged }: Landing): boolean => merged.at < SUMMER || merged.at > AUTUMN;

const byReader = onMerge(
  'approved-by-a-reader',
  'The only approval came from a member who may read, but not write.',
  (landing) => {
    const { company, world, approval, merged } = landing;
    const person = company.people.find(({ engineer, employment }) => !engineer && employment.every(({ until }) => until === null));
    if (person === undefined) return null;
    const login = `${person.id}-reader-${world.nextId}`;
    const from = second(approval.submittedAt - DAY);
    const account: Account = {
      ...{ id: world.nextId, type: 'person', login: [{ from, value: login }], name: person.name, createdAt: from, deletedAt: null, email: null },
      ...{ verifiedEmails: person.emails, emails: [], app: null, twoFactor: [{ from, value: true }] },
      membership: [
        { from, value: 'member' },
        { from: second(merged.at + 30 * DAY), value: null },
      ],
    };
    const changed = withApproval(landing, { author: account.id });
    const planted = [failsAtLanding('change/approver-could-write', landing)];
    return { world: { ...changed, accounts: [...world.accounts, account], nextId: world.nextId + 1 }, planted };
  },
  { test: beyondSummer },
);

const byBot = onMerge('approved-by-a-bot', 'The only approval came from a bot.', (landing) => ({
  world: withApproval(landing, { author: bot(landing, 'github-actions') }),
  planted: [failsAtLanding('change/approver-is-a-person', landing)],
}));

/** The required runs on the last commit of the branch and on what landed, otherwise. */
export function withRuns(landing: Landing, change: (run: Repository['checkRuns'][number]) => Repository['checkRuns']): Repository['checkRuns'] {
  const shas = new Set([headOf(landing), landedSha(landing)]);
  return landing.home.checkRuns.flatMap((run) => (shas.has(run.sha) && run.name === 'test' ? change(run) : [run]));
}

const red = onMerge('required-check-failed', 'A required check had failed on what landed.', (landing) => ({
  world: withPull(landing, {}, { checkRuns: withRuns(landing, (run) => [{ ...run, conclusion: 'failure' }]) }),
  planted: [failsAtLanding(CHECKS, landing)],
}));

const neverRan = onMerge('required-check-never-ran', 'A required check never ran.', (landing) => ({
  world: withPull(landing, {}, { checkRuns: withRuns(landing, () => []) }),
  planted: [failsAtLanding(CHECKS, landing)],
}));

const withoutTicket = onMerge('without-ticket', 'No ticket is named anywhere.', (landing) => {
  const { home, pull } = landing;
  const bare = (text: string): string => text.replaceAll(/\b(HL|OPS)-\d+(: |-)?/g, '');
  const shas = [...pull.pushes.flatMap(({ commits }) => commits), landedSha(landing)];
  const commits = withCommits(home, shas, ({ message }) => ({ message: bare(message) }));
  const world = withPull(landing, { headBranch: bare(pull.headBranch), body: '', closes: [] }, { commits });
  return { world, planted: [failsAtLanding('change/ticket-reference', landing)] };
});

const byAutomation = onMerge(
  'written-by-a-bot',
  'A bot wrote the change, and no policy names it.',
  (landing) => {
    const { home, pull, world } = landing;
    const id = bot(landing, 'dependabot');
    const email = world.accounts.find((one) => one.id === id)?.emails[0] as string;
    const shas = [...pull.pushes.flatMap(({ commits }) => commits), landedSha(landing)];
    const commits = withCommits(home, shas, ({ author }) => ({ author: { name: 'dependabot[bot]', email, at: author.at }, coAuthors: [] }));
    const pushes = pull.pushes.map((push) => ({ ...push, by: id }));
    return { world: withPull(landing, { author: id, pushes }, { commits }), planted: [failsAtLanding('change/automation-declared', landing)] };
  },
  { method: 'squash' },
);

export const emergencyLabel = (landing: Landing, by: AccountId) => ({
  name: 'emergency',
  at: second(landing.pull.openedAt + 1000),
  by,
  removed: null,
});

const reviewedLate = onMerge('emergency-reviewed-late', 'An emergency was reviewed only days after the limit.', (landing, random) => {
  const { pull, merged, approval } = landing;
  const submittedAt = second(merged.at + EMERGENCY_LIMIT + random.integer(HOUR, 4 * DAY));
  const reviews = pull.reviews.map((one) => (one === approval ? { ...one, submittedAt } : one));
  const world = withPull(landing, { reviews, labels: [...pull.labels, emergencyLabel(landing, pull.author)] });
  const due = instant(merged.at + EMERGENCY_LIMIT);
  return { world, planted: [told('change/emergency-reviewed-afterwards', itemOf(landing), due, submittedAt)] };
});

const reviewedAfterwards = onMerge(
  'emergency-reviewed-afterwards',
  'An emergency was reviewed the day after, as it may be: nothing is wrong.',
  (landing) => {
    const { pull, merged, approval } = landing;
    const reviews = pull.reviews.map((one) => (one === approval ? { ...one, submittedAt: second(merged.at + DAY) } : one));
    return { world: withPull(landing, { reviews, labels: [...pull.labels, emergencyLabel(landing, pull.author)] }), ...nothingAt(merged.at) };
  },
);

const declaredByBot = onMerge('emergency-declared-by-a-bot', 'A bot declared the emergency.', (landing) => ({
  world: withPull(landing, { labels: [...landing.pull.labels, emergencyLabel(landing, bot(landing, 'github-actions'))] }),
  planted: [failsAtLanding('change/emergency-declared-by-authorised', landing)],
}));

export const changeOperators: readonly Operator[] = [
  ...[notApproved, byCoAuthor, approvedLate, approvedAtLanding, dismissedBefore, dismissedAfter, stale, pushedAway, directPush],
  ...[byReader, byBot, red, neverRan, withoutTicket, byAutomation, reviewedLate, reviewedAfterwards, declaredByBot],
];
