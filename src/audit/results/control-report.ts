import type { Control } from '../../controls/control.ts';
import type { StandingControl } from '../../controls/standing.ts';
import { controlRecords } from '../../populations/control-records.ts';
import type { CheckReport, ControlPart, ControlReport, DocumentReport, RecordReport } from '../program-report.ts';
import { controlPart } from './control-part.ts';
import { type Exception, exceptionsIn, inOrder } from './exceptions.ts';
import { type JudgedDays, judgedPart } from './judged-days.ts';
import type { CheckRows } from './members.ts';
import type { KnownDocument } from './report-input.ts';
import { type Examined, seenBy } from './seen-by.ts';
import { adoptionOf, inForce, partsOf } from './standing.ts';
import { worstOf } from './states.ts';
import { type Due, nextOf } from './upcoming.ts';

/** A check with what follows from it alone, worked out once for all controls. */
export interface AskedCheck {
  readonly rows: CheckRows;
  readonly exceptions: readonly Exception[];
  readonly upcoming: readonly Due[];
}

export interface ControlInput {
  readonly days: JudgedDays;
  readonly checks: ReadonlyMap<string, AskedCheck>;
  readonly standing: readonly StandingControl[];
  readonly documents: readonly KnownDocument[];
}

/** The results of one control; without parts where it was not in force in the period. */
export function controlReport(control: Control, { days, checks, standing, documents }: ControlInput): ControlReport {
  const entries = standing.filter((one) => one.control === control.id);
  const stood = inForce(entries, days.zone);
  const spans = partsOf(control, stood, days.period);
  const judged = spans.flatMap((one) => judgedPart(one, days) ?? []);
  const asked = checksOf(control).flatMap((id) => checks.get(id) ?? []);
  const rows = asked.map((one) => one.rows);
  const parts = spans.map((one) => controlPart(one, rows, days));
  const examined = rows.map((one) => ({ rows: one, reports: reportsOf(one.result.id, parts) }));
  const slots = documentsOf(control, documents);
  const upcoming = asked.map((one) => one.upcoming);
  const { id, title, frequency, criteria } = control;
  return {
    id,
    title,
    ...adoptionOf(control, stood, days),
    frequency,
    criteria,
    by: seenBy(examined, judged, slots),
    outcome: outcomeOf(parts, judged.length),
    parts,
    exceptions: inOrder(asked.flatMap((one) => exceptionsIn(one.exceptions, one.rows, judged))),
    upcoming: nextOf(upcoming, stood),
    documents: slots,
    records: control.records.flatMap((record) => checkOfRecord(record, examined).map((one) => recordReport(record, one))),
  };
}

function reportsOf(check: string, parts: readonly ControlPart[]): readonly CheckReport[] {
  return parts.flatMap((part) => part.checks.filter((one) => one.check === check));
}

function documentsOf({ documents }: Control, known: readonly KnownDocument[]): readonly DocumentReport[] {
  return documents.map((id) => known.find((one) => one.id === id) ?? { id, status: 'absent', version: null });
}

/** `risk-assessment` → `record/risk-assessment`: the check of whether a record was made. */
function recordCheck(record: string): string {
  return `record/${record}`;
}

function checkOfRecord(record: string, examined: readonly Examined[]): readonly Examined[] {
  return examined.filter((one) => one.rows.result.id === recordCheck(record));
}

/** Each once, those of its records last. */
function checksOf(control: Control): readonly string[] {
  return [...new Set([...control.checks, ...control.records.map(recordCheck)])];
}

/** Parts that begin after the horizon say nothing yet, unless there are no others. */
function outcomeOf(parts: readonly ControlPart[], begun: number): ControlReport['outcome'] {
  return worstOf((begun > 0 ? parts.slice(0, begun) : parts).map((one) => one.outcome));
}

/** Occurrences of which it is not known whether the record was made are not among those due. */
function recordReport(id: string, { rows, reports }: Examined): RecordReport {
  const { title, settings } = rows.result;
  const definition = controlRecords.find((one) => one.id === id);
  const every = settings.find((one) => one.name === definition?.cadence) ?? settings[0];
  const sum = (field: 'tested' | 'failed') => reports.reduce((total, { rate }) => total + rate[field], 0);
  return { id, title: definition?.title ?? title, every: every?.written ?? '', due: sum('tested'), missed: sum('failed') };
}
