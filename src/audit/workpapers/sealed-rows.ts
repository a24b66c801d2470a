import { Refusal } from '../../kernel/refusal.ts';
import { type Engagement, type Frozen, frozenPopulation } from '../../workflows/engagements/engagement-state.ts';
import type { AssessmentSummary, CompletenessSheet, WrittenFinding, WrittenItem } from '../assessment.ts';
import type { ProgramReport } from '../program-report.ts';

/** A sealed assessment with its rows. */
export interface SealedRows {
  readonly summary: AssessmentSummary;
  readonly findings: readonly WrittenFinding[];
  /** The items of each population, by its id. */
  readonly items: ReadonlyMap<string, readonly WrittenItem[]>;
}

/** Everything that workpapers are written from. */
export interface WorkpapersInput {
  /** Id of the engagement, as it enters the seeds of its samples. */
  readonly id: string;
  readonly engagement: Engagement;
  /** The assessments that its populations were frozen from, by the id of the entry that sealed each. */
  readonly assessments: ReadonlyMap<string, SealedRows>;
  /** The newest assessment of the same audit: frozen populations are held against it, and what was not frozen is shown from it. */
  readonly current: SealedRows;
  /** The results of `current`. */
  readonly report: ProgramReport;
}

/** One population, with the assessment that counts for it. */
export interface Source {
  readonly sheet: CompletenessSheet;
  readonly summary: AssessmentSummary;
  /** null: not frozen; the newest assessment stands in. */
  readonly frozen: Frozen | null;
  readonly items: readonly WrittenItem[];
  readonly finding: (check: string, item: string) => WrittenFinding | undefined;
}

/**
 * Every population that was frozen or that stands in the newest assessment, in the order of the latter.
 * @throws Refusal `workpapers/assessment` where the assessment of a frozen population, or its rows, are not there; `workpapers/not-as-frozen`
 * where they are others.
 */
export function sourcesOf({ engagement, assessments, current }: WorkpapersInput): readonly Source[] {
  const index = findingIndex();
  const known = current.summary.populations.map((one) => one.population);
  const frozen = engagement.frozen.map((one) => one.population);
  return [...new Set([...known, ...frozen])].map((population) => {
    const said = frozenPopulation(engagement, population) ?? null;
    const rows = said === null ? current : assessments.get(said.assessment.entry);
    if (rows === undefined)
      throw missing(`The assessment ${said?.assessment.entry}, from which the population ${population} was frozen, is not there.`);
    return sourceOf(population, rows, said, index(rows));
  });
}

function sourceOf(population: string, { summary, items }: SealedRows, frozen: Frozen | null, finding: Source['finding']): Source {
  const sheet = summary.populations.find((one) => one.population === population);
  const rows = items.get(population);
  if (sheet === undefined || rows === undefined) throw missing(`The rows of the population ${population} are not there.`);
  if (rows.length !== sheet.items || (frozen !== null && frozen.sha256 !== sheet.sha256))
    throw new Refusal('workpapers/not-as-frozen', `The population ${population} is not the one that was frozen. Read the assessment that was.`);
  return { sheet, summary, frozen, items: rows, finding };
}

function missing(sentence: string): Refusal {
  return new Refusal('workpapers/assessment', `${sentence} Workpapers are written from it: bring it back from the package or a backup.`);
}

/** Reads the findings of an assessment once, however many populations come from it. */
function findingIndex(): (rows: SealedRows) => Source['finding'] {
  const read = new Map<SealedRows, Source['finding']>();
  return (rows) => {
    const known = read.get(rows) ?? lookUp(rows.findings);
    read.set(rows, known);
    return known;
  };
}

function lookUp(findings: readonly WrittenFinding[]): Source['finding'] {
  const checks = new Map<string, Map<string, WrittenFinding>>();
  for (const finding of findings) {
    const items = checks.get(finding.check) ?? new Map<string, WrittenFinding>();
    checks.set(finding.check, items.set(finding.item, finding));
  }
  return (check, item) => checks.get(check)?.get(item);
}
