import { type Document, openPoints } from '../audit/documents/document.ts';
import { toMarkdown } from '../audit/documents/markdown.ts';
import { toPdf } from '../audit/documents/pdf.ts';
import { allDrafts, type DraftId } from '../audit/drafts/all-drafts.ts';
import { sha256Hex } from '../kernel/hash.ts';
import { Refusal } from '../kernel/refusal.ts';
import { bridgeSource, type DraftSource, draftSource } from './draft-facts.ts';
import { type DraftFile, writeDraftFiles } from './draft-files.ts';
import type { Installation } from './installation.ts';
import { type Reported, reportOf } from './program-report.ts';
import type { AssessmentRequest } from './sealed-assessments.ts';

export const draftFormats = ['md', 'pdf', 'both'] as const;
export type DraftFormat = (typeof draftFormats)[number];

export const draftIds = Object.keys(allDrafts) as readonly DraftId[];

/** What each draft is, in a line. */
export const draftNames: Readonly<Record<DraftId, string>> = {
  'system-description': 'The system, part by part: from facts, with your own texts',
  'management-assertion': 'What management asserts, for management to sign',
  'tests-and-results': 'Every control, what was asked of it, and what came of it',
  'subservice-schedule': 'What is expected of vendors, and what of customers',
  'type-1-snapshot': 'The design of the controls at a date (Type 1)',
  'bridge-letter': 'What is known of the days since the period, until a day',
  readiness: 'What is open before an auditor comes, for yourselves',
};

export interface DraftsRequest extends Pick<AssessmentRequest, 'audit' | 'period'> {
  /** None: all that apply. */
  readonly names: readonly string[];
  /** The day up to which a bridge letter speaks; without it, none is written. */
  readonly to?: string | undefined;
  readonly format: DraftFormat;
  /** The folder to write into. */
  readonly out: string;
  readonly replace: boolean;
  readonly onProgress?: (step: string) => void;
}

export interface WrittenDraft {
  readonly name: DraftId;
  readonly title: string;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  /** Null where no PDF was written. */
  readonly pages: number | null;
  /** Points that a person must settle. */
  readonly toSettle: number;
  /** Sections that only the company can write. */
  readonly toWrite: number;
  /** Both in a sentence; null where nothing is open. */
  readonly open: string | null;
}

export interface WrittenDrafts {
  readonly reported: Reported;
  readonly drafts: readonly WrittenDraft[];
}

/**
 * Writes drafts from the newest sealed assessment that fits the request. All are composed and set before the first is written.
 * @throws Refusal `draft/…`, `bridge/…`, `results/no-assessment`, `document/no-pdf-here`
 */
export async function writeDrafts(installation: Installation, request: DraftsRequest): Promise<WrittenDrafts> {
  const { files, ...written } = await setDrafts(installation, request);
  await writeDraftFiles(request.out, files, request.replace);
  return written;
}

/** The same drafts as files that are written nowhere. */
export async function setDrafts(
  installation: Installation,
  request: Omit<DraftsRequest, 'out' | 'replace'>,
): Promise<WrittenDrafts & { readonly files: readonly DraftFile[] }> {
  const { names, to, format, onProgress } = request;
  requireKnown(names, to);
  const reported = await reportOf(installation, request);
  onProgress?.('Reading the facts');
  const source = await draftSource(installation, reported);
  const chosen = draftIds.filter((one) => (names.length > 0 ? names.includes(one) : applies(one, source, to)));
  const letter = to !== undefined && chosen.includes('bridge-letter') ? await bridgeSource(installation, reported, to) : source;
  const documents = chosen.map((name) => ({ name, document: compose(name, name === 'bridge-letter' ? letter : source) }));
  const set: SetDraft[] = [];
  for (const { name, document } of documents) {
    onProgress?.(`Setting ${name}`);
    set.push(await setDraft(name, document, format));
  }
  return { reported, drafts: set.map(({ draft }) => draft), files: set.flatMap((one) => one.files) };
}

function requireKnown(names: readonly string[], to: string | undefined): void {
  const unknown = names.find((one) => !Object.hasOwn(allDrafts, one));
  if (unknown !== undefined) throw new Refusal('draft/unknown', `There is no draft "${unknown}". There are: ${draftIds.join(', ')}.`);
  const letter = names.includes('bridge-letter');
  if (letter && to === undefined) throw new Refusal('draft/no-date', 'A bridge letter speaks up to a day. Say which: --to 2026-02-28.');
  if (names.length > 0 && !letter && to !== undefined)
    throw new Refusal('draft/no-letter', '--to is the day up to which a bridge letter speaks. Name bridge-letter, too, or leave --to out.');
}

/** A snapshot belongs to a date, a bridge letter to the days up to one. */
function applies(name: DraftId, { report }: DraftSource, to: string | undefined): boolean {
  if (name === 'type-1-snapshot') return report.period.type === 1;
  return name !== 'bridge-letter' || to !== undefined;
}

function compose(name: DraftId, { report, facts }: DraftSource): Document {
  return allDrafts[name](report, facts);
}

interface SetDraft {
  readonly draft: WrittenDraft;
  readonly files: readonly DraftFile[];
}

async function setDraft(name: DraftId, document: Document, format: DraftFormat): Promise<SetDraft> {
  const pdf = format === 'md' ? null : await toPdf(document);
  const files: DraftFile[] = [
    ...(format === 'pdf' ? [] : [{ name: `${name}.md`, content: toMarkdown(document) }]),
    ...(pdf === null ? [] : [{ name: `${name}.pdf`, content: pdf.bytes }]),
  ];
  const count = (kind: 'flag' | 'placeholder') => document.blocks.filter((one) => one.kind === kind).length;
  const draft: WrittenDraft = {
    name,
    title: document.title,
    files: files.map((file) => ({ name: file.name, bytes: Buffer.byteLength(file.content), sha256: sha256Hex(file.content) })),
    pages: pdf?.pages ?? null,
    toSettle: count('flag'),
    toWrite: count('placeholder'),
    open: openPoints(document),
  };
  return { draft, files };
}
