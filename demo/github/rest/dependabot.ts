import type { RepositoryState } from '../state-at.ts';
import { lastEvent } from '../state-of-pulls.ts';
import type { DependabotAlert, Severity } from '../world-alerts.ts';
import { alertsOf, asks, keyOf, type Placed, updatedAt } from './alerts.ts';
import { pageAfter } from './pages.ts';
import { type Ask, get, iso, problem, type Reply, type Route, repositoryOf } from './reply.ts';
import { userOrNull } from './shape-account.ts';
import { addressOf, pageOnWeb, simpleRepository } from './shape-repository.ts';

type Word = 'open' | 'fixed' | 'dismissed';

function wordOf(ask: Ask, alert: DependabotAlert): Word {
  const last = lastEvent(alert, ask.now);
  return last === null || last.kind === 'reopened' ? 'open' : last.kind;
}

function listed(ask: Ask, only: RepositoryState | null): Reply {
  if (ask.request.query.has('page')) return problem(400, 'Pagination using the `page` parameter is not supported.');
  const has = (state: RepositoryState): boolean => state.features.dependencyAlerts && !state.archived;
  const all = alertsOf(ask, only, has, (state) => state.repository.alerts.dependabot);
  const wanted = all.filter(({ alert }) => asks(ask, 'state', wordOf(ask, alert)) && asks(ask, 'severity', alert.severity));
  const { items, headers } = pageAfter(ask, wanted, keyOf);
  const shaped = items.map((one) => ({ ...shape(ask, one), ...(only === null ? { repository: simpleRepository(ask, one.state) } : {}) }));
  return { status: 200, headers, body: shaped };
}

function ofRepository(ask: Ask): Reply {
  const state = repositoryOf(ask);
  if (state.archived) return problem(403, 'Dependabot alerts are not available for archived repositories.');
  if (!state.features.dependencyAlerts) return problem(403, 'Dependabot alerts are disabled for this repository.');
  return listed(ask, state);
}

const SCORES: Readonly<Record<Severity, number>> = { critical: 9.8, high: 8.1, medium: 5.4, low: 3.1 };

function shape(ask: Ask, { state, alert }: Placed<DependabotAlert>): object {
  const last = lastEvent(alert, ask.now);
  const dismissed = last?.kind === 'dismissed' ? last : null;
  const vulnerability = {
    ...{ package: alert.package, severity: alert.severity, vulnerable_version_range: alert.range },
    first_patched_version: alert.patched === null ? null : { identifier: alert.patched },
  };
  const cvss = { score: SCORES[alert.severity], vector_string: null };
  return {
    ...{ number: alert.number, state: wordOf(ask, alert) },
    dependency: { package: alert.package, manifest_path: alert.manifest, scope: 'runtime', relationship: 'direct' },
    security_advisory: {
      ...{ ghsa_id: alert.ghsa, cve_id: alert.cve, summary: alert.summary, description: alert.summary, severity: alert.severity },
      ...{ vulnerabilities: [vulnerability], cvss, cwes: [{ cwe_id: 'CWE-20', name: 'Improper Input Validation' }] },
      identifiers: [{ type: 'GHSA', value: alert.ghsa }, ...(alert.cve === null ? [] : [{ type: 'CVE', value: alert.cve }])],
      ...{ references: [{ url: `https://github.com/advisories/${alert.ghsa}` }], published_at: iso(alert.createdAt) },
      ...{ updated_at: iso(alert.createdAt), withdrawn_at: null },
    },
    security_vulnerability: vulnerability,
    ...{ url: `${addressOf(ask, state)}/dependabot/alerts/${alert.number}`, html_url: `${pageOnWeb(state)}/security/dependabot/${alert.number}` },
    ...{ created_at: iso(alert.createdAt), updated_at: iso(updatedAt(ask, alert)) },
    ...{ dismissed_at: dismissed === null ? null : iso(dismissed.at), dismissed_by: userOrNull(ask, dismissed?.by ?? null) },
    ...{ dismissed_reason: dismissed?.reason ?? null, dismissed_comment: dismissed?.comment ?? null },
    ...{ fixed_at: last?.kind === 'fixed' ? iso(last.at) : null, auto_dismissed_at: null },
  };
}

export const dependabotRoutes: readonly Route[] = [
  get('/orgs/{org}/dependabot/alerts', (ask) => listed(ask, null)),
  get('/repos/{owner}/{repo}/dependabot/alerts', ofRepository),
];
