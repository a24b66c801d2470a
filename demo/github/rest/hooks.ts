import type { Instant } from '../../../src/kernel/time.ts';
import { sinceAt, stands } from '../state-at.ts';
import type { Webhook } from '../world.ts';
import { type Ask, iso } from './reply.ts';

export function standingHooks(hooks: readonly Webhook[], now: Instant): Webhook[] {
  return hooks.filter(({ createdAt, deletedAt }) => stands(createdAt, deletedAt, now));
}

/** `below`: the path of what it hangs on, `/orgs/harbourlight` or `/repos/harbourlight/api`. */
export function hook(ask: Ask, one: Webhook, below: string): object {
  const since = sinceAt(one.settings, ask.now);
  const isOfRepository = below.startsWith('/repos/');
  const url = `${ask.request.root}${below}/hooks/${one.id}`;
  return {
    ...{ type: isOfRepository ? 'Repository' : 'Organization', id: one.id, name: 'web', active: since?.value.active ?? false },
    ...{ events: since?.value.events ?? [], created_at: iso(one.createdAt), updated_at: iso(since?.from ?? one.createdAt) },
    config: {
      ...{ url: since?.value.url ?? '', content_type: 'json', insecure_ssl: since?.value.insecureSsl ? '1' : '0' },
      ...(since?.value.secret ? { secret: '********' } : {}),
    },
    ...{ url, ping_url: `${url}/pings`, deliveries_url: `${url}/deliveries` },
    ...(isOfRepository ? { test_url: `${url}/test`, last_response: { code: null, status: 'unused', message: null } } : {}),
  };
}
