import type { Fact } from '../../src/facts/fact.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import { FOREVER, type Span } from '../../src/kernel/time.ts';

/** What `readVersions` must answer, found by scanning a list: slow, and plain enough to be believed. */
export interface ExpectedVersion {
  readonly subject: string;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly notBefore: number;
  readonly endsNotBefore: number;
  readonly state: unknown;
}

/** @param facts in the order of the ledger, as far as it was known */
export function versionsByScan(facts: readonly Fact[], within: Span): ExpectedVersion[] {
  const subjects = [...new Set(facts.map(({ subject }) => subject))].sort();
  return subjects.flatMap((subject) =>
    versionsOfSubject(
      facts.filter((fact) => fact.subject === subject),
      within,
    ),
  );
}

function versionsOfSubject(facts: readonly Fact[], within: Span): ExpectedVersion[] {
  const changes: Fact[] = [];
  const instants = [...new Set(facts.map(({ validFrom }) => validFrom))].sort((a, b) => a - b);
  for (const instant of instants) {
    const lastSaid = facts.filter(({ validFrom }) => validFrom === instant).at(-1) as Fact;
    if (lastSaid.basis === 'retraction') continue;
    const before = changes.at(-1);
    if (before === undefined ? lastSaid.state === null : canonicalJson(before.state) === canonicalJson(lastSaid.state)) continue;
    changes.push(lastSaid);
  }
  return changes.flatMap(({ subject, validFrom, notBefore, state }, place) => {
    const next = changes[place + 1];
    const validUntil = next?.validFrom ?? FOREVER;
    const overlaps = validFrom < within.until && validUntil > within.from;
    return state === null || !overlaps ? [] : [{ subject, validFrom, validUntil, notBefore, endsNotBefore: next?.notBefore ?? FOREVER, state }];
  });
}

/** What holds at one instant: the last said of the latest instant by then that was not retracted. Found without making versions at all. */
export function stateAtByScan(facts: readonly Fact[], subject: string, at: number): unknown {
  let best: Fact | undefined;
  for (const [place, fact] of facts.entries()) {
    const corrected = facts.slice(place + 1).some((later) => later.subject === fact.subject && later.validFrom === fact.validFrom);
    const counts = fact.subject === subject && fact.validFrom <= at && fact.basis !== 'retraction' && !corrected;
    if (counts && (best === undefined || fact.validFrom > best.validFrom)) best = fact;
  }
  return best?.state ?? null;
}
