import type { AnswerOf } from '../../src/client/call.ts';
import { type Axis, percentAt } from '../ui/axis.ts';
import { Lens } from '../ui/lens.tsx';
import { useZone } from '../ui/moment.tsx';
import type { StateSpan } from '../ui/spans-at-zoom.ts';
import type { SpanState } from '../ui/states.ts';
import { Strip } from '../ui/strip.tsx';
import { type StripEvent, StripEvents } from '../ui/strip-events.tsx';
import { Timeline, type TimelineMark, TimelineRow } from '../ui/timeline.tsx';
import { dayAt, momentText, timeText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';

type Change = AnswerOf<'GET /changes/{item}'>;
type Line = Change['lines'][number];
type Mark = Line['marks'][number];

/** Label, axis; no figures stand beside these rows. */
const LABELS = 104;
const FIGURES = 20;

/** Everything that was told of a change on one line of time, and the hours that decide it under a lens. */
export function ChangeLines({ change }: { change: Change }) {
  const axis = axisOf(change.axis);
  const lens = change.lens === null ? undefined : axisOf(change.lens);
  const widths = { labelWidth: LABELS, figureWidth: FIGURES };
  const zone = useZone();
  return (
    <div className="change-lines">
      <Timeline label="The change on one line of time" axis={axis} window={lens} {...widths}>
        {change.lines.map((line) => (
          <Row key={line.id} line={line} axis={axis} zone={zone} />
        ))}
      </Timeline>
      {lens !== undefined && change.lens !== null && (
        <Lens title={lensTitle(change.lens, zone)} label={change.lens.sentence} axis={lens} marks={[landing(change)]} {...widths} labelWidth={88}>
          {change.lines
            .filter((line) => touches(line, lens))
            .map((line) => (
              <Row key={line.id} line={line} axis={lens} zone={zone} />
            ))}
        </Lens>
      )}
    </div>
  );
}

function axisOf({ from, until }: { from: string; until: string }): Axis {
  return { from: Date.parse(from), until: Date.parse(until) };
}

function lensTitle({ from, until, sentence }: NonNullable<Change['lens']>, zone: string): string {
  const sameDay = dayAt(from, zone) === dayAt(until, zone);
  const [begins, ends] = sameDay
    ? [timeText(from, zone), timeText(until, zone)]
    : [momentText(from, zone, { year: false }), momentText(until, zone, { year: false })];
  return `${begins} – ${ends}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

function landing({ landedAt }: Change): TimelineMark {
  return { at: Date.parse(landedAt), label: 'landed', side: 'left' };
}

function touches({ marks, rails }: Line, { from, until }: Axis): boolean {
  const inside = (at: string) => Date.parse(at) >= from && Date.parse(at) <= until;
  return marks.some((one) => inside(one.at)) || rails.some((one) => Date.parse(one.from) < until && Date.parse(one.until) > from);
}

const spanStates: Readonly<Partial<Record<Mark['tone'], SpanState>>> = { ok: 'pass', bad: 'fail', unknown: 'unknown' };

function Row({ line, axis, zone }: { line: Line; axis: Axis; zone: string }) {
  const spans = line.rails.flatMap((rail): StateSpan[] => {
    const state = spanStates[rail.tone];
    return state === undefined ? [] : [{ from: Date.parse(rail.from), until: Date.parse(rail.until), state, title: rail.what }];
  });
  const lines = line.rails
    .filter((rail) => spanStates[rail.tone] === undefined)
    .map((rail) => ({ from: Date.parse(rail.from), until: Date.parse(rail.until) }));
  const said = saidOf(line);
  return (
    <TimelineRow label={line.title}>
      <Strip
        name={line.title}
        spans={spans.toSorted((a, b) => a.from - b.from)}
        says={said === undefined ? undefined : { at: axis.from, content: said }}
      >
        <StripEvents events={eventsOf(line, axis, zone)} lines={lines} />
      </Strip>
    </TimelineRow>
  );
}

/** What a line says in words: names without an instant, and why nothing is drawn. */
function saidOf({ names, untold, marks, rails }: Line) {
  if (names.length > 0) {
    return (
      <>
        <Untrusted text={names.join(', ')} /> <span className="n">· {untold}</span>
      </>
    );
  }
  return marks.length === 0 && rails.length === 0 && untold !== null ? <span className="n">{untold}</span> : undefined;
}

const kinds: Readonly<Record<Mark['tone'], NonNullable<StripEvent['kind']>>> = {
  plain: 'plain',
  ok: 'ok',
  bad: 'bad',
  hollow: 'hollow',
  unknown: 'hollow',
};

/** Per cent of the axis that a label needs beside another. */
const ROOM = 24;

/** A mark for each instant; of those that would lie on one another, the worst speaks. */
function eventsOf(line: Line, axis: Axis, zone: string): StripEvent[] {
  const groups = [...Map.groupBy(line.marks, (one) => `${one.at} ${kinds[one.tone]}`).values()];
  const labelled = labelledOf(
    groups.map((group) => group[0] as Mark),
    axis,
  );
  return groups.map((group) => {
    const [first] = group as [Mark];
    const at = Date.parse(first.at);
    const event = { at, kind: kinds[first.tone], title: group.map((one) => titleOf(one, zone)).join('\n') };
    if (!labelled.has(first)) return event;
    return { ...event, label: <Label line={line} mark={first} />, side: percentAt(axis, at) > 62 ? 'left' : 'right', optional: first.tone !== 'bad' };
  });
}

function Label({ line, mark }: { line: Line; mark: Mark }) {
  const count = line.id === 'commits' && mark.tone !== 'bad' ? line.marks.filter((one) => one.tone !== 'bad').length : 1;
  if (count > 1) return `${count} commits`;
  return (
    <span className={mark.tone === 'bad' ? 'fail' : undefined}>
      {wordsOf(line, mark)}
      {mark.label !== null && <Untrusted text={mark.label} mono />}
    </span>
  );
}

function wordsOf(line: Line, mark: Mark): string {
  if (line.id === 'commits') return mark.tone === 'bad' ? 'after the approval: ' : '';
  return `${mark.what} `;
}

/** The worst first, then the last, then the first; each only where there is room for it. */
function labelledOf(marks: readonly Mark[], axis: Axis): ReadonlySet<Mark> {
  const places: number[] = [];
  const chosen = new Set<Mark>();
  const told = marks.filter((one) => one.tone !== 'hollow');
  for (const mark of [...marks.filter((one) => one.tone === 'bad').slice(0, 1), ...told.slice(-1), ...marks.slice(-1), ...marks.slice(0, 1)]) {
    const place = percentAt(axis, Date.parse(mark.at));
    if (place < 0 || place > 100 || chosen.has(mark) || places.some((one) => Math.abs(one - place) < ROOM)) continue;
    places.push(place);
    chosen.add(mark);
  }
  return chosen;
}

function titleOf({ at, what, label, claimed }: Mark, zone: string): string {
  return `${momentText(at, zone)}: ${what}${label === null ? '' : ` ${label}`}${claimed ? ' (a time that a client claimed)' : ''}`;
}
