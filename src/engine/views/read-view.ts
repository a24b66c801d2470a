import type { AssessmentSummary, WrittenFinding, WrittenItem } from '../../audit/assessment.ts';
import { policyReport } from '../../audit/policies/policy-report.ts';
import type { ProgramReport } from '../../audit/program-report.ts';
import type { View } from '../../audit/views/view.ts';
import { openBlobs } from '../../facts/store-blobs.ts';
import { sha256Hex } from '../../kernel/hash.ts';
import { parseInstant } from '../../kernel/time.ts';
import { judgeUpTo } from '../assess.ts';
import type { Installation } from '../installation.ts';
import { readPolicies } from '../policy-report.ts';
import { reportOfRows } from '../program-report.ts';
import { periodText, readAssessments, type SealedAssessment } from '../sealed-assessments.ts';
import { rowsOf, type SealedRows } from '../sealed-rows.ts';
import { fileName, type Written } from '../summary.ts';
import { factSizeBelow } from './resolve-view.ts';
import type { ResolvedView } from './view-request.ts';

/** What a thread that reads views needs of an installation. */
export type ReadPlace = Pick<Installation, 'db' | 'dataDirectory' | 'organization' | 'version' | 'clock'> & { readonly simulated: boolean };

export type Progress = (sentence: string) => void;

/** A view, and how to bring it up to what management said, and what was sealed, since. */
export interface OpenView {
  readonly view: View;
  refresh(): Promise<View>;
}

/** Opens a view: the sealed assessment, where one says the same; otherwise it is judged now. Nothing is written. */
export async function readView(place: ReadPlace, wanted: ResolvedView, progress: Progress): Promise<OpenView> {
  let sealed = await sealedOf(place, wanted);
  let source = await wholeOf(place, wanted, sealed, progress);
  return {
    view: await viewOf(place, wanted, source, sealed),
    async refresh() {
      const newest = await sealedOf(place, wanted);
      if (newest !== null && newest.entry !== sealed?.entry) {
        source = await wholeOf(place, wanted, newest, progress);
        sealed = newest;
      }
      return viewOf(place, wanted, source, sealed);
    },
  };
}

async function wholeOf(place: ReadPlace, wanted: ResolvedView, sealed: SealedAssessment | null, progress: Progress): Promise<Whole> {
  const written = sealed === null ? await judged(place, wanted, progress) : await readSealed(place, sealed, progress);
  progress('Working out the results by control');
  const upTo = wanted.at === null ? undefined : parseInstant(wanted.at);
  return { ...written, policies: await readPolicies(place, written.summary, upTo) };
}

/** What was judged, with its rows not read yet. */
interface Source {
  readonly summary: AssessmentSummary;
  /** By the name of the file: `findings/change--ticket.ndjson`. */
  readonly text: ReadonlyMap<string, string>;
  /** Rows that were read, by the name of their file; kept over a refreshing of the report. */
  readonly rows: Map<string, readonly unknown[]>;
}

/** The newest sealed assessment that was judged of the same facts, and was known; a view of another instant has none. */
async function sealedOf(place: ReadPlace, { audit, period, at, asKnownAt, treeSize, factSize }: ResolvedView): Promise<SealedAssessment | null> {
  if (at !== null) return null;
  const known = await readAssessments(place, asKnownAt === null ? undefined : treeSize);
  const fits = known.filter(
    ({ summary }) =>
      summary.period.audit === audit && periodText(summary) === period && summary.treeSize >= factSize && summary.tickmark === place.version,
  );
  for (const one of fits.toReversed()) if (await sameFacts(one, factSize, place)) return one;
  return null;
}

/** No entry of facts lies between the two places, so both know the same. */
async function sameFacts({ summary }: SealedAssessment, factSize: number, { db, organization }: ReadPlace): Promise<boolean> {
  return summary.treeSize === factSize || (await factSizeBelow({ db, organization }, summary.treeSize)) === factSize;
}

async function judged(place: ReadPlace, { audit, period, at, factSize }: ResolvedView, progress: Progress): Promise<Source> {
  const until = at === null ? 'the last look' : at;
  progress(`Judging up to ${until}`);
  const request = audit === null ? { period } : { audit };
  return sourceOf(await judgeUpTo(place, factSize, { ...request, now: place.clock(), ...(at !== null && { upTo: parseInstant(at) }) }));
}

function sourceOf({ summary, files }: Written): Source {
  return { summary, text: new Map(files.map((one) => [one.name, one.text])), rows: new Map() };
}

async function readSealed({ dataDirectory }: ReadPlace, { summary }: SealedAssessment, progress: Progress): Promise<Source> {
  progress('Reading the sealed assessment');
  const blobs = openBlobs(dataDirectory);
  const text = new Map<string, string>();
  for (const { name, sha256 } of summary.files) text.set(name, Buffer.from(await blobs.get(sha256)).toString('utf8'));
  return { summary, text, rows: new Map() };
}

type Whole = Source & { readonly policies: Awaited<ReturnType<typeof readPolicies>> };

async function viewOf(place: ReadPlace, wanted: ResolvedView, source: Whole, sealed: SealedAssessment | null): Promise<View> {
  const { summary } = source;
  const findings = (check: string) => read<WrittenFinding>(source, `findings/${fileName(check)}.ndjson`);
  const items = (population: string) => read<WrittenItem>(source, `populations/${fileName(population)}.ndjson`);
  const rows = rowsFrom(summary, findings, items);
  const knownBelow = wanted.asKnownAt === null ? Number.POSITIVE_INFINITY : wanted.treeSize;
  const report = await reportOfRows(place, { summary, leaf: sealed?.leaf ?? Number.POSITIVE_INFINITY }, rows, knownBelow);
  const once = keeping();
  return {
    id: idOf(wanted, summary, sealed, report),
    summary,
    report,
    sealed: sealed && { entry: sealed.entry, leaf: sealed.leaf },
    asKnownAt: wanted.asKnownAt,
    findings,
    items,
    policies: () => once('policies', () => policyReport({ summary, ...rows, ...source.policies })),
    once,
  };
}

function keeping(): View['once'] {
  const kept = new Map<string, unknown>();
  return <T>(key: string, work: () => T): T => {
    if (!kept.has(key)) kept.set(key, work());
    return kept.get(key) as T;
  };
}

function rowsFrom(
  summary: AssessmentSummary,
  findings: (check: string) => readonly WrittenFinding[],
  items: (population: string) => readonly WrittenItem[],
): SealedRows {
  return {
    findings: summary.checks.flatMap((one) => findings(one.id)),
    items: new Map(summary.populations.map((one) => [one.population, items(one.population)])),
  };
}

function read<T>({ text, rows }: Source, name: string): readonly T[] {
  const known = rows.get(name);
  if (known !== undefined) return known as readonly T[];
  const parsed = rowsOf<T>(text.get(name) ?? '');
  rows.set(name, parsed);
  return parsed;
}

/** Changes with whatever could change an answer: the facts, the period, the instant, the program, the catalogue of results. */
function idOf(
  { at, asKnownAt, factSize }: ResolvedView,
  { period, tickmark, files }: AssessmentSummary,
  sealed: SealedAssessment | null,
  report: ProgramReport,
): string {
  const responses = report.controls.flatMap((one) => one.exceptions.map(({ response }) => response?.at ?? null));
  return sha256Hex(
    JSON.stringify([period, at, asKnownAt, factSize, tickmark, files.map((one) => one.sha256), sealed?.entry ?? null, responses]),
  ).slice(0, 24);
}
