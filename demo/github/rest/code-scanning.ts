import { branchHead, type RepositoryState } from '../state-at.ts';
import { lastEvent } from '../state-of-pulls.ts';
import type { CodeScanningAlert, Severity } from '../world-alerts.ts';
import { alertsOf, asks, type Placed, updatedAt } from './alerts.ts';
import { list } from './pages.ts';
import { type Ask, get, iso, problem, type Reply, type Route, repositoryOf } from './reply.ts';
import { userOrNull } from './shape-account.ts';
import { addressOf, pageOnWeb, simpleRepository } from './shape-repository.ts';

type Word = 'open' | 'fixed' | 'dismissed';

function wordOf(ask: Ask, alert: CodeScanningAlert): Word {
  const last = lastEvent(alert, ask.now);
  return last === null || last.kind === 'reopened' ? 'open' : last.kind;
}

function listed(ask: Ask, only: RepositoryState | null): Reply {
  const all = alertsOf(
    ask,
    only,
    ({ features }) => features.codeScanning,
    (state) => state.repository.alerts.codeScanning,
  );
  const wanted = all.filter(({ alert }) => asks(ask, 'state', wordOf(ask, alert)) && asks(ask, 'severity', alert.severity));
  return list(ask, wanted, (one) => ({ ...shape(ask, one), ...(only === null ? { repository: simpleRepository(ask, one.state) } : {}) }));
}

function ofRepository(ask: Ask): Reply {
  const state = repositoryOf(ask);
  if (state.features.codeScanning) return listed(ask, state);
  return problem(403, 'Code Security must be enabled for this repository to use code scanning.');
}

const LEVELS: Readonly<Record<Severity, string>> = { critical: 'error', high: 'error', medium: 'warning', low: 'note' };

function shape(ask: Ask, { state, alert }: Placed<CodeScanningAlert>): object {
  const last = lastEvent(alert, ask.now);
  const dismissed = last?.kind === 'dismissed' ? last : null;
  const url = `${addressOf(ask, state)}/code-scanning/alerts/${alert.number}`;
  const word = wordOf(ask, alert);
  return {
    ...{ number: alert.number, created_at: iso(alert.createdAt), updated_at: iso(updatedAt(ask, alert)), url },
    ...{
      html_url: `${pageOnWeb(state)}/security/code-scanning/${alert.number}`,
      state: word,
      fixed_at: last?.kind === 'fixed' ? iso(last.at) : null,
    },
    ...{ dismissed_by: userOrNull(ask, dismissed?.by ?? null), dismissed_at: dismissed === null ? null : iso(dismissed.at) },
    ...{ dismissed_reason: dismissed?.reason ?? null, dismissed_comment: dismissed?.comment ?? null },
    ...(dismissed?.approvedBy == null ? {} : { dismissal_approved_by: userOrNull(ask, dismissed.approvedBy) }),
    rule: {
      ...{ id: alert.rule, severity: LEVELS[alert.severity], security_severity_level: alert.severity },
      ...{ description: alert.description, name: alert.rule, tags: ['security'] },
    },
    tool: { name: alert.tool, guid: null, version: '2.20.0' },
    most_recent_instance: {
      ...{ ref: `refs/heads/${state.defaultBranch}`, analysis_key: `dynamic/${alert.tool.toLowerCase()}`, environment: '{}', category: alert.tool },
      ...{ state: word, commit_sha: branchHead(state.repository, state.defaultBranch, ask.now) ?? '', message: { text: alert.description } },
      location: { path: alert.path, start_line: alert.line, end_line: alert.line, start_column: 1, end_column: 2 },
      classifications: [],
    },
    instances_url: `${url}/instances`,
  };
}

export const codeScanningRoutes: readonly Route[] = [
  get('/orgs/{org}/code-scanning/alerts', (ask) => listed(ask, null)),
  get('/repos/{owner}/{repo}/code-scanning/alerts', ofRepository),
];
