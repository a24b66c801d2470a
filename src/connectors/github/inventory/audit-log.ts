import { z } from 'zod';
import type { Json } from '../../../kernel/canonical-json.ts';
import { VendorError } from '../../../kernel/refusal.ts';
import { DAY, type Instant, instant, isoInstant, plus } from '../../../kernel/time.ts';
import type { GitHubApi } from '../api.ts';
import { GitHubError } from '../github-error.ts';
import { whatWasDone } from './audit-actions.ts';
import { eventsFeed } from './events-feed.ts';
import { accountsByLogin } from './logins.ts';
import { askMembers } from './members-answer.ts';
import { type Found, type Unread, wordsOf } from './telling.ts';

export const auditLogRoute = 'GET /orgs/{org}/audit-log';

const milliseconds = z.int().transform(instant);

export const auditEventShape = z.object({
  '@timestamp': milliseconds.optional(),
  created_at: milliseconds.optional(),
  _document_id: z.string(),
  action: z.string(),
  actor: z.string().nullish(),
  actor_id: z.int().nullish(),
  repo: z.string().nullish(),
  user: z.string().nullish(),
  user_id: z.int().nullish(),
  team: z.string().nullish(),
  name: z.string().nullish(),
  permission: z.string().nullish(),
  visibility: z.string().nullish(),
  ruleset_enforcement: z.string().nullish(),
});
type AuditEvent = z.infer<typeof auditEventShape>;

/** GitHub keeps its audit log this long. */
const REMEMBERED = 180 * DAY;
/** Entries arrive late: the last day is read again. */
const LAG = DAY;

/** What was done with special rights. Only GitHub Enterprise has the log. */
export const auditLogFeed = eventsFeed('audit-log', 'privileged-event', { remembers: REMEMBERED }, async function* (api, { after }) {
  yield* await wordsOf('', () => readLog(api, after('')));
});

async function* readLog(api: GitHubApi, after: Instant): AsyncGenerator<Found | Unread> {
  // A whole day, so that what is asked stays the same all day and an unchanged answer is known again.
  const from = isoInstant(plus(after, -LAG)).slice(0, 10);
  const parameters = { org: api.organization.login, phrase: `created:>=${from}`, include: 'web', order: 'asc' };
  const accounts = await accountIds(api);
  try {
    for await (const page of api.pages(auditLogRoute, parameters, auditEventShape)) {
      for (const one of page) {
        const found = foundEvent(one, accounts);
        if (found !== null) yield found;
      }
    }
  } catch (error) {
    const isMissing = error instanceof GitHubError && (error.status === 404 || /enterprise|upgrade/i.test(error.said));
    if (!isMissing) throw error;
    const why = `GitHub does not tell the audit log of ${api.organization.login}: only the plan Enterprise has it, and only for owners. What was done and undone between two looks is not seen without it.`;
    yield { unread: '', reason: 'not-told', why };
  }
}

/** Node ids, by number and by login. */
export interface AccountIds {
  readonly byNumber: ReadonlyMap<number, string>;
  readonly byLogin: ReadonlyMap<string, string>;
}

async function accountIds(api: GitHubApi): Promise<AccountIds> {
  const byLogin = await accountsByLogin(api);
  try {
    const { members } = await askMembers(api);
    return { byLogin, byNumber: new Map(members.flatMap((one) => (one.databaseId === null ? [] : [[one.databaseId, one.id] as const]))) };
  } catch (error) {
    if (error instanceof VendorError) return { byLogin, byNumber: new Map() };
    throw error;
  }
}

/** null for everyday work. @throws GitHubError for an event without its time */
export function foundEvent(event: AuditEvent, accounts: AccountIds): Found | null {
  const what = whatWasDone(event);
  if (what === null) return null;
  const at = event['@timestamp'] ?? event.created_at;
  if (at === undefined)
    throw new GitHubError('unexpected-shape', `An event of the audit log (${event.action}) has no time. Collect again; if it stays, report it.`);
  return { kind: 'privileged-event', vendorId: event._document_id, scope: '', state: eventState(event, { what, at, accounts }), happenedAt: at };
}

function eventState(event: AuditEvent, { what, at, accounts }: { what: string; at: Instant; accounts: AccountIds }): Json {
  const { actor, actor_id: number, repo, user, team, name } = event;
  return {
    at,
    action: event.action,
    what,
    actor: (number == null ? undefined : accounts.byNumber.get(number)) ?? (actor ? accounts.byLogin.get(actor.toLowerCase()) : undefined) ?? null,
    actorLogin: actor ?? null,
    repository: repo?.replace(/^[^/]*\//, '') ?? null,
    target: user ?? team ?? name ?? null,
  };
}
