import type { ControlReport } from '../../program-report.ts';
import { listed } from '../../report/wording.ts';
import { files, metadata, type OscalFrom, type Role } from './from.ts';
import { controlId, line, type OscalObject, props, prose, token, told } from './vocabulary.ts';

const REMARKS = 'What is promised, and by what it bears on the criteria. How it went stands in the assessment results.';

/** The program and each of its controls as components; what a control bears on stands as its requirements, with the reason. */
export function componentDefinition(from: OscalFrom): OscalObject {
  const { controls } = from.report;
  return told({
    uuid: from.uuid('document', 'component-definition'),
    metadata: metadata(from, `Controls of ${from.report.organization.name}`, REMARKS, roles(controls)),
    components: [program(from), ...controls.map((control) => component(from, control))],
    capabilities: controls.length === 0 ? undefined : [capability(from)],
  });
}

function roles(controls: readonly ControlReport[]): readonly Role[] {
  const found = new Map(controls.map(({ owner }) => [roleId(owner), { id: roleId(owner), title: owner }]));
  return [...found.values()];
}

function roleId(owner: string): string {
  return token(line(owner).toLowerCase().replaceAll(' ', '-'));
}

function program(from: OscalFrom): OscalObject {
  const { program, organization } = from.report;
  return told({
    uuid: from.uuid('component', 'program'),
    type: 'plan',
    title: prose(programTitle(from)),
    description: prose(
      program === null
        ? `${organization.name} has no program of its own; the controls are Tickmark's, adopted by nobody.`
        : `The program of controls that ${organization.name} keeps for SOC 2 examinations. It commits to ${listed(program.categories)}.`,
    ),
    props: props({ 'program-id': program?.id, category: program?.categories }),
  });
}

function programTitle({ report }: OscalFrom): string {
  return report.program?.title ?? `Controls of ${report.organization.name}`;
}

function capability(from: OscalFrom): OscalObject {
  return {
    uuid: from.uuid('capability', 'program'),
    name: line(programTitle(from)),
    description: 'The controls, together.',
    'incorporates-components': from.report.controls.map((control) => ({
      'component-uuid': from.uuid('component', 'control', control.id),
      description: prose(control.title),
    })),
  };
}

function component(from: OscalFrom, control: ControlReport): OscalObject {
  const { id, version, title, promise, owner, frequency, adopted, since, retired, variant, by } = control;
  return told({
    uuid: from.uuid('component', 'control', id),
    type: 'process-procedure',
    title: prose(title),
    description: prose(promise),
    props: props({ control: id, 'control-version': version, frequency, adopted, since, retired, variant, 'seen-by': by }),
    'responsible-roles': [{ 'role-id': roleId(owner) }],
    'control-implementations': control.criteria.length === 0 ? undefined : [implementation(from, control)],
    remarks: remarksOn(control),
  });
}

function implementation(from: OscalFrom, { id, how, criteria }: ControlReport): OscalObject {
  return {
    uuid: from.uuid('implementation', id),
    source: files.catalog,
    description: prose(how),
    'implemented-requirements': criteria.map(({ criterion, reason }) => ({
      uuid: from.uuid('requirement', id, criterion),
      'control-id': controlId(criterion),
      description: prose(reason),
    })),
  };
}

function remarksOn({ adopted, retiredWhy, compensating, documents }: ControlReport): string | undefined {
  const said = [
    ...(adopted ? [] : ['The program does not say that it keeps this control; it is Tickmark’s own, adopted by nobody.']),
    ...(retiredWhy === undefined ? [] : [`Retired: ${prose(retiredWhy)}`]),
    ...(compensating === null ? [] : [`Compensating control: ${prose(compensating)}`]),
    ...documents.map(({ id, status, version }) => `Stated by the policy ${prose(id)}: ${status}${version === null ? '' : `, version ${version}`}.`),
  ];
  return said.length === 0 ? undefined : said.join('\n\n');
}
