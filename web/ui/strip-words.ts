import type { Axis } from './axis.ts';
import type { DrawnSpan, StateSpan } from './spans-at-zoom.ts';
import { rank, type SpanState, stateWord } from './states.ts';
import { durationText, momentText, shareText } from './times.ts';

/** What selects a span: its id, or where it begins. */
export function keyOf(span: StateSpan): string {
  return span.id ?? String(span.from);
}

/** The part of a drawn span that is meant when it is selected: its worst, and of those the longest. */
export function meant(drawn: DrawnSpan): StateSpan {
  let found = drawn.parts[0] as StateSpan;
  for (const part of drawn.parts) {
    const worse = rank(part.state) - rank(found.state);
    if (worse > 0 || (worse === 0 && part.until - part.from > found.until - found.from)) found = part;
  }
  return found;
}

/** What a drawn span is, in words. One that stands for several says so, and for how many of which. */
export function drawnText(drawn: DrawnSpan, zone: string): string {
  if (drawn.parts.length === 1) return spanText(drawn.parts[0] as StateSpan, zone);
  const counts = countsOf(drawn.parts);
  const list = [...counts].sort(([a], [b]) => rank(b) - rank(a)).map(([state, count]) => `${count} ${stateWord(state)}`);
  const first = drawn.parts[0] as StateSpan;
  const last = drawn.parts.at(-1) as StateSpan;
  return `${drawn.parts.length} spans too short to tell apart here, drawn as the worst of them: ${list.join(', ')}. ${betweenText(first.from, last.until, zone)}.`;
}

function spanText(span: StateSpan, zone: string): string {
  const word = stateWord(span.state);
  const length = span.open ? `${durationText(span.until - span.from)} so far, still open` : durationText(span.until - span.from);
  const facts = `${word.charAt(0).toUpperCase()}${word.slice(1)}, ${betweenText(span.from, span.until, zone)}, ${length}.`;
  return span.title === undefined ? facts : `${facts} ${span.title}`;
}

function betweenText(from: number, until: number, zone: string): string {
  return `${momentText(from, zone)} – ${momentText(until, zone)}`;
}

function countsOf(parts: readonly StateSpan[]): Map<SpanState, number> {
  const counts = new Map<SpanState, number>();
  for (const part of parts) counts.set(part.state, (counts.get(part.state) ?? 0) + 1);
  return counts;
}

/** One sentence that says what a strip shows: "infra-live release: pass for 98.1 % of 271 d; fail in 1 span, 3 d 2 h in all; unknown …". */
export function summaryText(name: string, spans: readonly StateSpan[], axis: Axis): string {
  const lengths = new Map<SpanState, { count: number; length: number; open: boolean }>();
  let whole = 0;
  for (const span of spans) {
    const length = Math.min(span.until, axis.until) - Math.max(span.from, axis.from);
    if (length <= 0 || span.state === 'no-items') continue;
    const known = lengths.get(span.state) ?? { count: 0, length: 0, open: false };
    lengths.set(span.state, { count: known.count + 1, length: known.length + length, open: known.open || span.open === true });
    whole += length;
  }
  if (whole === 0) return `${name}: nothing to judge in this time.`;
  const says = [...lengths]
    .sort(([a], [b]) => rank(b) - rank(a))
    .map(([state, of]) => {
      if (rank(state) <= rank('pass')) return `${stateWord(state)} for ${shareText(of.length, whole)} of ${durationText(whole)}`;
      return `${stateWord(state)} in ${of.count} ${of.count === 1 ? 'span' : 'spans'}, ${durationText(of.length)} in all${of.open ? ', still open' : ''}`;
    });
  return `${name}: ${says.join('; ')}.`;
}
