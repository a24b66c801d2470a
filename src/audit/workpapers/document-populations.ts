import { aside, type Block, type Column, type Line, table } from '../documents/document.ts';
import { momentText } from '../drafts/dates.ts';
import { counted, figure, listed } from '../report/wording.ts';
import { differs } from './wording.ts';
import type { ChangedSince, Completeness, FrozenPaper, PopulationPaper } from './workpapers.ts';

/** Populations with how each was frozen, and what shows that it is complete. */
export function populationTable(populations: readonly PopulationPaper[], zone: string): Block {
  const columns: readonly Column[] = [
    { title: 'Population', width: 3.4 },
    { title: 'Items', width: 1.1, figures: true },
    { title: 'Frozen', width: 3 },
    { title: 'Completeness', width: 4.6 },
  ];
  const rows = populations.map((one) => [
    [one.title, aside(one.population), aside(`SHA-256 ${one.sha256.slice(0, 16)}…`)],
    figure(one.items),
    frozenLines(one, zone),
    completenessLines(one),
  ]);
  return table(columns, rows, 'No population was frozen, and no pinned control asks one.');
}

function frozenLines({ frozen, earlier, changedSince }: PopulationPaper, zone: string): readonly Line[] {
  const lines: readonly Line[] =
    frozen === null ? [{ text: 'not frozen', tone: 'unknown' }] : [phaseWords(frozen), aside(`${frozen.by}, ${momentText(frozen.at, zone)}`)];
  const before = earlier.map((one) => aside(`before: ${one.phase}, ${counted(one.items, 'item')}, ${momentText(one.at, zone)}`));
  return changedSince === null ? [...lines, ...before] : [...lines, ...before, { text: changeWords(changedSince), tone: 'unknown' }];
}

function phaseWords({ phase }: FrozenPaper): string {
  return phase === 'final' ? 'final' : 'interim: before the period closed';
}

function completenessLines({ items, occurrence, completeness }: PopulationPaper): readonly Line[] {
  const said: readonly Line[] =
    items > 0 ? [] : [occurrence.state === 'not-known' ? { text: occurrence.sentence, tone: 'unknown' } : occurrence.sentence];
  return [...said, ...unseenLines(completeness), ...secondSourceLines(completeness), ...lookLines(completeness)];
}

function unseenLines({ unseen }: Completeness): readonly Line[] {
  if (unseen.length === 0) return ['Nothing in it could have stood unseen.'];
  return [{ text: `In ${counted(unseen.length, 'span')} items may have stood unseen.`, tone: 'unknown' }];
}

function secondSourceLines({ reconciliations, explanations }: Completeness): readonly Line[] {
  const said = new Map(explanations.map((one) => [one.difference, one]));
  return reconciliations.flatMap((one): readonly Line[] => {
    const text = `${one.source}: ${figure(one.counted)} of ${figure(one.expected)}`;
    if (!differs(one)) return [text];
    const shown = one.differences.slice(0, shownDifferences).flatMap((difference) => [difference, ...explanationLines(said.get(difference))]);
    return [{ text, tone: 'fail' }, ...shown, ...moreDifferences(one.differences.length)];
  });
}

function explanationLines(said: Completeness['explanations'][number] | undefined): readonly Line[] {
  return [aside(said === undefined ? 'Not explained.' : `Explained by ${said.by}: ${said.explanation}`)];
}

const shownDifferences = 5;

function moreDifferences(count: number): readonly Line[] {
  return count > shownDifferences ? [aside(`and ${counted(count - shownDifferences, 'further difference')}, in workpapers.json`)] : [];
}

function lookLines({ looks, sources }: Completeness): readonly Line[] {
  if (looks === 0) return [{ text: 'Nobody looked.', tone: 'unknown' }];
  return sources.map((one) => aside(`${one.connection} (${one.connector}): ${counted(one.looks, 'look')}, as ${listed(one.identities)}`));
}

/** `changed since it was frozen: 3 items added, 1 removed and 2 changed.` */
export function changeWords({ added, removed, changed, sha256 }: ChangedSince): string {
  if (sha256 === null) return 'the newest assessment no longer has this population.';
  const parts = [
    added.length > 0 && `${figure(added.length)} added`,
    removed.length > 0 && `${figure(removed.length)} removed`,
    changed.length > 0 && `${figure(changed.length)} changed`,
  ].filter((one) => one !== false);
  return `changed since it was frozen: ${parts.length > 0 ? `of the items, ${listed(parts)}` : 'the same items in another order'}.`;
}
