import { hasHappened, type RepositoryState } from '../state-at.ts';
import { lastEvent } from '../state-of-pulls.ts';
import type { SecretAlert } from '../world-alerts.ts';
import { alertsOf, asks, type Placed, updatedAt } from './alerts.ts';
import { list } from './pages.ts';
import { type Ask, get, iso, problem, type Reply, type Route, repositoryOf } from './reply.ts';
import { userOrNull } from './shape-account.ts';
import { addressOf, pageOnWeb, simpleRepository } from './shape-repository.ts';

function wordOf(ask: Ask, alert: SecretAlert): 'open' | 'resolved' {
  return lastEvent(alert, ask.now)?.kind === 'resolved' ? 'resolved' : 'open';
}

function listed(ask: Ask, only: RepositoryState | null): Reply {
  const all = alertsOf(
    ask,
    only,
    ({ features }) => features.secretScanning,
    (state) => state.repository.alerts.secretScanning,
  );
  const wanted = all.filter(({ alert }) => asks(ask, 'state', wordOf(ask, alert)) && asks(ask, 'secret_type', alert.type));
  return list(ask, wanted, (one) => ({ ...shape(ask, one), ...(only === null ? { repository: simpleRepository(ask, one.state) } : {}) }));
}

function ofRepository(ask: Ask): Reply {
  const state = repositoryOf(ask);
  return state.features.secretScanning ? listed(ask, state) : problem(404, 'Secret scanning is disabled on this repository.');
}

/** With the live secret in it, unless the request says `hide_secret=true`: that is how GitHub has it. */
function shape(ask: Ask, { state, alert }: Placed<SecretAlert>): object {
  const last = lastEvent(alert, ask.now);
  const resolved = last?.kind === 'resolved' ? last : null;
  const bypass = hasHappened(alert.pushProtectionBypassed?.at ?? null, ask.now) ? alert.pushProtectionBypassed : null;
  const isHidden = ask.request.query.get('hide_secret') === 'true';
  const url = `${addressOf(ask, state)}/secret-scanning/alerts/${alert.number}`;
  return {
    ...{ number: alert.number, created_at: iso(alert.createdAt), updated_at: iso(updatedAt(ask, alert)), url, locations_url: `${url}/locations` },
    ...{ html_url: `${pageOnWeb(state)}/security/secret-scanning/${alert.number}`, state: wordOf(ask, alert) },
    ...{ resolution: resolved?.resolution ?? null, resolved_at: resolved === null ? null : iso(resolved.at) },
    ...{ resolved_by: userOrNull(ask, resolved?.by ?? null), resolution_comment: resolved?.comment ?? null },
    ...{ secret_type: alert.type, secret_type_display_name: alert.title, ...(isHidden ? {} : { secret: alert.secret }) },
    ...{ push_protection_bypassed: bypass !== null, push_protection_bypassed_by: userOrNull(ask, bypass?.by ?? null) },
    ...{ push_protection_bypassed_at: bypass === null ? null : iso(bypass.at), push_protection_bypass_request_reviewer: null },
    ...{ validity: hasHappened(alert.inactiveFrom, ask.now) ? 'inactive' : 'active', publicly_leaked: alert.publiclyLeaked, multi_repo: false },
    ...{ is_base64_encoded: false, has_more_locations: false },
  };
}

export const secretScanningRoutes: readonly Route[] = [
  get('/orgs/{org}/secret-scanning/alerts', (ask) => listed(ask, null)),
  get('/repos/{owner}/{repo}/secret-scanning/alerts', ofRepository),
];
