import type { CheckReport, ControlReport, ExceptionReport, ProgramReport } from '../../src/audit/program-report.ts';

/** One check over one part of a control, as it must come out. */
export interface ExpectedCheck {
  readonly control: string;
  readonly version: number;
  readonly check: string;
  readonly measure: 'items' | 'item-days' | 'due';
  /** items, pass, fail, unknown, not owed, excluded. */
  readonly counts: readonly [number, number, number, number, number, number];
  /** failed, tested, unknown. */
  readonly rate: readonly [number, number, number];
}

/** How far item-days may lie from what the calendar gives; an hour is 0.04. */
const TOLERANCE = 0.01;

const COUNTS = ['items', 'pass', 'fail', 'unknown', 'notOwed', 'excluded'] as const;
const RATE = ['failed', 'tested', 'unknown'] as const;

/** What a report says otherwise than a table, one line for each number. */
export function differences(table: readonly ExpectedCheck[], report: ProgramReport): readonly string[] {
  return table.flatMap((expected) => {
    const { control, version, check } = expected;
    const place = `${control}@${version} ${check}`;
    const told = partOf(report, control, version)?.checks.find((one) => one.check === check);
    return told === undefined ? [`${place}: nothing is said`] : checkDifferences(place, expected, told);
  });
}

function checkDifferences(place: string, { measure, counts, rate }: ExpectedCheck, told: CheckReport): readonly string[] {
  const within = measure === 'item-days' ? TOLERANCE : 0;
  return [
    ...(told.rate.measure === measure ? [] : [`${place} measure: expected ${measure}, said ${told.rate.measure}`]),
    ...COUNTS.flatMap((name, index) => numberDifference(`${place} ${name}`, counts[index] as number, told[name], 0)),
    ...RATE.flatMap((name, index) => numberDifference(`${place} rate ${name}`, rate[index] as number, told.rate[name], within)),
  ];
}

function numberDifference(place: string, expected: number, said: number, within: number): readonly string[] {
  return Math.abs(expected - said) <= within ? [] : [`${place}: expected ${expected}, said ${said}`];
}

export function controlOf(report: ProgramReport, id: string): ControlReport {
  const found = report.controls.find((one) => one.id === id);
  if (found === undefined) throw new Error(`The report has no control ${id}.`);
  return found;
}

export function partOf(report: ProgramReport, control: string, version: number) {
  return controlOf(report, control).parts.find((one) => one.version === version);
}

/** The items of these are windows of a promise. */
const CALENDAR = /^(access\/review-|continuity\/restore-tested|incident\/tabletop-|record\/)/;

/** An exception on a line. */
export function exceptionLine({ check, item, from, until, excludedBy, repeats }: ExceptionReport): string {
  const again = repeats === 0 || CALENDAR.test(check) ? '' : ` repeats ${repeats}`;
  return `${check} ${item} ${from} ${until ?? 'open'}${excludedBy === null ? '' : ` excluded by ${excludedBy}`}${again}`;
}
