import type { AuditedPeriod } from '../assessment.ts';
import { type Block, type Column, heading, paragraph, table } from '../documents/document.ts';
import type { ProgramReport } from '../program-report.ts';
import { dateText } from '../report/instants.ts';
import { counted, listed } from '../report/wording.ts';
import { settingTitle } from './catalogue.ts';
import { dayText, partText, touches } from './dates.ts';
import type { DraftFacts, HeldThing, PolicyFacts } from './draft-facts.ts';
import { notSeen } from './seen.ts';

const heldColumns: readonly Column[] = [
  { title: 'Name', width: 3 },
  { title: 'Why it is in scope', width: 5 },
  { title: 'In scope', width: 3 },
];

/** What the system is made of, as the program's records have it: infrastructure, software, people, procedures, data. */
export function components(report: ProgramReport, facts: DraftFacts): readonly Block[] {
  const { period } = report;
  const { repositories, systems, backups } = facts.inventory;
  return [
    ...notSeen(facts.coverage, report.period, 'scope', 'what is in scope'),
    heading(2, 'Infrastructure'),
    paragraph('Systems in which somebody could read or change what customers entrust to the company:'),
    held(systems, period, 'No system stands in the scope.'),
    heading(2, 'Software'),
    paragraph('Repositories whose production branches the program counts:'),
    held(repositories, period, 'No repository stands in the scope.'),
    heading(2, 'People'),
    ...people(report, facts),
    heading(2, 'Procedures'),
    ...procedures(report, facts),
    heading(2, 'Data'),
    paragraph('Data stores whose loss a customer would notice, and whose restore is tested:'),
    held(backups, period, 'No data store stands in the scope.'),
  ];
}

function held(things: readonly HeldThing[], period: AuditedPeriod, none: string): Block {
  const rows = things.filter((one) => touches(one, period)).map((one) => [named(one), one.why, partText(one, period)]);
  return table(heldColumns, rows, none);
}

function named({ id, title }: HeldThing): string {
  return title === id || title === '' ? id : `${title} (${id})`;
}

function people(report: ProgramReport, facts: DraftFacts): readonly Block[] {
  const { people: roles } = facts;
  const all = roles.reduce((sum, one) => sum + one.count, 0);
  const columns: readonly Column[] = [
    { title: 'Role', width: 8 },
    { title: 'People', width: 2, figures: true },
  ];
  return [
    ...notSeen(facts.coverage, report.period, 'person', 'who worked here'),
    paragraph(`${counted(all, 'person', 'people')} at the end of the period, by role:`),
    table(columns, [...roles.map(({ role, count }) => [role, String(count)])], 'Nobody stands in the list of people.'),
  ];
}

function procedures(report: ProgramReport, facts: DraftFacts): readonly Block[] {
  const { policies } = facts;
  const drafts = policies.filter((one) => one.status === 'draft');
  return [
    ...notSeen(facts.coverage, report.period, 'policy', 'policies'),
    paragraph('Policies that the company has adopted:'),
    policyTable(policies),
    ...(drafts.length > 0
      ? [paragraph(`Written and not adopted, so that they promise nothing yet: ${listed(drafts.map((one) => one.title))}.`)]
      : []),
  ];
}

/** Adopted policies with their versions and days. */
export function policyTable(policies: readonly PolicyFacts[]): Block {
  const columns: readonly Column[] = [
    { title: 'Policy', width: 6 },
    { title: 'Version', width: 2 },
    { title: 'Approved', width: 3 },
    { title: 'Last reviewed', width: 3 },
  ];
  const day = (date: string | null) => (date === null ? { tone: 'unknown' as const, text: 'not written down' } : dateText(date));
  const adopted = policies.filter((one) => one.status === 'adopted');
  const rows = adopted.map((one) => [one.title, String(one.version), day(one.approvedOn), day(one.reviewedOn)]);
  return table(columns, rows, 'No policy is adopted.');
}

/** The limits and cadences in force, with the policy that set each. */
export function settingTable({ settings, policies, zone }: DraftFacts): Block {
  const columns: readonly Column[] = [
    { title: 'What is promised', width: 5 },
    { title: 'Value', width: 3 },
    { title: 'Set by', width: 4 },
    { title: 'Since', width: 2.4 },
  ];
  const setBy = (policy: { readonly id: string; readonly version: number } | null) =>
    policy === null
      ? { tone: 'unknown' as const, text: 'nobody: Tickmark’s default' }
      : `${policies.find((one) => one.id === policy.id)?.title ?? policy.id}, version ${policy.version}`;
  const rows = settings.map((one) => [settingTitle(one.name), one.written, setBy(one.policy), one.policy === null ? '' : dayText(one.since, zone)]);
  return table(columns, rows, 'No limit and no cadence is known.');
}

/** Limits and cadences that stand at Tickmark's default, as sentences: nobody promised them. */
export function unadoptedSettings({ settings }: DraftFacts): readonly string[] {
  return settings.filter((one) => one.policy === null).map((one) => `“${settingTitle(one.name)} ${one.written}”`);
}
