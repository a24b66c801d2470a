import { addDays } from '../../src/kernel/calendar.ts';
import type { Instant } from '../../src/kernel/time.ts';
import { dayOf, FIRST_DAY, LAST_DAY, ZONE } from '../clock.ts';
import { SYSTEMS } from '../company/accounts.ts';
import { BACKUPS } from '../company/exercises.ts';
import { PROGRAM_BEGINS } from '../company/people.ts';
import { EFFECTIVE } from '../company/policies.ts';
import type { Policy, PolicyVersion, Repository, World } from '../company/world.ts';
import { controlRecordWritings, controlWritings, descriptionFile } from './control-entries.ts';
import { listFile, malformedBetween, type ProgramFile, type Writing, yamlText } from './program-file.ts';
import {
  acceptanceWritings,
  accessReviewWritings,
  accountWritings,
  approvalWriting,
  exclusionWritings,
  incidentWritings,
  personWritings,
  restoreDrillWritings,
  tabletopWritings,
  vendorWritings,
  vulnerabilityWritings,
} from './record-entries.ts';

/** Who keeps the records, unless a file says otherwise. */
const KEEPER = 'p-002';

/**
 * Every file of the program's repository over all time.
 * @param shaOf the sha of a change's landing (`api#12`) or of one of its commits (`api#12/c2`)
 */
export function programFiles(world: World, shaOf: (key: string) => string): ProgramFile[] {
  const records = [scopeFile(world), descriptionFile(world.description, 'p-003'), ...recordFiles(world, shaOf), ...approvalFiles(world, shaOf)];
  const files = [readme(), ...records, ...world.policies.map(policyFile)];
  return files.map((file) =>
    world.malformed.filter(({ path }) => path === file.path).reduce((whole, { from, until }) => malformedBetween(whole, from, until, KEEPER), file),
  );
}

function recordFiles(world: World, shaOf: (key: string) => string): ProgramFile[] {
  const repositoryOf = (change: string): string => change.replace(/[#!]\d+$/, '');
  const lists: [string, Record<string, Writing[][]>][] = [
    ['people', { people: world.people.map(personWritings) }],
    ['accounts', { accounts: world.accounts.map(accountWritings) }],
    ['access-reviews', { 'access-reviews': world.accessReviews.map(accessReviewWritings) }],
    ['restore-drills', { 'restore-drills': world.restoreDrills.map(restoreDrillWritings) }],
    ['tabletop-exercises', { 'tabletop-exercises': world.tabletops.map(tabletopWritings) }],
    ['incidents', { incidents: world.incidents.map(incidentWritings) }],
    ['vendors', { vendors: world.vendors.map(vendorWritings) }],
    [
      'vulnerabilities',
      { vulnerabilities: world.vulnerabilities.map(vulnerabilityWritings), acceptances: world.acceptances.map(acceptanceWritings) },
    ],
    ['controls', { controls: world.controls.map(controlWritings) }],
    ['control-records', { 'control-records': world.controlRecords.map(controlRecordWritings) }],
    ['exclusions', { exclusions: world.exclusions.map((one) => exclusionWritings(one, repositoryOf, shaOf)) }],
  ];
  return lists.filter(([, items]) => Object.values(items).flat().length > 0).map(([name, items]) => listFile(`records/${name}.yaml`, KEEPER, items));
}

/** One file a month, by the day of the approval. Nobody tells who approved changes in repositories that say so in the scope. */
function approvalFiles(world: World, shaOf: (key: string) => string): ProgramFile[] {
  const told = new Set(
    world.repositories.filter(({ approvals, clone }) => approvals === 'records' && clone !== 'never-connected').map(({ id }) => id),
  );
  const months = Map.groupBy(
    world.approvals.filter(({ repository }) => told.has(repository)).toSorted((a, b) => a.at - b.at),
    ({ at }) => dayOf(at).slice(0, 7),
  );
  return [...months].map(([month, approvals]) =>
    listFile(`records/approvals/${month}.yaml`, 'p-004', { approvals: approvals.map((approval) => [approvalWriting(approval, shaOf)]) }),
  );
}

function readme(): ProgramFile {
  const text =
    '# The security program of Harbourlight (demo)\n\nPolicies and records, changed only by commits. The company and its people are invented.\n';
  return { path: 'README.md', commits: [{ at: PROGRAM_BEGINS, by: KEEPER }], textAt: (at) => (at < PROGRAM_BEGINS ? null : text) };
}

function scopeFile(world: World): ProgramFile {
  const moments = world.repositories.flatMap(({ scope }) => [scope.recorded, ...(scope.endRecorded === null ? [] : [scope.endRecorded])]);
  const distinct = [...new Set([PROGRAM_BEGINS, ...moments])].sort((a, b) => a - b);
  return {
    path: 'records/scope.yaml',
    commits: distinct.map((at) => ({ at, by: 'p-001' })),
    textAt: (at) => (at < PROGRAM_BEGINS ? null : scopeText(world, at)),
  };
}

function scopeText(world: World, now: Instant): string {
  return yamlText({
    program: { id: 'harbourlight', title: 'Harbourlight (demo)', categories: ['security', 'availability'], zone: ZONE, since: FIRST_DAY },
    audits: [
      { id: 'type-1-2024', type: 1, date: addDays(FIRST_DAY, -1) },
      { id: 'type-2-2025', type: 2, from: FIRST_DAY, until: LAST_DAY },
    ],
    repositories: world.repositories.filter(({ scope }) => scope.recorded <= now).map((repository) => scopeOf(repository, now)),
    systems: SYSTEMS.map(({ id, title, why }) => ({ id, title, since: EFFECTIVE, 'decided-by': 'p-001', why })),
    backups: BACKUPS.map(({ id, title, why }) => ({ id, title, since: EFFECTIVE, 'decided-by': 'p-001', why })),
  });
}

function scopeOf({ id, title, scope, approvals }: Repository, now: Instant): Record<string, unknown> {
  const hasEnded = scope.until !== null && scope.endRecorded !== null && scope.endRecorded <= now;
  const until = hasEnded ? { until: scope.until } : {};
  return { id, branches: ['main'], since: scope.since, ...until, 'decided-by': 'p-001', why: title, approvals };
}

function policyFile(policy: Policy): ProgramFile {
  return {
    path: `policies/${policy.id}.md`,
    commits: policy.versions.map(({ recorded, author }) => ({ at: recorded, by: author })),
    textAt: (at) => {
      const version = policy.versions.findLast(({ recorded }) => recorded <= at);
      return version === undefined ? null : policyText(policy, version);
    },
  };
}

function policyText(policy: Policy, version: PolicyVersion): string {
  const front = yamlText({
    ...{ id: policy.id, title: policy.title, status: version.status, version: version.version, owner: policy.owner, author: version.author },
    ...(version.approvedBy === null ? {} : { 'approved-by': version.approvedBy }),
    ...(version.approvedOn === null ? {} : { 'approved-on': version.approvedOn }),
    ...(version.reviewedOn === null ? {} : { 'reviewed-on': version.reviewedOn }),
    ...(version.effective === null ? {} : { effective: version.effective }),
    ...(Object.keys(policy.parameters).length === 0 ? {} : { parameters: policy.parameters }),
  });
  const amended = version.version > 1 ? ['Read again and amended after a year of use.'] : [];
  return `---\n${front}---\n\n# ${policy.title}\n\n${[...policy.paragraphs, ...amended].join('\n\n')}\n`;
}
