import type { OpenFeed } from '../connectors/kit/connector.ts';
import { isMassDisappearance, newsOfEvent, newsOfHistory, newsOfState } from '../connectors/kit/news.ts';
import type { SeenGap, SeenSpan } from '../connectors/kit/observation.ts';
import { none, type Spans, spansOf } from '../kernel/spans.ts';
import { BEGINNING, earlier, type Instant } from '../kernel/time.ts';
import type { FactWriter, FeedPlace, Observed, SaidSubject } from './collect-facts.ts';
import type { RememberedSheet } from './collect-sheet.ts';

interface Telling {
  readonly writer: FactWriter;
  readonly place: FeedPlace;
}

/** Writes what happened, if it was not said before. */
export async function tellEvent(said: Map<string, SaidSubject>, version: Observed, { writer, place }: Telling): Promise<void> {
  const key = `${version.kind} ${version.vendorId}`;
  const { kind, vendorId, scope } = version;
  // Without the state: a feed may tell of more than memory holds.
  const subject = said.get(key) ?? { kind, vendorId, scope, versions: [] };
  said.set(key, subject);
  const news = newsOfEvent(subject.versions, version, place.at);
  if (news === null) return;
  subject.versions.push({ validFrom: news.validFrom, stateHash: news.stateHash, basis: news.basis });
  await writer.write(version, news, version.state);
}

/** Writes whatever the source's history tells and was not said, and takes back what it no longer tells. */
export async function tellHistory(
  said: ReadonlyMap<string, SaidSubject>,
  versions: readonly Observed[],
  { writer, gaps }: { writer: FactWriter; gaps: readonly SeenGap[] },
): Promise<void> {
  const unseen = spansByScope(gaps);
  const observed = bySubject(versions);
  for (const key of new Set([...said.keys(), ...observed.keys()])) {
    const told = observed.get(key) ?? [];
    const before = said.get(key);
    const subject = (told[0] ?? before) as Observed | SaidSubject;
    const states = new Map(told.map((one) => [one.stateHash, one]));
    for (const news of newsOfHistory(before?.versions ?? [], told, unseen.get(before?.scope ?? subject.scope) ?? none)) {
      const version = states.get(news.stateHash);
      await writer.write(version ?? subject, news, version?.state ?? null);
    }
  }
}

interface StateTelling extends Telling {
  readonly feed: OpenFeed;
  readonly gaps: readonly SeenGap[];
  readonly covered: readonly SeenSpan[];
}

/** Writes what is so now and was not before. @returns the gaps of whoever was not seen any more */
export async function tellState(
  said: ReadonlyMap<string, SaidSubject>,
  versions: readonly Observed[],
  { writer, place, feed, gaps, covered }: StateTelling,
): Promise<SeenGap[]> {
  const seen = new Set<string>();
  const back: SeenGap[] = [];
  for (const observed of versions) {
    const missed = place.missedBefore.get(`${feed.id} ${scopeOf(observed)}`);
    if (missed !== undefined) back.push(gapOf(place, scopeOf(observed), 'lost-sight', backSentence(observed)));
    const version = seenAgain(seenLater(observed, place), missed);
    const key = `${version.kind} ${version.vendorId}`;
    seen.add(key);
    for (const news of newsOfState({ said: said.get(key)?.versions ?? [], looks: [], now: version }))
      await writer.write(version, news, version.state);
  }
  return [...back, ...backInScopes(said, seen, { place, feed }), ...(await tellMissing(said, seen, { writer, place, feed, gaps, covered }))];
}

/** Writes what is gone. @returns the gaps of whoever was not seen any more */
async function tellMissing(
  said: ReadonlyMap<string, SaidSubject>,
  seen: ReadonlySet<string>,
  { writer, place, feed, gaps, covered }: StateTelling,
): Promise<SeenGap[]> {
  const blind = new Set(gaps.filter((one) => one.until === place.at).map((one) => one.scope));
  const living = [...said].filter(([, one]) => lastHash(one) !== null && !blind.has(one.scope));
  const missing = living.filter(([key]) => !seen.has(key)).map(([, one]) => one);
  if (missing.length === 0) return [];
  const confirmed = missing.every((one) => place.heldBefore.has(`${feed.id} ${one.scope}`));
  if (!confirmed && isMassDisappearance(living.length, missing.length))
    return [...new Set(missing.map((one) => one.scope))].map((scope) => gapOf(place, scope, 'held', massSentence(missing.length, living.length)));
  const whole = new Set(covered.filter((one) => one.until === place.at).map((one) => one.scope));
  const lost: SeenGap[] = [];
  for (const one of missing) {
    const notBefore = lastSeen(one, { place, feed, isWhole: whole.has(one.scope) });
    if (notBefore === null) lost.push(gapOf(place, scopeOf(one), 'lost-sight', absentSentence(one)));
    else await writer.write(one, { validFrom: place.seenAt, notBefore, basis: 'look', stateHash: null }, null);
  }
  return lost;
}

