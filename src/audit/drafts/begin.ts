import type { Block, Document } from '../documents/document.ts';
import type { ProgramReport } from '../program-report.ts';
import { figure, listed } from '../report/wording.ts';
import { longPeriod, momentText } from './dates.ts';
import type { DraftFacts } from './draft-facts.ts';
import { categoryTitles } from './wording.ts';

interface Beginning {
  readonly title: string;
  readonly subtitle: string;
  /** What this draft is and is not, before what all drafts say. */
  readonly about: readonly string[];
  readonly blocks: readonly Block[];
  readonly contents?: boolean;
  /** What it speaks of besides the period of the report. */
  readonly also?: Document['particulars'];
  /** The results whose knowledge dates it, where they are not those of the report. */
  readonly dated?: ProgramReport;
}

/** A draft with what stands at the head of each: whose it is, which days it speaks of, and up to when anything was known. */
export function begin(report: ProgramReport, facts: DraftFacts, beginning: Beginning): Document {
  const { title, subtitle, about, blocks, contents = false, also = [], dated = report } = beginning;
  return {
    title,
    subtitle,
    organization: facts.organization,
    asOf: dated.period.horizon,
    simulated: report.simulated === true,
    contents,
    notes: about,
    particulars: [...also, ...particulars(report, facts)],
    blocks,
  };
}

function particulars(report: ProgramReport, facts: DraftFacts): Document['particulars'] {
  const { period, treeSize, tickmark } = report;
  return [
    { label: 'Program', text: `${facts.program}: ${listed(facts.categories.map((one) => categoryTitles[one].toLowerCase()))}` },
    { label: period.type === 1 ? 'Date' : 'Period', text: `${longPeriod(period.first, period.last)}, as days of ${period.zone}` },
    { label: 'Known', text: knownWords(report) },
    { label: 'Auditor', text: facts.engagement?.firm ?? 'none named in the program' },
    {
      label: 'Source',
      text: `the ${figure(treeSize)} sealed entries of the ledger that Tickmark ${tickmark} judged; the audit package shows them item by item`,
    },
  ];
}

/** `up to the end of the period`, or the moment up to which anything is known. */
export function knownWords({ period }: ProgramReport): string {
  const { horizon, until, zone, type } = period;
  if (horizon >= until) return `up to the end of the ${type === 1 ? 'day' : 'period'}`;
  return `up to ${momentText(horizon, zone)}; what came later is not known`;
}

/** `Harbourlight, 1 January to 31 December 2025` */
export function subtitleOf({ period }: ProgramReport, facts: DraftFacts): string {
  return `${facts.organization}, ${longPeriod(period.first, period.last)}`;
}
