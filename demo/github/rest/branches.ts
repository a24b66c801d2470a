import { nodeId } from '../node-id.ts';
import { branchesAt, branchHead } from '../state-at.ts';
import { activeRulesAt, type ClassicRule, classicRuleFor } from '../state-of-protection.ts';
import { commitAt } from '../state-of-pulls.ts';
import type { Push, Sha } from '../world.ts';
import { list, pageAfter } from './pages.ts';
import { type Ask, get, iso, ok, param, problem, type Reply, type Route, repositoryOf } from './reply.ts';
import { user, userOrNull } from './shape-account.ts';
import { commit } from './shape-commit.ts';
import { addressOf } from './shape-repository.ts';

function isProtected(ask: Ask, branch: string): boolean {
  const { repository: of } = repositoryOf(ask);
  return classicRuleFor(of, branch, ask.now) !== null || activeRulesAt(ask.world, of, branch, ask.now).length > 0;
}

function summary(rule: ClassicRule | null): object {
  const checks = rule?.settings.checks ?? null;
  const enforcement = checks === null ? 'off' : rule?.settings.enforceAdmins ? 'everyone' : 'non_admins';
  const required = checks?.required ?? [];
  return {
    enabled: rule !== null,
    required_status_checks: {
      ...{ enforcement_level: enforcement, contexts: required.map(({ context }) => context) },
      checks: required.map(({ context, app }) => ({ context, app_id: app })),
    },
  };
}

function branches(ask: Ask): Reply {
  const state = repositoryOf(ask);
  const wanted = ask.request.query.get('protected');
  const standing = branchesAt(state.repository, ask.now).filter(({ branch }) => wanted === null || String(isProtected(ask, branch.name)) === wanted);
  return list(ask, standing, ({ branch: { name }, head }) => ({
    ...{ name, commit: { sha: head, url: `${addressOf(ask, state)}/commits/${head}` }, protected: isProtected(ask, name) },
    ...{ protection: summary(classicRuleFor(state.repository, name, ask.now)), protection_url: protectionUrl(ask, name) },
  }));
}

function branch(ask: Ask): Reply {
  const state = repositoryOf(ask);
  const name = param(ask, 'branch');
  const head = branchHead(state.repository, name, ask.now);
  const last = head === null ? null : commitAt(state.repository, head, ask.now);
  if (last === null) return problem(404, 'Branch not found');
  const url = `${addressOf(ask, state)}/branches/${encodeURIComponent(name)}`;
  return ok({
    ...{ name, commit: commit(ask, state, last), _links: { self: url, html: `https://github.com/${state.owner}/${state.name}/tree/${name}` } },
    ...{
      protected: isProtected(ask, name),
      protection: summary(classicRuleFor(state.repository, name, ask.now)),
      protection_url: protectionUrl(ask, name),
    },
  });
}

function protectionUrl(ask: Ask, name: string): string {
  return `${addressOf(ask, repositoryOf(ask))}/branches/${encodeURIComponent(name)}/protection`;
}

function protection(ask: Ask): Reply {
  const { repository: of } = repositoryOf(ask);
  const name = param(ask, 'branch');
  if (branchHead(of, name, ask.now) === null) return problem(404, 'Branch not found');
  const rule = classicRuleFor(of, name, ask.now);
  return rule === null ? problem(404, 'Branch not protected') : ok(protectionShape(ask, name, rule));
}

