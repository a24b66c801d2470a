import { calendarDate, startOfDay, type Zone } from '../../kernel/calendar.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { DAY, type Instant, isoInstant, parseInstant } from '../../kernel/time.ts';
import type { EntryType } from '../../ledger/entry-types.ts';
import { lastLeafOf } from '../../ledger/store.ts';
import { readCheckpoint, treeSizeAsKnownAt } from '../../ledger/store-checkpoint.ts';
import type { Installation } from '../installation.ts';
import type { AuditPeriod, PeriodRequest } from '../program.ts';
import { type KnownAudits, readKnownAudits } from './known-audits.ts';
import type { ResolvedView, ViewRequest } from './view-request.ts';

/** Where views are asked for. */
export type ViewPlace = Pick<Installation, 'db' | 'organization' | 'clock'>;

/** Entries that what is judged depends on; decisions amount to facts, and what is sealed of an assessment or an export changes nothing. */
const ofFacts: readonly EntryType[] = ['fact', 'coverage', 'look', 'erasure', 'simulated-clock'];

/** What is known at one place of the ledger, for choosing what to see. */
export interface KnownHere {
  readonly treeSize: number;
  readonly factSize: number;
  /** From when it is known; null for today. */
  readonly asKnownAt: Instant | null;
  readonly audits: KnownAudits;
}

/** @throws Refusal `view/nothing-known` */
export async function knownAt({ db, organization }: ViewPlace, asKnownAt: Instant | null): Promise<KnownHere> {
  const treeSize =
    asKnownAt === null ? ((await readCheckpoint(db, organization.id))?.size ?? 0) : await treeSizeAsKnownAt(db, organization.id, asKnownAt);
  const looked = await lastLeafOf(db, organization.id, { types: ['look'], untilLeaf: treeSize });
  if (looked === null) throw nothingKnown(asKnownAt);
  const factSize = await factSizeBelow({ db, organization }, treeSize);
  return { treeSize, factSize, asKnownAt, audits: await readKnownAudits({ db, organization }, treeSize) };
}

/** One more than the place of the last entry, below a tree size, that what is judged depends on. */
export async function factSizeBelow({ db, organization }: Pick<ViewPlace, 'db' | 'organization'>, treeSize: number): Promise<number> {
  return ((await lastLeafOf(db, organization.id, { types: ofFacts, untilLeaf: treeSize })) ?? -1) + 1;
}

function nothingKnown(asKnownAt: Instant | null): Refusal {
  return asKnownAt === null
    ? new Refusal('view/nothing-known', 'Nobody has looked at anything yet, so there is nothing to judge. Connect a system, and look.')
    : new Refusal('view/nothing-known', `Nothing was known at ${isoInstant(asKnownAt)}: nobody had looked yet. Choose a later instant.`);
}

/**
 * What exactly is to be seen.
 * @throws Refusal `view/period`, `view/future`, `audit/…`
 */
export function resolveView(known: KnownHere, now: Instant, request: ViewRequest): ResolvedView {
  const { zone } = known.audits;
  const at = momentOf(request.at, zone);
  if (at !== null) refuseFuture('at', at, now);
  const chosen = known.audits.period(now, periodOf(request));
  if (at !== null && at <= chosen.span.from)
    throw new Refusal(
      'view/period',
      `${isoInstant(at)} lies before the period, which begins on ${chosen.first}. Choose a later instant, or another period.`,
    );
  if (chosen.span.from > now)
    throw new Refusal('view/future', `The period begins on ${chosen.first}, which is still to come. There is nothing to judge yet.`);
  return {
    audit: chosen.audit,
    period: textOf(chosen),
    at: at === null ? null : isoInstant(at),
    asKnownAt: known.asKnownAt === null ? null : isoInstant(known.asKnownAt),
    treeSize: known.treeSize,
    factSize: known.factSize,
  };
}

/**
 * The instant from which something is to be known. A day means its first instant in the zone in which the program is known to live today.
 * @throws Refusal `view/future`
 */
export function knowingInstant(asKnownAt: string, today: Zone, now: Instant): Instant {
  const at = momentOf(asKnownAt, today) as Instant;
  refuseFuture('asKnownAt', at, now);
  return at;
}

function refuseFuture(name: string, at: Instant, now: Instant): void {
  if (at > now)
    throw new Refusal(
      'view/future',
      `"${name}" is ${isoInstant(at)}, which is still to come (it is ${isoInstant(now)}). Choose an instant that has passed.`,
    );
}

/** Each day of a period is judged: whoever asks for centuries would keep a thread busy for as long as they like. */
const MOST_DAYS = 3660;
/** Beyond these, a day of some zone lies outside of time. */
const [FIRST_DAY, LAST_DAY] = ['0001-01-03', '9999-12-29'];

/** @throws Refusal `view/period` */
function periodOf({ audit, from, until }: ViewRequest): PeriodRequest {
  if (from === undefined && until === undefined) return { audit };
  if (audit !== undefined) throw new Refusal('view/period', 'Ask for an audit, or for days with `from` and `until`, not for both.');
  if (from === undefined || until === undefined)
    throw new Refusal('view/period', 'A period needs both its first day, `from`, and its last, `until`.');
  if (from > until) throw new Refusal('view/period', `The period is the wrong way round: it would begin on ${from} and end on ${until}.`);
  if (from < FIRST_DAY || until > LAST_DAY || Date.parse(until) - Date.parse(from) > MOST_DAYS * DAY)
    throw new Refusal('view/period', `From ${from} to ${until} is too much to be judged at once. Choose at most ten years.`);
  return { period: `${from}..${until}` };
}

/** @throws Refusal `view/period` for what is in no calendar, or beyond the ends of time */
function momentOf(text: string | undefined, inZone: Zone): Instant | null {
  if (text === undefined) return null;
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? startOfDay(calendarDate(text), inZone) : parseInstant(text);
  } catch (error) {
    throw new Refusal('view/period', error instanceof Error ? error.message : String(error));
  }
}

function textOf({ type, first, last }: AuditPeriod): string {
  return type === 1 ? first : `${first}..${last}`;
}
