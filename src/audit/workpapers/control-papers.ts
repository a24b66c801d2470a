import type { Engagement } from '../../workflows/engagements/engagement-state.ts';
import type { ControlReport, ManagementResponse, ProgramReport } from '../program-report.ts';
import type { Tested } from './item-papers.ts';
import type { Source, WorkpapersInput } from './sealed-rows.ts';
import { testPaper } from './test-papers.ts';
import type { ControlPaper } from './workpapers.ts';

/** The controls that the engagement pins, each with a test for every population that its checks ask. */
export function controlPapers({ engagement, report }: WorkpapersInput, sources: readonly Source[]): readonly ControlPaper[] {
  const { controls } = engagement.pins;
  const response = responses(report);
  return Object.keys(controls)
    .toSorted()
    .map((control) => controlPaper(control, controls[control] ?? 0, { engagement, report, sources, response }));
}

interface Around {
  readonly engagement: Engagement;
  readonly report: ProgramReport;
  readonly sources: readonly Source[];
  readonly response: Tested['response'];
}

function controlPaper(control: string, version: number, { engagement, report, sources, response }: Around): ControlPaper {
  const known = report.controls.find((one) => one.id === control);
  const asking = sources.map((source) => ({ source, asked: checksAsked(control, source) })).filter(({ asked }) => asked.length > 0);
  const tests = asking.map(({ source, asked }) => testPaper(control, source, asked, engagement, response));
  return {
    control,
    version,
    title: known?.title ?? control,
    promise: known?.parts.find((one) => one.version === version)?.promise ?? known?.promise ?? '',
    tests,
    requests: engagement.requests.filter((one) => one.control === control).map((one) => one.request),
    notes: controlNotes(version, known, tests.length),
  };
}

/** The checks of a control that ask this population, as its assessment knew them. */
function checksAsked(control: string, { summary, sheet }: Source): Tested['attributes'] {
  const ids = new Set(summary.controls.find((one) => one.id === control)?.checks);
  return summary.checks.filter((one) => ids.has(one.id) && one.population === sheet.population);
}

function controlNotes(version: number, known: ControlReport | undefined, tests: number): readonly string[] {
  const notes = [
    known === undefined ? 'The results of the newest assessment do not name this control.' : null,
    known !== undefined && known.version !== version && !known.parts.some((one) => one.version === version)
      ? `The engagement pins version ${version}; the results know version ${known.version}.`
      : null,
    known !== undefined && known.parts.length > 1
      ? `The control changed inside the period: ${known.parts.length} versions were in force one after the other.`
      : null,
    tests === 0 ? 'No check asks whether it operated: Tickmark has no items to test.' : null,
  ];
  return notes.filter((one) => one !== null);
}

/** What management says of a failing item. It may stand under several controls, and is the same. */
function responses({ controls }: ProgramReport): Tested['response'] {
  const said = new Map<string, ManagementResponse>();
  for (const { check, item, response } of controls.flatMap((one) => one.exceptions)) {
    if (response !== null) said.set(JSON.stringify([check, item]), response);
  }
  return (check, item) => said.get(JSON.stringify([check, item])) ?? null;
}