function protectionShape(ask: Ask, name: string, rule: ClassicRule): object {
  const { settings } = rule;
  const url = protectionUrl(ask, name);
  const { checks } = settings;
  return {
    url,
    ...(checks === null
      ? {}
      : {
          required_status_checks: {
            ...{ url: `${url}/required_status_checks`, strict: checks.strict, contexts_url: `${url}/required_status_checks/contexts` },
            ...{
              contexts: checks.required.map(({ context }) => context),
              checks: checks.required.map(({ context, app }) => ({ context, app_id: app })),
            },
          },
        }),
    ...reviewsPart(ask, url, rule),
    ...(settings.pushers === null ? {} : { restrictions: restrictions(ask, url, settings.pushers) }),
    ...{ required_signatures: { url: `${url}/required_signatures`, enabled: settings.signatures } },
    ...{ enforce_admins: { url: `${url}/enforce_admins`, enabled: settings.enforceAdmins } },
    ...{ required_linear_history: { enabled: settings.linearHistory }, allow_force_pushes: { enabled: settings.allowForcePushes } },
    ...{ allow_deletions: { enabled: settings.allowDeletions }, block_creations: { enabled: false } },
    ...{ required_conversation_resolution: { enabled: settings.conversationResolution }, lock_branch: { enabled: settings.lockBranch } },
    allow_fork_syncing: { enabled: false },
  };
}

function reviewsPart(ask: Ask, url: string, { settings: { reviews } }: ClassicRule): object {
  if (reviews === null) return {};
  const bypass = reviews.bypass.length === 0 ? {} : { bypass_pull_request_allowances: { ...parted(ask, reviews.bypass) } };
  return {
    required_pull_request_reviews: {
      ...{ url: `${url}/required_pull_request_reviews`, dismiss_stale_reviews: reviews.dismissStale },
      ...{ require_code_owner_reviews: reviews.codeOwners, require_last_push_approval: reviews.lastPushApproval },
      ...{ required_approving_review_count: reviews.approvals, ...bypass },
    },
  };
}

function restrictions(ask: Ask, url: string, pushers: readonly number[]): object {
  const own = `${url}/restrictions`;
  return { url: own, users_url: `${own}/users`, teams_url: `${own}/teams`, apps_url: `${own}/apps`, ...parted(ask, pushers) };
}

/** Deleted accounts stand in no rule any more. */
function parted(ask: Ask, ids: readonly number[]): object {
  return { users: ids.flatMap((id) => userOrNull(ask, id) ?? []), teams: [], apps: [] };
}

/** Pushes of all branches, newest first: what happened to each branch's head, and by whom. */
function activity(ask: Ask): Reply {
  const { repository: of } = repositoryOf(ask);
  const ref = ask.request.query.get('ref')?.replace('refs/heads/', '');
  const pushes = of.branches.flatMap(({ name, pushes: all }) =>
    all.map((push, index) => ({ name, push, before: all[index - 1]?.head ?? null, index })),
  );
  const wanted = pushes.filter(({ name, push }) => push.at <= ask.now && (ref === undefined || ref === name));
  const sorted = wanted.sort((a, b) => b.push.at - a.push.at || b.index - a.index);
  const { items, headers } = pageAfter(ask, sorted, ({ name, push }) => `${name}/${push.at}/${push.head}`);
  return { status: 200, headers, body: items.map((one) => activityShape(ask, of.id, one)) };
}

function activityShape(
  ask: Ask,
  repository: number,
  { name, push, before }: { readonly name: string; readonly push: Push; readonly before: Sha | null },
): object {
  return {
    ...{ id: idOf(push, repository), node_id: nodeId('TimelineEvent', `${repository}/${name}/${push.at}`), before: before ?? NOTHING },
    ...{
      after: push.head ?? NOTHING,
      ref: `refs/heads/${name}`,
      timestamp: iso(push.at),
      activity_type: typeOf(push, before),
      actor: user(ask, push.by),
    },
  };
}

const NOTHING = '0'.repeat(40);

function idOf({ at }: Push, repository: number): number {
  return (at / 1000) * 10_000 + (repository % 10_000);
}

function typeOf({ head, forced }: Push, before: string | null): string {
  if (head === null) return 'branch_deletion';
  if (before === null) return 'branch_creation';
  return forced ? 'force_push' : 'push';
}

export const branchRoutes: readonly Route[] = [
  get('/repos/{owner}/{repo}/branches', branches),
  get('/repos/{owner}/{repo}/branches/{branch}/protection', protection),
  get('/repos/{owner}/{repo}/branches/{branch}', branch),
  get('/repos/{owner}/{repo}/activity', activity),
];
