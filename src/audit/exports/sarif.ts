import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import { derivedUuid } from '../../kernel/ids.ts';
import type { CheckReport, ControlReport, ExceptionReport, ProgramReport } from '../program-report.ts';
import { type ExportedFile, jsonFile } from './exported-file.ts';
import { checksOf, type ListedException, listedExceptions } from './listed-exceptions.ts';
import { checkSentence } from './sentences.ts';

/** Areas of checks whose items stand in code or in repositories, which is what SARIF speaks of. */
const areas: ReadonlySet<string> = new Set(['change', 'branch', 'repository', 'vulnerability', 'secret', 'deploy-key', 'webhook']);

/**
 * The exceptions that stand in code or in repositories as one SARIF 2.1.0 run. An excluded one is a suppressed result. What is unknown is a
 * warning of the run, so that a log without results does not read as "nothing is wrong". The same report gives the same bytes.
 */
export function sarifFile(report: ProgramReport): ExportedFile {
  return jsonFile('results.sarif', { version: '2.1.0', runs: [run(report)] });
}

function fits(check: string): boolean {
  return areas.has(check.split('/')[0] ?? '');
}

function run(report: ProgramReport) {
  const { tickmark, period, organization, program, treeSize, simulated } = report;
  const checks = [...checksOf(report.controls).values()].filter(({ check }) => fits(check));
  const places = new Map(checks.map(({ check }, place) => [check, place]));
  const exceptions = listedExceptions(report).filter(({ exception }) => fits(exception.check));
  return {
    tool: { driver: { name: 'Tickmark', version: tickmark, rules: checks.map(rule) } },
    automationDetails: { id: `tickmark/${organization.id}/${period.first}/${period.last}/${treeSize}` },
    invocations: [{ executionSuccessful: true, endTimeUtc: period.horizon, toolExecutionNotifications: unknowns(report.controls, places) }],
    results: exceptions.map((listed) => result(report, listed, places)),
    properties: {
      organization: organization.name,
      program: program?.title ?? null,
      periodFirst: period.first,
      periodLast: period.last,
      periodZone: period.zone,
      treeSize,
      simulated: simulated === true,
    },
  };
}

function rule({ check, version, title, asks, population }: CheckReport) {
  return {
    id: check,
    shortDescription: { text: title },
    fullDescription: { text: asks },
    defaultConfiguration: { level: 'error' },
    properties: { version, population },
  };
}

function unknowns(controls: readonly ControlReport[], places: ReadonlyMap<string, number>) {
  const unknown = controls.flatMap(({ parts }) =>
    parts.flatMap(({ from, until, checks }) =>
      checks
        .filter((check) => places.has(check.check) && (check.outcome === 'unknown' || check.rate.unknown > 0))
        .map((check) => ({ from, until, check })),
    ),
  );
  return unknown.map(({ from, until, check }) => ({
    level: 'warning',
    message: { text: `From ${from} until ${until}: ${checkSentence(check)}.` },
    associatedRule: { id: check.check, index: places.get(check.check) },
  }));
}

function result(report: ProgramReport, { control, exception }: ListedException, places: ReadonlyMap<string, number>) {
  const { check, item, title, from, until, because, due, repeats } = exception;
  const ruleIndex = places.get(check);
  return {
    ruleId: check,
    ...(ruleIndex !== undefined && { ruleIndex }),
    kind: 'fail',
    level: 'error',
    message: { text: because },
    locations: [{ logicalLocations: [{ name: title, fullyQualifiedName: item, kind: 'resource' }] }],
    guid: derivedUuid('sarif', report.organization.id, canonicalJson({ ...report.period } as Json), String(report.treeSize), check, item, from),
    partialFingerprints: { 'tickmarkException/v1': derivedUuid('exception', report.organization.id, check, item, from) },
    suppressions: suppressions(report, exception),
    properties: { control: control.id, from, until, due, repeats },
  };
}

/** An empty list says that nothing suppresses a result; leaving it out would say that nobody knows. */
function suppressions({ exclusions }: ProgramReport, { excludedBy }: ExceptionReport) {
  if (excludedBy === null) return [];
  const reason = exclusions.find(({ id }) => id === excludedBy)?.reason;
  return [{ kind: 'external', status: 'accepted', ...(reason !== undefined && { justification: reason }), properties: { exclusion: excludedBy } }];
}
