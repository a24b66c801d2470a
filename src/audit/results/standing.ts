import type { Control } from '../../controls/control.ts';
import type { StandingControl } from '../../controls/standing.ts';
import { calendarDate, dateAt, endOfDay, startOfDay, type Zone } from '../../kernel/calendar.ts';
import { clip } from '../../kernel/spans.ts';
import { BEGINNING, earlier, FOREVER, plus, type Span } from '../../kernel/time.ts';
import type { ControlReport } from '../program-report.ts';
import type { JudgedDays } from './judged-days.ts';

/** When a control was in force, and by which entry of the program; null: the catalogue's own, adopted by nobody. */
export interface InForce extends Span {
  readonly entry: StandingControl | null;
}

/** One version of a control over the part of the period in which it was in force. */
export interface PartSpan extends Span {
  readonly version: number;
  readonly promise: string;
}

/** Over the whole of time, in order. An entry ends where a later one begins; of two that begin on one day the higher version counts. */
export function inForce(entries: readonly StandingControl[], inZone: Zone): readonly InForce[] {
  if (entries.length === 0) return [{ from: BEGINNING, until: FOREVER, entry: null }];
  const begun = entries
    .map((entry) => ({
      from: startOfDay(calendarDate(entry.since), inZone),
      until: entry.until === null ? FOREVER : endOfDay(calendarDate(entry.until), inZone),
      entry,
    }))
    .filter((one) => one.from < one.until)
    .sort((a, b) => a.from - b.from || a.entry.version - b.entry.version);
  return begun.map((one, at) => ({ ...one, until: earlier(one.until, begun[at + 1]?.from ?? FOREVER) })).filter((one) => one.from < one.until);
}

/** Clipped to the period; entries that follow each other with the same version and promise are one part. */
export function partsOf(control: Control, standing: readonly InForce[], period: Span): readonly PartSpan[] {
  const parts: PartSpan[] = [];
  for (const { entry, ...whole } of standing) {
    for (const span of clip([whole], period)) {
      const next = { ...span, version: entry?.version ?? control.version, promise: entry?.promise ?? control.promise };
      const last = parts.at(-1);
      if (last && last.until === next.from && last.version === next.version && last.promise === next.promise) {
        parts[parts.length - 1] = { ...last, until: next.until };
      } else parts.push(next);
    }
  }
  return parts;
}

type Adoption = Pick<
  ControlReport,
  'version' | 'promise' | 'how' | 'owner' | 'adopted' | 'since' | 'retired' | 'retiredWhy' | 'variant' | 'compensating'
>;

/** What the program says of a control, as the last entry that began inside the period or before it has it; for the rest, the catalogue. */
export function adoptionOf(control: Control, standing: readonly InForce[], days: JudgedDays): Adoption {
  const at = Math.max(
    0,
    standing.findLastIndex((one) => one.from < days.period.until),
  );
  const entry = standing[at]?.entry ?? null;
  const variant = control.variants.find((one) => one.for === entry?.variant);
  const retired = retiredOn(standing, at, days);
  return {
    version: entry?.version ?? control.version,
    promise: entry?.promise ?? control.promise,
    how: variant?.instead ?? control.how,
    owner: entry?.owner ?? control.owner,
    adopted: entry !== null,
    since: sinceOf(standing, at),
    retired,
    ...(retired !== null && entry !== null && entry.why !== '' && { retiredWhy: entry.why }),
    variant: entry?.variant ?? null,
    compensating: entry?.compensating ?? variant?.compensating ?? null,
  };
}

/** The first day of the unbroken time in force that ends with this entry. */
function sinceOf(standing: readonly InForce[], at: number): string | null {
  let first = at;
  while (first > 0 && standing[first - 1]?.until === standing[first]?.from) first--;
  return standing[first]?.entry?.since ?? null;
}

function retiredOn(standing: readonly InForce[], at: number, { horizon, zone }: JudgedDays): string | null {
  const current = standing[at];
  if (current === undefined || current.until > horizon || standing[at + 1]?.from === current.until) return null;
  return dateAt(plus(current.until, -1), zone);
}
