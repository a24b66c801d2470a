import type { StateSpan } from '../ui/spans-at-zoom.ts';
import { durationText, momentText, shareText } from '../ui/times.ts';
import type { ItemRow, Mode } from './check-item-spans.ts';

/** Why somebody cannot know, as a check reasons. */
const reasons: Readonly<Record<string, string>> = {
  'before-first-look': 'nobody had looked yet',
  'lost-sight': 'it was lost from sight',
  denied: 'permission to look was denied',
  stale: 'nobody has looked since',
  held: 'the answer was held back',
  'not-told': 'the system does not tell it',
  'looked-too-rarely': 'it was looked at too rarely',
  'timed-out': 'the check ran out of time',
};

export function reasonText(reason: string | undefined): string {
  return reason === undefined ? 'nobody can tell' : (reasons[reason] ?? reason);
}

/** Shorter than this, in milliseconds, something has an instant and no length. */
const INSTANT = 1000;

/** The first words of what is said of a span: "Failed for 3 d 2 h." */
export function spanLead(span: StateSpan, row: ItemRow): string {
  const length = span.until - span.from;
  const lasting = length < INSTANT ? '' : ` for ${durationText(length)}${span.open === true ? ' so far' : ''}`;
  switch (span.state) {
    case 'fail':
      return `Failed${lasting}.`;
    case 'unknown':
      return `Not known${lasting}: ${reasonText(row.spans.find((one) => one.outcome === 'unknown' && one.from === span.id)?.reason)}.`;
    case 'excluded':
      return `Excluded${row.outcome === 'not-owed' ? '' : `; would ${row.outcome === 'unknown' ? 'be unknown' : row.outcome}`}.`;
    case 'not-owed':
      return 'Not owed.';
    case 'grace':
      return `Inside its limit${lasting}.`;
    default:
      return `Passed${lasting}.`;
  }
}

/** From when to when, in the program's zone. */
export function spanTimes(span: StateSpan, zone: string): string {
  if (span.until - span.from < INSTANT) return `At ${momentText(span.from, zone, { weekday: true, seconds: true })}.`;
  const until = span.open === true ? 'and still at the instant it is judged at' : `to ${momentText(span.until, zone, { weekday: true })}`;
  return `From ${momentText(span.from, zone, { weekday: true })} ${until}.`;
}

/** What stands at the end of an item's row. */
export function itemFigure(row: ItemRow, mode: Mode): { readonly text: string; readonly tone: 'fail' | 'unknown' | 'excluded' | 'n' } {
  if (row.excludedBy !== null) return { text: 'excluded', tone: 'excluded' };
  if (row.outcome === 'not-owed') return { text: 'not owed', tone: 'n' };
  if (row.spans.some((one) => one.outcome === 'fail' && one.until === null)) return { text: 'fails now', tone: 'fail' };
  if (mode !== 'state') return { text: row.outcome, tone: row.outcome === 'pass' ? 'n' : row.outcome };
  const text = shareText(row.lasted - row.failed - row.unknown, row.lasted);
  return { text: row.outcome === 'fail' && text === '100 %' ? durationText(row.failed) : text, tone: row.outcome === 'pass' ? 'n' : row.outcome };
}
