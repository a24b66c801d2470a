import { SegmentedControl } from '@mantine/core';
import { type Axis, panned, type Range, rangeAround } from './axis.ts';
import { Button } from './button.tsx';
import { useZone } from './moment.tsx';
import { dayAt, dayRangeText } from './times.ts';

const ranges: { value: Range; label: string }[] = [
  { value: 'period', label: 'Period' },
  { value: 'quarter', label: 'Quarter' },
  { value: 'month', label: 'Month' },
  { value: 'week', label: 'Week' },
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
      <SegmentedControl
        unstyled
        classNames={{ root: 'seg one', control: 'bare', input: 'vh', label: 'btn', innerLabel: 'bare', indicator: 'mark' }}
        aria-label="Range"
        value={range}
        data={ranges}
        onChange={(key) => onChange(rangeAround(period, key, range === 'period' || inside ? centre : middle), key)}
      />
    </div>
  );
}
