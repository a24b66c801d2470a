import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import { isoInstant } from '../../kernel/time.ts';
import type { Engagement } from '../../workflows/engagements/engagement-state.ts';
import type { CompletenessSheet, SheetLook, WrittenItem } from '../assessment.ts';
import { frozenPaper } from './engagement-papers.ts';
import { occurrenceOf } from './occurrence.ts';
import type { SealedRows, Source } from './sealed-rows.ts';
import type { ChangedSince, Completeness, LookSource, PopulationPaper } from './workpapers.ts';

/** A population as it was frozen, what proves that it is complete, and whether it has changed since. */
export function populationPaper(source: Source, engagement: Engagement, current: SealedRows): PopulationPaper {
  const { sheet, frozen } = source;
  const { population, title, definition, mode, items, sha256 } = sheet;
  return {
    population,
    title,
    definition,
    mode,
    items,
    sha256,
    frozen: frozen && frozenPaper(frozen),
    earlier: engagement.frozen.filter((one) => one.population === population && one !== frozen).map(frozenPaper),
    occurrence: occurrenceOf(source, engagement),
    completeness: { ...seenBy(sheet), explanations: explanationsOf(population, engagement) },
    changedSince: changedSince(source, current),
  };
}

function seenBy({ looks, unseen, reconciliations }: CompletenessSheet): Omit<Completeness, 'explanations'> {
  const byConnection = Map.groupBy(looks, (one) => JSON.stringify([one.connection, one.connector]));
  return { looks: looks.length, sources: [...byConnection.values()].map(lookSource), unseen, reconciliations };
}

function explanationsOf(population: string, { explanations }: Engagement): Completeness['explanations'] {
  const last = new Map(explanations.filter((one) => one.population === population).map((one) => [one.difference, one]));
  return [...last.values()].map(({ difference, explanation, by, at }) => ({ difference, explanation, by, at: isoInstant(at) }));
}

function lookSource(looks: readonly SheetLook[]): LookSource {
  const started = looks.map((one) => one.startedAt).toSorted();
  return {
    connection: looks[0]?.connection ?? '',
    connector: looks[0]?.connector ?? '',
    identities: [...new Set(looks.map((one) => one.identity))].toSorted(),
    looks: looks.length,
    first: started[0] ?? '',
    last: started.at(-1) ?? '',
    rows: looks.reduce((sum, one) => sum + one.rows, 0),
    requests: looks.reduce((sum, one) => sum + one.requests, 0),
  };
}

/** Which keys the newest assessment has more, no longer has, or says something else of. */
function changedSince({ sheet, items, frozen }: Source, current: SealedRows): ChangedSince | null {
  if (frozen === null) return null;
  const now = current.summary.populations.find((one) => one.population === sheet.population);
  if (now?.sha256 === frozen.sha256) return null;
  const then = rowTexts(items);
  const later = rowTexts(current.items.get(sheet.population) ?? []);
  return {
    sha256: now?.sha256 ?? null,
    items: later.size,
    added: [...later.keys()].filter((key) => !then.has(key)),
    removed: [...then.keys()].filter((key) => !later.has(key)),
    changed: [...then].filter(([key, text]) => later.has(key) && later.get(key) !== text).map(([key]) => key),
  };
}

function rowTexts(items: readonly WrittenItem[]): ReadonlyMap<string, string> {
  return new Map(items.map((row) => [row.item, canonicalJson(row as object as Json)]));
}
