import { z } from 'zod';
import type { KindId } from '../../../facts/kinds/index.ts';
import { isUntold } from '../../../facts/told.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import { VendorError } from '../../../kernel/refusal.ts';
import { DAY, earlier, type Instant, plus } from '../../../kernel/time.ts';
import type { GitHubApi, RepositoryRef } from '../api.ts';
import { type Counted, countIn } from './counts.ts';
import type { Reach } from './events-feed.ts';
import { askFeatures, type Features, isSwitchedOff } from './features.ts';
import { newestFirst } from './newest-first.ts';
import { eachRepository, endsLook, type Found, repositoryScope, type Unread, type Word } from './telling.ts';

/** What all sorts of alerts have. */
export const alertShape = z.object({ number: z.int(), repository: z.object({ node_id: z.string() }).optional() });
export type Alert = z.infer<typeof alertShape>;

export interface AlertSort<A extends Alert> {
  readonly kind: KindId;
  /** `Dependabot alerts`, as a sentence calls them. */
  readonly title: string;
  /** Of all repositories, newest change first. */
  readonly organizationRoute: string;
  readonly repositoryRoute: string;
  readonly parameters: Record<string, unknown>;
  readonly shape: z.ZodType<A>;
  readonly feature: keyof Features;
  /** Where GitHub counts them in another answer, too. */
  readonly counted?: Counted;
  readonly vendorId: (repository: RepositoryRef, alert: A) => string;
  readonly changedAt: (alert: A) => Instant;
  readonly foundAt: (alert: A) => Instant;
  readonly state: (repository: RepositoryRef, alert: A) => Json;
}

/** What changes while a list is read may slip by: the last day is read again. */
const OVERLAP = DAY;

/**
 * Alerts of every repository: those of the whole organization in one list where that may be asked, else repository by repository.
 * Where the feature is off nobody looks, and the repository is not told of; it is not "without alerts".
 */
export async function* readAlerts<A extends Alert>(api: GitHubApi, sort: AlertSort<A>, reach: Reach): AsyncGenerator<Word> {
  const whole = await askAll(api, sort, reach);
  const before = toldBefore(api, sort);
  const told = new Set(before);
  yield* eachRepository(api, async function* (repository): AsyncGenerator<Found | Unread> {
    if (whole instanceof VendorError) throw whole;
    const rows = await rowsOf(api, sort, { repository, reach, whole });
    if (rows === 'off') return yield switchedOff(sort, repository);
    for (const one of rows.alerts) yield foundAlert(sort, repository, one);
    if (rows.alerts.length > 0) told.add(repository.id);
    else if (rows.isWhole && (await hasSome(api, sort, { repository, before }))) yield emptied(sort, repository);
  });
  api.remember(partOf(sort), [...told]);
}

interface OneRepository<A> {
  readonly repository: RepositoryRef;
  readonly reach: Reach;
  readonly whole: ListedByRepository<A> | null;
}

async function rowsOf<A extends Alert>(
  api: GitHubApi,
  sort: AlertSort<A>,
  { repository, reach, whole }: OneRepository<A>,
): Promise<Listed<A> | 'off'> {
  const isOn = (await askFeatures(api, { node_id: repository.id, name: repository.name }))[sort.feature];
  if (isOn === false) return 'off';
  // Whether it is on is hidden: the list of this one repository says so, if it may be asked.
  if (whole === null || isUntold(isOn)) return readRepository(api, sort, { repository, reach });
  return { alerts: whole.byRepository.get(repository.id) ?? [], isWhole: whole.isWhole };
}

/** Alerts never leave a list: they are closed in it. */
function emptied<A extends Alert>({ title }: AlertSort<A>, repository: RepositoryRef): Unread {
  const why = `GitHub lists none of the ${title} of ${repository.name}, and there are some. Collect again.`;
  return { unread: repositoryScope(repository), reason: 'lost-sight', why };
}

async function hasSome<A extends Alert>(
  api: GitHubApi,
  { counted }: AlertSort<A>,
  { repository, before }: { repository: RepositoryRef; before: ReadonlySet<string> },
): Promise<boolean> {
  return before.has(repository.id) || (counted !== undefined && ((await countIn(api, counted, repository)) ?? 0) > 0);
}

function partOf<A extends Alert>({ title }: AlertSort<A>): string {
  return `${title} told`;
}

/** The repositories of which alerts were told before. */
function toldBefore<A extends Alert>(api: GitHubApi, sort: AlertSort<A>): ReadonlySet<string> {
  const read = z.array(z.string()).safeParse(api.recall(partOf(sort)));
  return new Set(read.success ? read.data : []);
}

/** Alerts that changed since they were last read. `isWhole`: no older ones stand behind them. */
interface Listed<A> {
  readonly alerts: readonly A[];
  readonly isWhole: boolean;
}

interface ListedByRepository<A> {
  readonly byRepository: ReadonlyMap<string, readonly A[]>;
  readonly isWhole: boolean;
}

function foundAlert<A extends Alert>(sort: AlertSort<A>, repository: RepositoryRef, alert: A): Found {
  const { kind, vendorId, state, foundAt } = sort;
  return {
    kind,
    vendorId: vendorId(repository, alert),
    scope: repositoryScope(repository),
    state: state(repository, alert),
    happenedAt: foundAt(alert),
  };
}

function switchedOff<A extends Alert>({ title }: AlertSort<A>, repository: RepositoryRef): Unread {
  const why = `${title} of ${repository.name} are switched off, so nobody looks. Switch them on.`;
  return { unread: repositoryScope(repository), reason: 'not-told', why };
}

/** By repository; null where the list of the whole organization may not be asked: it is for owners and security managers. An error where nothing may. */
async function askAll<A extends Alert>(api: GitHubApi, sort: AlertSort<A>, { after }: Reach): Promise<ListedByRepository<A> | null | VendorError> {
  const repositories = await api.repositories();
  const first = repositories.map((one) => after(repositoryScope(one))).reduce(earlier, api.at);
  const found = new Map<string, A[]>();
  let isWhole = false;
  try {
    const { organizationRoute: route, parameters, shape, changedAt: sortedBy } = sort;
    const rows = newestFirst(api, {
      route,
      parameters: { org: api.organization.login, ...parameters },
      shape,
      sortedBy,
      after: plus(first, -OVERLAP),
      atEnd: () => {
        isWhole = true;
      },
    });
    for await (const one of rows) {
      const id = one.repository?.node_id ?? '';
      found.set(id, [...(found.get(id) ?? []), one]);
    }
    return { byRepository: found, isWhole };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return endsLook(error) ? error : null;
  }
}

/** @throws VendorError */
async function readRepository<A extends Alert>(
  api: GitHubApi,
  sort: AlertSort<A>,
  { repository, reach }: { repository: RepositoryRef; reach: Reach },
): Promise<Listed<A> | 'off'> {
  const { repositoryRoute: route, parameters, shape, changedAt: sortedBy } = sort;
  const place = { owner: api.organization.login, repo: repository.name };
  const after = plus(reach.after(repositoryScope(repository)), -OVERLAP);
  const alerts: A[] = [];
  let isWhole = false;
  const atEnd = () => {
    isWhole = true;
  };
  try {
    for await (const one of newestFirst(api, { route, parameters: { ...place, ...parameters }, shape, sortedBy, after, atEnd })) alerts.push(one);
    return { alerts, isWhole };
  } catch (error) {
    if (!isSwitchedOff(error)) throw error;
    return 'off';
  }
}
