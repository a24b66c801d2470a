import { type Block, flag, heading, paragraph, placeholder } from '../documents/document.ts';
import { fromMarkdown } from '../documents/from-markdown.ts';
import type { ProgramReport } from '../program-report.ts';
import { listed } from '../report/wording.ts';
import { begin, subtitleOf } from './begin.ts';
import { changeBlocks } from './changes.ts';
import { companyTexts } from './company-texts.ts';
import { controlFlags, controlsInScope, controlTable, criteriaTable, outOfScopeBlocks } from './control-tables.ts';
import { descriptionParts } from './description-parts.ts';
import { type DescriptionId, type Draft, type DraftFacts, descriptionIds } from './draft-facts.ts';
import { incidentBlocks } from './incidents.ts';
import { components, settingTable, unadoptedSettings } from './inventory.ts';
import { notRelevantBlocks } from './not-relevant.ts';
import { subserviceBlocks, userEntityBlocks } from './subservice.ts';
import { textFlags, unnamedFlags } from './text-flags.ts';

type Part = (report: ProgramReport, facts: DraftFacts) => readonly Block[];

/** What facts say for each part, after what the company wrote. */
const fromFacts: Readonly<Record<DescriptionId, Part>> = {
  DC1: () => [],
  DC2: commitments,
  DC3: (report, facts) => [...components(report, facts), ...unnamedFlags(report, facts)],
  DC4: incidentBlocks,
  DC5: answeringControls,
  DC6: (_, facts) => userEntityBlocks(facts, 'Nothing is written down of what customers are expected to do.'),
  DC7: subserviceBlocks,
  DC8: notRelevantBlocks,
  DC9: changeBlocks,
};

/** The description of the system: what facts tell, what the company wrote, and where the two disagree. */
export const systemDescription: Draft = (report, facts) =>
  begin(report, facts, {
    title: 'System description',
    subtitle: subtitleOf(report, facts),
    contents: true,
    about: [
      'A description of the system, which management answers for. Tables come from facts; the rest is the company’s to write.',
      'Its parts follow the order of the description criteria for SOC 2; the numbers DC1 to DC9 and the wording are Tickmark’s own.',
    ],
    blocks: descriptionIds.flatMap((id) => part(id, report, facts)),
  });

function part(id: DescriptionId, report: ProgramReport, facts: DraftFacts): readonly Block[] {
  return [heading(1, `${id} ${descriptionParts[id].title}`), ...written(id, report, facts), ...fromFacts[id](report, facts)];
}

/** The company's own words with what is to settle about them, or what it has yet to write. */
function written(id: DescriptionId, report: ProgramReport, facts: DraftFacts): readonly Block[] {
  const own = companyTexts(facts).find((one) => one.part === id);
  if (own !== undefined) return [...fromMarkdown(own.text), ...textFlags(own, report, facts)];
  const { write } = descriptionParts[id];
  return write === '' || isAnswered(id, report, facts) ? [] : [placeholder(`Say ${write}`)];
}

/** Parts in which the facts alone can be enough. */
function isAnswered(id: DescriptionId, { period }: ProgramReport, facts: DraftFacts): boolean {
  if (id === 'DC4') return facts.incidents.length === 0;
  if (id === 'DC6') return facts.userEntityControls.length > 0;
  if (id === 'DC7') return facts.vendors.length === 0;
  return id === 'DC9' && period.type === 1;
}

function commitments(_: ProgramReport, facts: DraftFacts): readonly Block[] {
  const defaults = unadoptedSettings(facts);
  return [
    heading(2, 'Limits and cadences that policies set'),
    settingTable(facts),
    ...(defaults.length > 0 ? [flag(`No adopted policy sets these, so that the company has promised none of them: ${listed(defaults)}.`)] : []),
  ];
}

function answeringControls(report: ProgramReport): readonly Block[] {
  return [
    ...controlFlags(report),
    heading(2, 'Criteria in scope'),
    criteriaTable(report),
    heading(2, 'Controls'),
    paragraph('How each was tested, and what came of it, stands in the table of controls, tests and results.'),
    controlTable(controlsInScope(report)),
    ...outOfScopeBlocks(report),
  ];
}
