import type { Route } from './reply.ts';

/** Parameters of lists that are paged by number. */
const PAGED = ['per_page', 'page'];

/** The query parameters that each route heeds, as GitHub names them. A route that is missing here heeds none. */
const HEEDED: Readonly<Record<string, readonly string[]>> = {
  '/orgs/{org}/members': ['role', 'filter', ...PAGED],
  '/orgs/{org}/outside_collaborators': ['filter', ...PAGED],
  '/orgs/{org}/teams': PAGED,
  '/orgs/{org}/teams/{team_slug}/members': ['role', ...PAGED],
  '/orgs/{org}/teams/{team_slug}/repos': PAGED,
  '/orgs/{org}/repos': ['type', 'sort', 'direction', ...PAGED],
  '/orgs/{org}/hooks': PAGED,
  '/orgs/{org}/installations': PAGED,
  '/orgs/{org}/properties/values': PAGED,
  '/installation/repositories': PAGED,
  '/repos/{owner}/{repo}/teams': PAGED,
  '/repos/{owner}/{repo}/collaborators': ['affiliation', ...PAGED],
  '/repos/{owner}/{repo}/keys': PAGED,
  '/repos/{owner}/{repo}/hooks': PAGED,
  '/repos/{owner}/{repo}/branches': ['protected', ...PAGED],
  '/repos/{owner}/{repo}/activity': ['ref', 'per_page', 'after'],
  '/repos/{owner}/{repo}/rules/branches/{branch}': PAGED,
  '/repos/{owner}/{repo}/rulesets': ['includes_parents', ...PAGED],
  '/orgs/{org}/rulesets': PAGED,
  '/repos/{owner}/{repo}/commits': ['sha', 'since', 'until', 'author', ...PAGED],
  '/repos/{owner}/{repo}/commits/{commit_sha}/pulls': PAGED,
  '/repos/{owner}/{repo}/compare/{basehead}': PAGED,
  '/repos/{owner}/{repo}/commits/{ref}/check-runs': ['check_name', 'filter', ...PAGED],
  '/repos/{owner}/{repo}/commits/{ref}/statuses': PAGED,
  '/repos/{owner}/{repo}/commits/{ref}/status': PAGED,
  '/repos/{owner}/{repo}/pulls': ['state', 'base', 'sort', 'direction', ...PAGED],
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews': PAGED,
  '/repos/{owner}/{repo}/pulls/{pull_number}/commits': PAGED,
  '/repos/{owner}/{repo}/issues/{issue_number}/timeline': PAGED,
  '/repos/{owner}/{repo}/deployments': ['environment', 'sha', 'ref', 'task', ...PAGED],
  '/repos/{owner}/{repo}/deployments/{deployment_id}/statuses': PAGED,
  '/repos/{owner}/{repo}/actions/runs': ['event', 'branch', 'head_sha', 'created', 'status', ...PAGED],
  '/orgs/{org}/code-scanning/alerts': ['state', 'severity', 'sort', 'direction', ...PAGED],
  '/repos/{owner}/{repo}/code-scanning/alerts': ['state', 'sort', 'direction', ...PAGED],
  '/orgs/{org}/secret-scanning/alerts': ['state', 'secret_type', 'hide_secret', 'sort', 'direction', ...PAGED],
  '/repos/{owner}/{repo}/secret-scanning/alerts': ['state', 'secret_type', 'hide_secret', 'sort', 'direction', ...PAGED],
  '/repos/{owner}/{repo}/rulesets/{ruleset_id}': ['includes_parents'],
  '/orgs/{org}/dependabot/alerts': ['state', 'severity', 'sort', 'direction', 'per_page', 'after', 'page'],
  '/repos/{owner}/{repo}/dependabot/alerts': ['state', 'severity', 'sort', 'direction', 'per_page', 'after', 'page'],
  '/orgs/{org}/audit-log': ['phrase', 'include', 'order', 'per_page', 'after'],
};

export function heeded({ path }: Route): readonly string[] {
  return HEEDED[path] ?? [];
}

/** Parameters of a request that its route does not heed. GitHub heeds more of them: to pass over one in silence would be a wrong answer. */
export function unheeded(route: Route, query: URLSearchParams): string[] {
  const known = heeded(route);
  return [...new Set(query.keys())].filter((name) => !known.includes(name));
}