/** Whoever the last look missed was not seen then, and so not from then until now either. */
function seenAgain(version: Observed, missed: Instant | undefined): Observed {
  return missed === undefined || version.basis !== 'look' ? version : { ...version, notBefore: earlier(version.notBefore, missed) };
}

const BACK = 'was not listed at the look before this one, so what was so until now is not known.';

function backSentence({ kind, vendorId }: Observed): string {
  return `The ${kind} ${vendorId} ${BACK}`;
}

/** Did a look miss what this tells of? Not where it found again what the look before it had missed: the same gap, by its reason and its span. */
export function isMissed({ reason, why }: RememberedSheet['scopes'][number]): boolean {
  return reason === 'lost-sight' && why?.endsWith(BACK) !== true;
}

/** Scopes that told too little to be believed at the last look, and are whole again. */
function backInScopes(said: ReadonlyMap<string, SaidSubject>, seen: ReadonlySet<string>, { place, feed }: Pick<Missed, 'place' | 'feed'>): SeenGap[] {
  const missing = new Set([...said].filter(([key, one]) => lastHash(one) !== null && !seen.has(key)).map(([, one]) => one.scope));
  const held = [...new Set([...said.values()].map((one) => one.scope))].filter((scope) => place.heldBefore.has(`${feed.id} ${scope}`));
  const why = 'What the look before this one saw was not believed, so what was so until now is not known.';
  return held.filter((scope) => !missing.has(scope)).map((scope) => gapOf(place, scope, 'lost-sight', why));
}

interface Missed {
  readonly place: FeedPlace;
  readonly feed: OpenFeed;
  /** Was all of its scope seen, by the last look and by this one? */
  readonly isWhole: boolean;
}

/** When what is missing was seen for the last time, if it is believed to be gone; null when nobody knows. */
function lastSeen(one: SaidSubject, { place, feed, isWhole }: Missed): Instant | null {
  if (feed.absent === 'gone') return place.lastLook ?? BEGINNING;
  if (feed.absent === 'lost-sight' || !isWhole) return null;
  return place.missedBefore.get(`${feed.id} ${scopeOf(one)}`) ?? null;
}

/** The scope of a single subject. */
function scopeOf({ scope, kind, vendorId }: Pick<SaidSubject, 'scope' | 'kind' | 'vendorId'>): string {
  return `${scope}/${kind}:${vendorId}`;
}

function absentSentence({ kind, vendorId }: SaidSubject): string {
  return `The ${kind} ${vendorId} is no longer listed. Whether it is gone is not known.`;
}

/** In a look that was taken up again later, what is so was seen then at the latest: it is not dated back to when the look began. */
function seenLater(version: Observed, { at, seenAt }: FeedPlace): Observed {
  return version.basis === 'look' && version.validFrom === at ? { ...version, validFrom: seenAt } : version;
}

function lastHash({ versions }: SaidSubject): string | null {
  return versions.filter((one) => one.basis !== 'retraction').at(-1)?.stateHash ?? null;
}

function massSentence(missing: number, known: number): string {
  return `${missing} of ${known} vanished at once. That is not believed until another look confirms it. Check what the connection may see.`;
}

export function gapOf({ at, lastLook }: FeedPlace, scope: string, reason: SeenGap['reason'], why: string): SeenGap {
  return { type: 'gap', scope, from: lastLook ?? BEGINNING, until: at, reason, why };
}

function bySubject(versions: readonly Observed[]): Map<string, Observed[]> {
  const subjects = new Map<string, Observed[]>();
  for (const version of versions) {
    const key = `${version.kind} ${version.vendorId}`;
    const list = subjects.get(key);
    if (list) list.push(version);
    else subjects.set(key, [version]);
  }
  return subjects;
}

/** Spans merged, by scope. */
export function spansByScope(seen: readonly (SeenGap | SeenSpan)[]): ReadonlyMap<string, Spans> {
  const scopes = new Map<string, { from: Instant; until: Instant }[]>();
  for (const one of seen) {
    scopes.set(one.scope, [...(scopes.get(one.scope) ?? []), { from: one.from, until: one.until }]);
  }
  return new Map([...scopes].map(([scope, spans]) => [scope, spansOf(spans)]));
}
