import type { WrittenFinding } from '../assessment.ts';
import { controlsOfCheck } from './controls-of-check.ts';
import type { View } from './view.ts';

/** Items of a check that are named; all are counted. */
const SHOWN = 20;

interface Index {
  /** By leaf: the findings that rest on it. */
  readonly findings: ReadonlyMap<number, readonly WrittenFinding[]>;
  /** By leaf: how many members of which population it makes. */
  readonly members: ReadonlyMap<number, ReadonlyMap<string, number>>;
}

/** Which findings and populations rest on an entry of the ledger. */
export function evidenceUses(view: View, { leaf }: { readonly leaf: number }) {
  const { summary } = view;
  const { findings, members } = view.once('evidence-uses', () => indexOf(view));
  const byCheck = Map.groupBy(findings.get(leaf) ?? [], (one) => one.check);
  return {
    period: { first: summary.period.first, last: summary.period.last },
    known: leaf < summary.treeSize,
    checks: summary.checks.flatMap((check) => {
      const resting = byCheck.get(check.id);
      if (resting === undefined) return [];
      const { id, title, asks, population } = check;
      return [{ check: id, title, asks, population, criteria: criteriaOf(view, id), ...counts(resting), shown: shown(resting) }];
    }),
    populations: summary.populations.flatMap(({ population, title, looks }) => {
      const items = members.get(leaf)?.get(population) ?? 0;
      const completeness = looks.some((one) => one.leaf === leaf);
      return items > 0 || completeness ? [{ population, title, items, completeness }] : [];
    }),
  };
}

function indexOf(view: View): Index {
  const findings = new Map<number, WrittenFinding[]>();
  for (const { id } of view.summary.checks) {
    for (const finding of view.findings(id)) for (const leaf of new Set(finding.leaves)) put(findings, leaf, finding);
  }
  const members = new Map<number, Map<string, number>>();
  for (const { population } of view.summary.populations) {
    for (const { leaves } of view.items(population)) {
      for (const leaf of new Set(leaves)) {
        const known = members.get(leaf) ?? new Map<string, number>();
        known.set(population, (known.get(population) ?? 0) + 1);
        members.set(leaf, known);
      }
    }
  }
  return { findings, members };
}

function put(index: Map<number, WrittenFinding[]>, leaf: number, finding: WrittenFinding): void {
  const known = index.get(leaf);
  if (known === undefined) index.set(leaf, [finding]);
  else known.push(finding);
}

function criteriaOf(view: View, check: string): string[] {
  return [...new Set(controlsOfCheck(view, check).flatMap((one) => one.criteria.map(({ criterion }) => criterion)))].sort();
}

function counts(findings: readonly WrittenFinding[]) {
  const counted = findings.filter((one) => one.excludedBy === null);
  const of = (outcome: WrittenFinding['outcome']) => counted.filter((one) => one.outcome === outcome).length;
  const excluded = findings.length - counted.length;
  return { items: findings.length, pass: of('pass'), fail: of('fail'), unknown: of('unknown'), notOwed: of('not-owed'), excluded };
}

const order: readonly WrittenFinding['outcome'][] = ['fail', 'unknown', 'pass', 'not-owed'];

function shown(findings: readonly WrittenFinding[]) {
  return findings
    .toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))
    .slice(0, SHOWN)
    .map(({ item, title, outcome, excludedBy, because }) => ({ item, title, outcome, excludedBy, because }));
}
