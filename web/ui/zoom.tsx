import { type Axis, panned, type Range, rangeAround } from './axis.ts';
import { Button } from './button.tsx';
import { useZone } from './moment.tsx';
import { dayAt, dayRangeText } from './times.ts';

const ranges: readonly (readonly [Range, string])[] = [
  ['period', 'Period'],
  ['quarter', 'Quarter'],
  ['month', 'Month'],
  ['week', 'Week'],
];

export interface ZoomProps {
  period: Axis;
  /** What the axis shows now. */
  shown: Axis;
  range: Range;
  /** What to look at when zooming in: the selected span, else the instant of the page. */
  centre: number;
  onChange: (shown: Axis, range: Range) => void;
}

/** How much of the period the axis shows, and which part. */
export function Zoom({ period, shown, range, centre, onChange }: ZoomProps) {
  const zone = useZone();
  const middle = (shown.from + shown.until) / 2;
  const inside = centre >= shown.from && centre <= shown.until;
  return (
    <div className="zoom">
      {range !== 'period' && (
        <>
          <Button
            label="Earlier"
            disabledReason={shown.from <= period.from ? 'The period begins here.' : undefined}
            onClick={() => onChange(panned(period, shown, -0.75), range)}
          >
            ←
          </Button>
          <span className="nw" aria-live="polite">
            {dayRangeText(dayAt(shown.from, zone), dayAt(shown.until - 1, zone))}
          </span>
          <Button
            label="Later"
            disabledReason={shown.until >= period.until ? 'The period ends here.' : undefined}
            onClick={() => onChange(panned(period, shown, 0.75), range)}
          >
            →
          </Button>
        </>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms. */}
      <div className="seg" role="group" aria-label="Range">
        {ranges.map(([key, word]) => (
          <Button
            key={key}
            pressed={key === range}
            onClick={() => onChange(rangeAround(period, key, range === 'period' || inside ? centre : middle), key)}
          >
            {word}
          </Button>
        ))}
      </div>
    </div>
  );
}
