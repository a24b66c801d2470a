import { type CSSProperties, type ReactNode, useMemo } from 'react';
import { type Axis, percentAt, type Tick, ticksOf } from './axis.ts';
import { placeLabels, textWidth } from './label-layout.ts';
import { useZone } from './moment.tsx';
import { TimelineContext, useTimeline } from './timeline-context.ts';
import { useWidth } from './use-width.ts';

export interface TimelineGap extends Axis {
  /** "Nobody was looking, 11–13 March · 2 d 4 h" */
  readonly says: string;
}

export interface TimelineMark {
  readonly at: number;
  readonly label: string;
  /** `limit` is dashed and red, because what lies beyond it failed. */
  readonly kind?: 'plain' | 'limit';
  readonly side?: 'left' | 'right';
}

export interface TimelineProps {
  /** What the rows are, for those who do not see them. */
  label: string;
  axis: Axis;
  /** The instant the page is judged at. */
  now?: number | undefined;
  nowLabel?: string;
  /** Time in which nobody was looking, for all rows. */
  gaps?: readonly TimelineGap[];
  /** What another axis shows of this one. */
  window?: Axis | undefined;
  marks?: readonly TimelineMark[];
  /** Over the labels and over the figures. */
  head?: { label?: ReactNode; figure?: ReactNode };
  /** Widths of the outer columns on a wide screen, in pixels. */
  labelWidth?: number;
  figureWidth?: number;
  children?: ReactNode;
}

/** Rows on one shared axis: label, axis, figure. Without rows it draws the axis alone. */
export function Timeline(props: TimelineProps) {
  const { label, axis, now, nowLabel, gaps = [], window, marks = [], head, labelWidth, figureWidth, children } = props;
  const zone = useZone();
  const [ticksRef, width] = useWidth<HTMLDivElement>(640);
  const frame = useMemo(() => ({ axis: { from: axis.from, until: axis.until }, zone, width }), [axis.from, axis.until, zone, width]);
  const at = now === undefined ? undefined : percentAt(axis, now) / 100;
  const showsNow = at !== undefined && at >= 0 && at <= 1;
  const inside = gaps.filter((gap) => gap.until > axis.from && gap.from < axis.until);
  const style: Record<string, string | number> = {};
  if (showsNow) style['--at'] = at;
  if (labelWidth !== undefined) style['--lw'] = `${labelWidth}px`;
  if (figureWidth !== undefined) style['--rw'] = `${figureWidth}px`;
  return (
    <TimelineContext value={frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this is a drawing of several rows. */}
      <div className={showsNow ? 'tl has-now' : 'tl'} role="group" aria-label={label} style={style}>
        <div className="axis">
          <span className="sm n">{head?.label}</span>
          <div className="ticks" ref={ticksRef}>
            <Ticks ticks={ticksOf(frame.axis, zone, width)} />
          </div>
          <span className="sm n r">{head?.figure}</span>
        </div>
        {window !== undefined && <div className="win" style={place(percentAt(axis, window.from), percentAt(axis, window.until))} />}
        {inside.length > 0 && <Gaps gaps={inside} />}
        {marks.map((mark) => (
          <div
            key={`${mark.at} ${mark.label}`}
            className={`v${mark.kind === 'limit' ? ' lim' : ''}${mark.side === 'left' ? ' l' : ''}`}
            style={place(percentAt(axis, mark.at))}
          >
            <span>{mark.label}</span>
          </div>
        ))}
        {children}
        {showsNow && <div className="now">{nowLabel !== undefined && <span>{nowLabel}</span>}</div>}
      </div>
    </TimelineContext>
  );
}

/** Where something lies on the axis, for timeline.css. */
export function place(a: number, b?: number): CSSProperties {
  return (b === undefined ? { '--a': clamp(a) } : { '--a': clamp(a), '--b': clamp(b) }) as CSSProperties;
}

function clamp(percent: number): number {
  return Math.round(Math.min(100, Math.max(0, percent)) * 1e4) / 1e4;
}

export function Ticks({ ticks }: { ticks: readonly Tick[] }) {
  return ticks.map((tick) => (
    <i key={tick.at} className={tick.major ? 'q' : undefined} style={{ left: `${tick.percent}%` }}>
      <span>{tick.label}</span>
    </i>
  ));
}

function Gaps({ gaps }: { gaps: readonly TimelineGap[] }) {
  const { axis, width } = useTimeline();
  const sorted = [...gaps].sort((a, b) => a.from - b.from);
  const wanted = sorted.map((gap) => ({ at: (percentAt(axis, Math.min(gap.until, axis.until)) / 100) * width + 6, width: textWidth(gap.says) }));
  const places = placeLabels(wanted, width);
  return (
    <>
      <div className="gaps">
        <div className="track">
          {sorted.map((gap, index) => {
            const left = places[index];
            return (
              <span key={gap.from} className={left === undefined ? 'vh' : 'gapname'} style={left === undefined ? undefined : { left }}>
                {gap.says}
              </span>
            );
          })}
        </div>
      </div>
      {sorted.map((gap) => (
        <div key={gap.from} className="blind" title={gap.says} style={place(percentAt(axis, gap.from), percentAt(axis, gap.until))} />
      ))}
    </>
  );
}

export interface TimelineRowProps {
  label: ReactNode;
  figure?: ReactNode;
  selected?: boolean;
  /** A row that is itself the failure, such as a door still open. */
  tint?: 'fail' | 'unknown';
  /** Higher, for bars and for labels over spans. */
  tall?: boolean;
  children?: ReactNode;
}

export function TimelineRow({ label, figure, selected = false, tint, tall = false, children }: TimelineRowProps) {
  const tinted = tint === undefined ? '' : ` t-${tint}`;
  return (
    <div className={`row${selected ? ' on' : ''}${tinted}${tall ? ' tall' : ''}`} aria-current={selected ? 'true' : undefined}>
      <div className="lab">{label}</div>
      <div className="track">{children}</div>
      <div className="fig">{figure}</div>
    </div>
  );
}

export function TimelineGroup({ title, note }: { title: ReactNode; note?: ReactNode }) {
  return (
    <h3 className="grp">
      {title} {note !== undefined && <span className="n">{note}</span>}
    </h3>
  );
}

/** The sentence of the selected span, under its row, with a point at where the span is. */
export function TimelineSays({ at, children }: { at: number; children: ReactNode }) {
  const { axis } = useTimeline();
  return (
    <div className="why" style={place(percentAt(axis, at))} role="status">
      <p>{children}</p>
    </div>
  );
}
