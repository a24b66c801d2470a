import { z } from 'zod';
import type { Json } from '../../../kernel/canonical-json.ts';
import { VendorError } from '../../../kernel/refusal.ts';
import { DAY, earlier, type Instant, instant, isoInstant, plus } from '../../../kernel/time.ts';
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
  const known = knownEvent(api);
  // A whole day, so that what is asked stays the same all day and an unchanged answer is known again.
  const from = isoInstant(earlier(plus(after, -LAG), known?.at ?? api.at)).slice(0, 10);
  const parameters = { org: api.organization.login, phrase: `created:>=${from}`, include: 'web', order: 'asc' };
  const accounts = await accountIds(api);
  const read = new Map<string, Instant>();
  try {
    for await (const page of api.pages(auditLogRoute, parameters, auditEventShape)) {
      for (const one of page) {
        read.set(one._document_id, instantOf(one));
        const found = foundEvent(one, accounts);
        if (found !== null) yield found;
      }
    }
    const [newest] = await api.rest(auditLogRoute, { ...parameters, order: 'desc', per_page: 1 }, z.array(auditEventShape));
    yield* whatIsMissing(api, read, { known, newest });
  } catch (error) {
    const isMissing = error instanceof GitHubError && (error.status === 404 || /enterprise|upgrade/i.test(error.said));
    if (!isMissing) throw error;
    const why = `GitHub does not tell the audit log of ${api.organization.login}: only the plan Enterprise has it, and only for owners. What was done and undone between two looks is not seen without it.`;
    yield { unread: '', reason: 'not-told', why };
  }
}

const knownShape = z.object({ id: z.string(), at: milliseconds });
const PART = 'audit-log newest';

/** The newest event that was ever read, while GitHub still keeps it: the log that is asked for must hold it. */
function knownEvent(api: GitHubApi): z.infer<typeof knownShape> | null {
  const read = knownShape.safeParse(api.recall(PART));
  return read.success && read.data.at > plus(api.at, DAY - REMEMBERED) ? read.data : null;
}

interface Edges {
  readonly known: z.infer<typeof knownShape> | null;
  readonly newest: AuditEvent | undefined;
}

/** A log that lacks what it told before, or what it ends with, or tells nothing at all, was not told whole. */
function* whatIsMissing(api: GitHubApi, read: ReadonlyMap<string, Instant>, { known, newest }: Edges): Generator<Unread> {
  const isCut = newest !== undefined && instantOf(newest) < api.at && !read.has(newest._document_id);
  if (read.size === 0 || isCut || (known !== null && !read.has(known.id))) {
    const why = `GitHub shows an audit log of ${api.organization.login} that lacks what must stand in it. Collect again; if it stays, check what the token may see.`;
    yield { unread: '', reason: 'lost-sight', why };
    return;
  }
  const [id, at] = [...read].reduce((last, one) => (one[1] > last[1] ? one : last));
  api.remember(PART, { id, at });
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

/** null for everyday work. @throws GitHubError for an event without its time, or of a protected branch without its repository */
export function foundEvent(event: AuditEvent, accounts: AccountIds): Found | null {
  const what = whatWasDone(event);
  if (what === null) return null;
  const at = instantOf(event);
  if (event.repo == null && event.action.startsWith('protected_branch.'))
    throw new GitHubError(
      'unexpected-shape',
      `An event of the audit log (${event.action}) names no repository. Collect again; if it stays, report it.`,
    );
  return { kind: 'privileged-event', vendorId: event._document_id, scope: '', state: eventState(event, { what, at, accounts }), happenedAt: at };
}

/** @throws GitHubError for an event without its time */
function instantOf({ action, created_at, '@timestamp': at = created_at }: AuditEvent): Instant {
  if (at !== undefined) return at;
  throw new GitHubError('unexpected-shape', `An event of the audit log (${action}) has no time. Collect again; if it stays, report it.`);
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
