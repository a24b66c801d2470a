import type { CheckResult, WrittenFinding } from '../assessment.ts';
import type { ControlReport } from '../program-report.ts';
import { controlsOfCheck } from './controls-of-check.ts';
import { type ExceptionRow, exceptionRows } from './exceptions.ts';
import type { View } from './view.ts';

/** One thing to do, and what it ends: an open exception, or all that is unknown up to now under one check. */
export interface FixRow {
  readonly what: 'exception' | 'unknown';
  readonly check: string;
  readonly checkTitle: string;
  readonly item: string | null;
  readonly title: string;
  readonly mend: string;
  readonly from: string;
  readonly milliseconds: number;
  readonly items: number;
  readonly repeats: number;
  readonly controls: string[];
  readonly owner: string;
}

/** What lasts until the horizon, so that doing something ends it: exceptions, then what nobody sees; what has lasted longest first. */
export function fixFirst(view: View): FixRow[] {
  const open = exceptionRows(view).filter((one) => one.state === 'open');
  const rows = [...byCheck(open), ...stillUnknown(view)];
  return rows.sort((a, b) => Number(a.what === 'unknown') - Number(b.what === 'unknown') || b.milliseconds - a.milliseconds);
}

/** Several items under one check are one thing to do. */
function byCheck(open: readonly ExceptionRow[]): FixRow[] {
  return [...Map.groupBy(open, (one) => one.check).values()].map((same) => {
    const longest = same.reduce((a, b) => (b.milliseconds > a.milliseconds ? b : a));
    const { check, checkTitle, item, title, mend, from, milliseconds, repeats, controls } = longest;
    return {
      ...{ what: 'exception' as const, check, checkTitle, mend, from, milliseconds, repeats },
      ...(same.length === 1 ? { item, title } : { item: null, title: `${checkTitle}: ${same.length} items` }),
      items: same.length,
      controls: controls.map((one) => one.id),
      owner: controls[0]?.owner ?? '',
    };
  });
}

function stillUnknown(view: View): FixRow[] {
  const horizon = view.summary.period.horizon;
  return view.summary.checks.flatMap((check) => {
    const lasting = view.findings(check.id).filter((one) => one.excludedBy === null && lastsUntil(one));
    const [first] = lasting;
    if (first === undefined) return [];
    const from = lasting.map(sinceOf).reduce((a, b) => (a < b ? a : b));
    const controls = controlsOfCheck(view, check.id);
    return [unknownRow(check, lasting, { from, horizon, controls })];
  });
}

function unknownRow(
  check: CheckResult,
  lasting: readonly WrittenFinding[],
  { from, horizon, controls }: { readonly from: string; readonly horizon: string; readonly controls: readonly ControlReport[] },
): FixRow {
  const [first] = lasting as [WrittenFinding];
  return {
    what: 'unknown',
    check: check.id,
    checkTitle: check.title,
    item: lasting.length === 1 ? first.item : null,
    title: lasting.length === 1 ? first.title : `${check.title}: ${lasting.length} items`,
    mend: first.because,
    from,
    milliseconds: Date.parse(horizon) - Date.parse(from),
    items: lasting.length,
    repeats: 0,
    controls: controls.map((one) => one.id),
    owner: controls[0]?.owner ?? '',
  };
}

/** Unknown up to the horizon: seeing it again ends it, whether or not the item failed before. */
function lastsUntil({ spans }: WrittenFinding): boolean {
  return spans.some((one) => one.outcome === 'unknown' && one.until === null);
}

function sinceOf({ spans }: WrittenFinding): string {
  return spans.find((one) => one.outcome === 'unknown' && one.until === null)?.from ?? '';
}
