import { DAY, type Instant, parseInstant } from '../../../src/kernel/time.ts';
import { once } from '../state-at.ts';
import type { GithubWorld } from '../world.ts';
import { alertHappenings } from './audit-alerts.ts';
import { type AuditEvent, eventOf, type Happening } from './audit-event.ts';
import { organizationHappenings } from './audit-organization.ts';
import { protectionHappenings } from './audit-protection.ts';
import { repositoryHappenings } from './audit-repository.ts';
import { pageAfter } from './pages.ts';
import { type Ask, get, notFound, type Reply, type Route } from './reply.ts';

/** How far back the log answers: by default, when the request names a time, and for Git events. */
const BY_DEFAULT = 90 * DAY;
const KEPT = 180 * DAY;
const GIT_KEPT = 7 * DAY;

/** Everything that the log of a world will ever tell, oldest first. */
export const auditEvents = once((world: GithubWorld): readonly AuditEvent[] => {
  const byId = new Map(world.repositories.map((repository) => [repository.id, repository]));
  const incidents = world.incidents.map(({ at, action, actor, repository, account, further }): Happening => {
    const of = repository === null ? undefined : byId.get(repository);
    return { at, action, by: actor, account, further, repository: of };
  });
  const happenings = [
    ...organizationHappenings(world),
    ...world.repositories.flatMap((repository) => [...repositoryHappenings(world, repository), ...alertHappenings(repository)]),
    ...protectionHappenings(world),
    ...incidents,
  ];
  return happenings.map((happening, ordinal) => eventOf(world, happening, ordinal)).sort((a, b) => a.at - b.at || (idOf(a) < idOf(b) ? -1 : 1));
});

function idOf({ body }: AuditEvent): string {
  return String(body['_document_id']);
}

/** On Enterprise Cloud only; 404 on other plans. */
function auditLog(ask: Ask): Reply {
  if (ask.world.organization.plan !== 'enterprise') return notFound;
  const { query } = ask.request;
  const include = query.get('include') ?? 'web';
  const wanted = searched(ask, query.get('phrase') ?? '');
  const isIncluded = ({ isGit }: AuditEvent): boolean => include === 'all' || isGit === (include === 'git');
  const found = auditEvents(ask.world).filter((event) => isKept(event, ask.now) && isIncluded(event) && wanted(event));
  const { items, headers } = pageAfter(ask, query.get('order') === 'asc' ? found : found.toReversed(), idOf);
  return { status: 200, headers, body: items.map(({ body }) => body) };
}

function isKept({ at, isGit }: AuditEvent, now: Instant): boolean {
  return at <= now && at > now - (isGit ? GIT_KEPT : KEPT);
}

type Test = (event: AuditEvent) => boolean;

/** `created:>=2025-03-01 action:repo -actor:somebody`: all must hold; several of one name are alternatives. */
function searched(ask: Ask, phrase: string): Test {
  const terms = [...phrase.matchAll(/(-?)(\w+):("[^"]*"|\S+)/g)].map(([, sign, name = '', value = '']) => ({
    ...{ isNot: sign === '-', name, value: value.replaceAll('"', '') },
  }));
  const positive = Map.groupBy(
    terms.filter(({ isNot }) => !isNot),
    ({ name }) => name,
  );
  const tests = [...positive.values()].map((alternatives): Test => {
    const each = alternatives.map(({ name, value }) => testOf(ask, name, value));
    return (event) => each.some((test) => test(event));
  });
  const refused = terms.filter(({ isNot }) => isNot).map(({ name, value }) => testOf(ask, name, value));
  const recent: Test[] = positive.has('created') ? [] : [({ at }) => at > ask.now - BY_DEFAULT];
  return (event) => [...tests, ...recent].every((test) => test(event)) && !refused.some((test) => test(event));
}

function testOf(ask: Ask, name: string, value: string): Test {
  switch (name) {
    case 'action':
      return ({ action }) => action === value || action.startsWith(`${value}.`);
    case 'actor':
      return ({ actor }) => actor === value;
    case 'repo':
      return ({ repo }) => repo === value;
    case 'user':
      return ({ body }) => body['user'] === value;
    case 'created':
      return created(value);
    case 'org':
      return () => value === ask.world.organization.login;
    default:
      return () => false;
  }
}

function created(value: string): Test {
  const range = value.split('..');
  if (range.length === 2) {
    const [from, until] = [beginning(range[0] ?? ''), ending(range[1] ?? '')];
    return ({ at }) => at >= from && at <= until;
  }
  const [, sign = '', moment = ''] = /^(>=|<=|>|<)?(.*)$/.exec(value) ?? [];
  const [from, until] = [beginning(moment), ending(moment)];
  const tests: Readonly<Record<string, Test>> = {
    '>=': ({ at }) => at >= from,
    '>': ({ at }) => at > until,
    '<=': ({ at }) => at <= until,
    '<': ({ at }) => at < from,
    '': ({ at }) => at >= from && at <= until,
  };
  return tests[sign] ?? (() => false);
}

/** Of a day (in UTC) or an instant. */
function beginning(text: string): number {
  return parseInstant(text.includes('T') ? text : `${text}T00:00:00Z`);
}

function ending(text: string): number {
  return text.includes('T') ? beginning(text) : beginning(text) + DAY - 1;
}

export const auditLogRoutes: readonly Route[] = [get('/orgs/{org}/audit-log', auditLog)];
