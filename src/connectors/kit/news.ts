import type { Basis } from '../../facts/fact.ts';
import { holdsAt, type Spans } from '../../kernel/spans.ts';
import type { Instant } from '../../kernel/time.ts';

/** What was last said of a subject for one instant; `stateHash: null` is gone (or taken back). */
export interface SaidVersion {
  readonly validFrom: Instant;
  readonly stateHash: string | null;
  readonly basis: Basis;
}

/** A version as a look observed it. */
export interface ObservedVersion {
  readonly validFrom: Instant;
  readonly notBefore: Instant;
  readonly basis: Basis;
  readonly stateHash: string | null;
}

/** A fact to be written. A retraction has no state. */
export type News = ObservedVersion;

/** What was not taken back, in order. */
function inOrder<V extends SaidVersion>(versions: readonly V[]): V[] {
  return versions.filter((one) => one.basis !== 'retraction').sort((a, b) => a.validFrom - b.validFrom);
}

/** What holds: in order, without what repeats its predecessor. Before anything is said, a subject is gone. */
function standing<V extends SaidVersion>(versions: readonly V[]): V[] {
  const kept = inOrder(versions);
  return kept.filter((one, place) => one.stateHash !== (kept[place - 1]?.stateHash ?? null));
}

/**
 * Something that happened is said once. What is said differently now (a repository was renamed) counts from this look; the past stays as it was said.
 */
export function newsOfEvent(said: readonly SaidVersion[], observed: ObservedVersion, at: Instant): News | null {
  const last = standing(said).at(-1);
  if (last === undefined) return observed;
  if (last.stateHash === observed.stateHash) return null;
  return { ...observed, validFrom: at, notBefore: at, basis: 'look' };
}

/**
 * The source told all versions of the subject there ever were. Those not said yet are said; those said before that it no longer tells are taken back,
 * except where the source could not be read (`unseen`). After the news is written, what is said equals what was observed.
 */
export function newsOfHistory(said: readonly SaidVersion[], observed: readonly ObservedVersion[], unseen: Spans): News[] {
  const saidAt = new Map(said.map((one) => [one.validFrom, one]));
  const told = standing(lastOfEach(observed));
  const toldAt = new Set(told.map((one) => one.validFrom));
  const taken = said
    .filter((one) => one.basis !== 'retraction' && !toldAt.has(one.validFrom) && !holdsAt(unseen, one.validFrom))
    .map((one): News => ({ validFrom: one.validFrom, notBefore: one.validFrom, basis: 'retraction', stateHash: null }));
  const added = told.filter((one) => {
    const before = saidAt.get(one.validFrom);
    return before === undefined || before.basis === 'retraction' || before.stateHash !== one.stateHash;
  });
  return [...taken, ...added];
}

/** Of versions at the same instant the last one counts: the later commit. */
function lastOfEach(observed: readonly ObservedVersion[]): ObservedVersion[] {
  return [...new Map(observed.map((one) => [one.validFrom, one])).values()];
}

export interface StateObserved {
  readonly said: readonly SaidVersion[];
  /** The looks so far that saw this subject, in order. What they saw unchanged they confirmed by writing nothing. */
  readonly looks: readonly Instant[];
  /** What this look saw, at its instant; undefined when it did not see the subject. */
  readonly now?: ObservedVersion | undefined;
  /** What the source tells only now of the time before. */
  readonly late?: readonly ObservedVersion[];
  /** Instants of versions that turned out to be wrong. */
  readonly retracted?: readonly Instant[];
}

/**
 * The source tells what is so now. Unchanged says nothing. A late fact, or one taken back, also restates what later looks had confirmed by silence: else it
 * would hold for ever.
 */
export function newsOfState({ said, looks, now, late = [], retracted = [] }: StateObserved): News[] {
  const before = inOrder(said);
  const taken = retracted.map((validFrom): News => ({ validFrom, notBefore: validFrom, basis: 'retraction', stateHash: null }));
  const gone = new Set(retracted);
  const kept = before.filter((one) => !gone.has(one.validFrom));
  const changes = [...retracted, ...late.map((one) => one.validFrom)];
  const restated = changes.flatMap((at) => confirmation(before, looks, at));
  const merged = new Map<Instant, ObservedVersion>();
  for (const one of [...restated, ...late]) merged.set(one.validFrom, one);
  const told = [...merged.values()].sort((a, b) => a.validFrom - b.validFrom);
  const all = [...kept.filter((one) => !merged.has(one.validFrom)), ...told].sort((a, b) => a.validFrom - b.validFrom);
  const last = all.at(-1)?.stateHash ?? null;
  return [...taken, ...told, ...(now !== undefined && now.stateHash !== last ? [now] : [])];
}

/** The first look after `at` that saw what was then said to hold, unless something was said in between. */
function confirmation(said: readonly SaidVersion[], looks: readonly Instant[], at: Instant): ObservedVersion[] {
  const next = said.find((one) => one.validFrom > at)?.validFrom;
  const look = looks.find((one) => one > at && (next === undefined || one < next));
  if (look === undefined) return [];
  const held = said.filter((one) => one.validFrom <= at).at(-1)?.stateHash ?? null;
  return [{ validFrom: look, notBefore: at, basis: 'look', stateHash: held }];
}

/** How many of the subjects may vanish at once before nobody believes it. */
const MASS_FROM = 10;
const MASS_SHARE = 0.5;

/** A look that would lose a large share at once is held until another confirms it. */
export function isMassDisappearance(known: number, missing: number): boolean {
  return missing >= MASS_FROM && missing > known * MASS_SHARE;
}
