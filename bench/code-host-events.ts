import { ZONE } from '../demo/clock.ts';
import { permissionOf, repositoriesAt, stands } from '../demo/github/state-at.ts';
import { lastEvent } from '../demo/github/state-of-pulls.ts';
import type { Account, GithubWorld, Repository } from '../demo/github/world.ts';
import type { PullRequest, Review } from '../demo/github/world-pulls.ts';
import { addCadenceToInstant } from '../src/kernel/calendar.ts';
import { DAY, type Instant } from '../src/kernel/time.ts';

/** What the host tells with its own instants, asked of the world itself: `check item`. Written from docs/spec/findings-code-host.md. */

const LIMITS: Readonly<Record<string, number>> = { critical: 7 * DAY, high: 21 * DAY, medium: 90 * DAY };

/** Obligations that are broken at an instant: open alerts, leaked secrets, old keys, emergencies that nobody reviewed. */
export function overdue(world: GithubWorld, at: Instant): string[] {
  return repositoriesAt(world, at).flatMap(({ repository, name }) => [
    ...alertsOf(repository, name, at),
    ...repository.deployKeys.flatMap((key) => {
      const isOld = stands(key.createdAt, key.deletedAt, at) && at >= addCadenceToInstant(key.createdAt, { every: 12, unit: 'month' }, ZONE);
      return isOld ? [`deploy-key/not-old ${name}/${key.title}#${key.id}`] : [];
    }),
    ...repository.pulls.flatMap((pull) => {
      const { merged } = pull;
      const isDue = merged !== null && isEmergency(pull) && at >= merged.at + 2 * DAY;
      return isDue && !reviewed(world, pull, at) ? [`change/emergency-reviewed-afterwards ${name}@${merged.landed.at(-1)}`] : [];
    }),
  ]);
}

function alertsOf({ alerts }: Repository, name: string, at: Instant): string[] {
  const open = [
    ...alerts.dependabot.map((alert) => ({ alert, key: `${name}/dependabot/${alert.number}` })),
    ...alerts.codeScanning.map((alert) => ({ alert, key: `${name}/code-scanning/${alert.number}` })),
  ].filter(({ alert }) => {
    const last = lastEvent(alert, at);
    return at >= alert.createdAt + (LIMITS[alert.severity] ?? Number.POSITIVE_INFINITY) && (last === null || last.kind === 'reopened');
  });
  const leaked = alerts.secretScanning.filter((alert) => {
    const last = lastEvent(alert, at);
    const isResolved =
      last?.kind === 'resolved' &&
      (last.resolution === 'revoked' || (last.comment !== null && last.resolution !== 'wont_fix' && last.resolution !== 'pattern_deleted'));
    return at >= alert.createdAt + DAY && !isResolved;
  });
  return [
    ...open.map(({ alert, key }) => `vulnerability/${alert.severity === 'medium' ? 'medium-' : ''}fixed-within-limit ${key}`),
    ...leaked.map(({ number }) => `secret/revoked-within-limit ${name}/secret-scanning/${number}`),
  ];
}

const isEmergency = ({ labels, merged }: PullRequest): boolean =>
  labels.some(({ name, at }) => (name === 'emergency' || name === 'hotfix') && at <= (merged?.at ?? 0) + DAY);

const accountOf = (world: GithubWorld, id: number): Account | undefined => world.accounts.find((one) => one.id === id);

function reviewed(world: GithubWorld, pull: PullRequest, at: Instant): boolean {
  const due = (pull.merged?.at ?? 0) + 2 * DAY;
  return pull.reviews.some(({ state, submittedAt, dismissed, author }) => {
    const isStanding = state === 'APPROVED' && submittedAt <= at && (dismissed === null || dismissed.at > due);
    return isStanding && author !== pull.author && accountOf(world, author)?.type === 'person';
  });
}

/** What went wrong in one instant, after one instant and up to another. Whether an approver could write counts when a look first saw the approval. */
export function failedBetween(world: GithubWorld, looks: readonly Instant[], after: Instant, until: Instant): string[] {
  const isIn = (at: Instant): boolean => after < at && at <= until;
  return repositoriesAt(world, until).flatMap(({ repository, name }) => [
    ...repository.pulls.flatMap((pull) => (pull.merged !== null && isIn(pull.merged.at) ? landed(world, looks, repository, pull, name) : [])),
    ...pushed(repository, name, isIn),
    ...repository.deployments.flatMap(({ id, run, sha, createdAt }) => {
      if (!isIn(createdAt)) return [];
      const isLanded = repository.branches.some(({ pushes }) => pushes.some(({ at, head }) => at <= createdAt && head === sha));
      return [
        ...(run === null ? [`change/deployed-from-pipeline ${name}!${id}`] : []),
        ...(isLanded ? [] : [`change/deployed-what-landed ${name}!${id}`]),
      ];
    }),
    ...repository.alerts.dependabot.flatMap(({ number, severity, events }) =>
      events.some((event) => event.kind === 'dismissed' && isIn(event.at) && severity !== 'low' && event.approvedBy === null)
        ? [`vulnerability/dismissal-approved ${name}/dependabot/${number}`]
        : [],
    ),
  ]);
}

