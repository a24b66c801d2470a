import { type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { percentAt } from './axis.ts';
import { roomySide } from './label-layout.ts';
import { type DrawnSpan, type StateSpan, spansAtZoom } from './spans-at-zoom.ts';
import { stateClass } from './states.ts';
import { StripCanvas } from './strip-canvas.tsx';
import { isSelected, nearest, stepped, worstIndex } from './strip-steps.ts';
import { drawnText, meant, summaryText } from './strip-words.ts';
import { useTimeline } from './timeline-context.ts';

/** Above this many spans a strip is one canvas and not one element for each. */
const CANVAS_FROM = 2000;

export interface StripProps {
  /** Of what it is, for the sentence that is read: `infra-live release`. */
  name: string;
  /** Sorted, not overlapping. */
  spans: readonly StateSpan[];
  /** The key of the selected span: its id, or its `from` as a text. */
  selected?: string | undefined;
  /** Makes spans reachable: by pointer, and by the keyboard with the arrows and Enter. Called with nothing by Escape. */
  onSelect?: (span: StateSpan | undefined) => void;
  /** A sentence on the track, beside the span at this instant. */
  says?: { readonly at: number; readonly until?: number; readonly content: ReactNode } | undefined;
  canvas?: boolean;
  /** Marks of single events; see strip-events.tsx. */
  children?: ReactNode;
}

export function Strip({ name, spans, selected, onSelect, says, canvas, children }: StripProps) {
  const { axis, width, zone } = useTimeline();
  const drawn = useMemo(() => spansAtZoom(spans, axis, width), [spans, axis, width]);
  const summary = useMemo(() => summaryText(name, spans, axis), [name, spans, axis]);
  const extras = (
    <>
      {says !== undefined && <Says from={percentAt(axis, says.at)} until={percentAt(axis, says.until ?? says.at)} content={says.content} />}
      {children}
    </>
  );
  if (canvas ?? spans.length > CANVAS_FROM) {
    return (
      <StripCanvas drawn={drawn} summary={summary} zone={zone} selected={selected} onSelect={onSelect}>
        {extras}
      </StripCanvas>
    );
  }
  if (onSelect !== undefined && drawn.length > 0) {
    return (
      <LiveStrip drawn={drawn} summary={summary} selected={selected} onSelect={onSelect}>
        {extras}
      </LiveStrip>
    );
  }
  return (
    <div className="strip">
      <div className="spans" role="img" aria-label={summary}>
        {drawn.map((one) => (
          <i key={one.a} className={spanClass(one, selected)} style={spanStyle(one)} title={drawnText(one, zone)} />
        ))}
      </div>
      {extras}
    </div>
  );
}

function spanClass(one: DrawnSpan, selected: string | undefined): string {
  return `s ${stateClass(one.state)}${one.open ? ' open' : ''}${isSelected(one, selected) ? ' sel' : ''}`;
}

function spanStyle(one: DrawnSpan): CSSProperties {
  return { '--a': round(one.a), '--b': round(one.b) } as CSSProperties;
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

function Says({ from, until, content }: { from: number; until: number; content: ReactNode }) {
  const style =
    roomySide(from, until) === 'left' ? { right: `${100 - from}%`, maxWidth: `${from}%` } : { left: `${until}%`, maxWidth: `${100 - until}%` };
  return (
    <span className="say cut" style={style}>
      {content}
    </span>
  );
}

interface LiveProps {
  drawn: readonly DrawnSpan[];
  summary: string;
  selected: string | undefined;
  onSelect: (span: StateSpan | undefined) => void;
  children: ReactNode;
}

/** Spans that can be selected: one stop for the Tab key, the arrows move inside. */
function LiveStrip({ drawn, summary, selected, onSelect, children }: LiveProps) {
  const { zone } = useTimeline();
  const strip = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<number>();
  const chosen = drawn.findIndex((one) => isSelected(one, selected));
  const current = Math.min(stop ?? (chosen >= 0 ? chosen : worstIndex(drawn)), drawn.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onSelect(undefined);
    const next = stepped(event.key, current, drawn.length);
    if (next === undefined) return;
    event.preventDefault();
    setStop(next);
    strip.current?.querySelectorAll<HTMLButtonElement>('button.s')[next]?.focus();
  };
  const onClick = (event: MouseEvent) => {
    const box = strip.current?.getBoundingClientRect();
    // A key press on a button is a click without a place: then the button that has the focus is meant.
    const index = event.detail === 0 || box === undefined ? current : nearest(drawn, ((event.clientX - box.left) / box.width) * 100, box.width);
    const one = index === undefined ? undefined : drawn[index];
    if (one === undefined || index === undefined) return;
    setStop(index);
    onSelect(meant(one));
  };
  return (
    <div className="strip live" ref={strip}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; the buttons inside are the controls. */}
      <div className="spans" role="group" aria-label={summary} onKeyDown={onKeyDown} onClick={onClick}>
        {drawn.map((one, index) => (
          <button
            key={one.a}
            type="button"
            className={spanClass(one, selected)}
            style={spanStyle(one)}
            title={drawnText(one, zone)}
            aria-label={drawnText(one, zone)}
            aria-pressed={isSelected(one, selected)}
            tabIndex={index === current ? 0 : -1}
          />
        ))}
      </div>
      {children}
    </div>
  );
}
