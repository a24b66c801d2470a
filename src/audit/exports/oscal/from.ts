import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts';
import { derivedUuid, type Uuid } from '../../../kernel/ids.ts';
import type { ProgramReport } from '../../program-report.ts';
import { line, neededDateTime, type OscalObject, props, prose, told } from './vocabulary.ts';

/** The versions of OSCAL in which the documents can be written; they differ in nothing but the number. */
export const oscalVersions = ['1.1.3', '1.2.2'] as const;
export type OscalVersion = (typeof oscalVersions)[number];

/** What a document is written from. */
export interface OscalFrom {
  readonly report: ProgramReport;
  readonly version: OscalVersion;
  /** The id of a thing of this assessment: the same assessment gives the same ids, another gives others. */
  uuid(...thing: readonly string[]): Uuid;
}

export function oscalFrom(report: ProgramReport, version: OscalVersion): OscalFrom {
  const assessment = [report.organization.id, canonicalJson({ ...report.period } as Json), String(report.treeSize)];
  return { report, version, uuid: (...thing) => derivedUuid('oscal', ...assessment, ...thing) };
}

/** The files that the documents name each other by. */
export const files = {
  catalog: 'catalog.json',
  componentDefinition: 'component-definition.json',
  assessmentPlan: 'assessment-plan.json',
  assessmentResults: 'assessment-results.json',
  planOfAction: 'plan-of-action-and-milestones.json',
} as const;

/** A role: somebody who answers for something, without a name. */
export interface Role {
  readonly id: string;
  readonly title: string;
}

/** The head of a document. It was last modified when the assessment was made, which is its horizon and not the time of writing. */
export function metadata(from: OscalFrom, title: string, remarks: string, roles: readonly Role[] = []): OscalObject {
  const { organization, period, treeSize } = from.report;
  return told({
    title: prose(title),
    'last-modified': neededDateTime(period.horizon),
    version: line(`${period.first} to ${period.last}, tree size ${treeSize}`),
    'oscal-version': from.version,
    props: assessmentProps(from),
    roles: roles.map(({ id, title }) => ({ id, title: prose(title) })),
    parties: [{ uuid: from.uuid('organization'), type: 'organization', name: line(organization.name) }],
    remarks: [remarks, ...caveats(from)].join('\n\n'),
  });
}

/** The span of the period, its end the first instant after it. */
export function neededPeriod({ report: { period } }: OscalFrom): OscalObject {
  return { start: neededDateTime(period.from), end: neededDateTime(period.until) };
}

function assessmentProps({ report }: OscalFrom): readonly OscalObject[] {
  const { format, tickmark, simulated, organization, program, period, treeSize } = report;
  return props({
    'results-format': format,
    'tickmark-version': tickmark,
    'organization-id': organization.id,
    'program-id': program?.id,
    'audit-id': period.audit,
    'examination-type': period.type,
    'period-first': period.first,
    'period-last': period.last,
    'period-zone': period.zone,
    'tree-size': treeSize,
    simulated: simulated === true ? true : null,
  });
}

function caveats({ report }: OscalFrom): readonly string[] {
  const always = 'Tickmark says what was seen. Whether a control is effective is for an auditor to say.';
  return report.simulated === true ? [always, 'It was judged under a simulated clock, on pretend systems.'] : [always];
}