/** A push that no pull request brought. */
function pushed({ branches, pulls, createdAt, commits }: Repository, name: string, isIn: (at: Instant) => boolean): string[] {
  const brought = new Set(pulls.flatMap(({ merged }) => merged?.landed ?? []));
  const first = new Set(branches.map(({ pushes }) => pushes[0]?.head));
  const seen = new Map<string, Instant>();
  for (const push of branches.flatMap(({ pushes }) => pushes)) if (push.head !== null && !seen.has(push.head)) seen.set(push.head, push.at);
  return [...seen].flatMap(([head, at]) => {
    if (!isIn(at) || at <= createdAt || first.has(head) || brought.has(head)) return [];
    const hasTicket = /\b(HL|OPS)-\d+/.test(commits.find(({ sha }) => sha === head)?.message ?? '');
    const checks = ['approved-by-another', 'through-pull-request', ...(hasTicket ? [] : ['ticket-reference'])];
    return checks.map((check) => `change/${check} ${name}@${head}`);
  });
}

function landed(world: GithubWorld, looks: readonly Instant[], home: Repository, pull: PullRequest, name: string): string[] {
  const merged = pull.merged as NonNullable<PullRequest['merged']>;
  const counts = isEmergency(pull) ? null : pull.reviews.filter((review) => isGood(world, home, pull, review));
  const types = counts?.map(({ author }) => accountOf(world, author)?.type);
  const by = merged.queue?.by ?? merged.by;
  const first = pull.labels.filter((label) => label.name === 'emergency' || label.name === 'hotfix').sort((a, b) => a.at - b.at)[0];
  const wrong: readonly (readonly [string, boolean])[] = [
    ['approved-by-another', counts?.length === 0],
    [
      'approver-could-write',
      counts !== null &&
        counts.length > 0 &&
        counts.every(({ author, submittedAt }) => !mayWrite(world, home, author, looks.find((look) => look >= submittedAt) ?? merged.at)),
    ],
    ['approver-is-a-person', types !== undefined && types.length > 0 && types.every((type) => type === 'bot')],
    ['required-checks-passed', !isGreen(home, pull)],
    ['ticket-reference', !namesTicket(home, pull)],
    ['automation-declared', [pull.author, by].some((one) => accountOf(world, one)?.type === 'bot')],
    ['emergency-declared-by-authorised', isEmergency(pull) && accountOf(world, first?.by ?? 0)?.type === 'bot'],
  ];
  return wrong.flatMap(([check, is]) => (is ? [`change/${check} ${name}@${merged.landed.at(-1)}`] : []));
}

/** By another person than any author, before it landed, not withdrawn, and of the last commit that anybody wrote. */
function isGood(world: GithubWorld, { commits }: Repository, pull: PullRequest, { state, submittedAt, dismissed, commit, author }: Review): boolean {
  const at = pull.merged?.at as Instant;
  const work = (pull.pushes.at(-1)?.commits ?? []).map((sha) => commits.find((one) => one.sha === sha));
  const writers = work.flatMap((one) => [one?.author.email, ...(one?.coAuthors ?? []).map(({ email }) => email)]);
  const isWriter = author === pull.author || accountOf(world, author)?.emails.some((email) => writers.includes(email)) === true;
  const isStanding = state === 'APPROVED' && submittedAt <= at && (dismissed === null || dismissed.at > at);
  const place = work.findIndex((one) => one?.sha === commit);
  return isStanding && !isWriter && place >= 0 && work.slice(place + 1).every((one) => (one?.parents.length ?? 0) > 1);
}

/** Bots of the host may write; of people, whom the host lets write then. */
function mayWrite(world: GithubWorld, home: Repository, id: number, at: Instant): boolean {
  return accountOf(world, id)?.type === 'bot' || ['write', 'maintain', 'admin'].includes(permissionOf(world, id, home, at));
}

/** Where only a later result is left, nobody knows what was there: that is no fault. */
function isGreen({ checkRuns }: Repository, { pushes, merged }: PullRequest): boolean {
  const at = merged?.at as Instant;
  const shas = [pushes.at(-1)?.commits.at(-1), merged?.landed.at(-1)];
  return ['test', 'lint'].every((name) =>
    shas.some((sha) => {
      const last = checkRuns.findLast((run) => run.sha === sha && run.name === name && run.completedAt !== null && run.completedAt <= at);
      const isOverwritten = last === undefined && checkRuns.some((run) => run.sha === sha && run.name === name);
      return isOverwritten || ['success', 'neutral', 'skipped'].includes(last?.conclusion ?? '');
    }),
  );
}

function namesTicket({ commits }: Repository, { headBranch, body, pushes, merged, closes }: PullRequest): boolean {
  const shas = new Set([...pushes.flatMap((push) => push.commits), ...(merged?.landed ?? [])]);
  const texts = [headBranch, body, ...commits.filter(({ sha }) => shas.has(sha)).map(({ message }) => message)];
  return closes.length > 0 || texts.some((text) => /\b(HL|OPS)-\d+/.test(text));
}
