import { accountAt } from '../state-at.ts';
import { type Ask, get, notFound, ok, type Reply, type Route } from './reply.ts';
import { profile } from './shape-account.ts';

function rateLimit({ host, token }: Ask): Reply {
  const core = host.limits.rate(token.token, 'core');
  const graphql = host.limits.rate(token.token, 'graphql');
  const search = { limit: 30, remaining: 30, used: 0, reset: core.reset };
  return ok({ resources: { core, search, graphql }, rate: core });
}

function me(ask: Ask): Reply {
  const state = accountAt(ask.world, ask.token.owner, ask.now);
  return state === null ? notFound : ok(profile(ask, state));
}

export const metaRoutes: readonly Route[] = [get('/rate_limit', rateLimit), get('/user', me)];
