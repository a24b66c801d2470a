import type { ReactNode } from 'react';
import { type Axis, percentAt } from './axis.ts';
import { place, TimelineRow } from './timeline.tsx';
import { useTimeline } from './timeline-context.ts';

export interface Limit extends Axis {
  /** The limit, with the policy and its version: "4 h · policy v4, §3.2". */
  readonly says: string;
}

/** The limits in force, above the items they judge: a step where the policy changed. */
export function Limits({
  limits,
  label = 'Limit in force',
  figure = 'setting',
}: {
  limits: readonly Limit[];
  label?: ReactNode;
  figure?: ReactNode;
}) {
  return (
    <TimelineRow label={<b>{label}</b>} figure={<span className="n">{figure}</span>}>
      <Steps limits={limits} />
    </TimelineRow>
  );
}

function Steps({ limits }: { limits: readonly Limit[] }) {
  const { axis } = useTimeline();
  const inside = limits.filter((limit) => limit.until > axis.from && limit.from < axis.until);
  return (
    <ol className="steps">
      {inside.map((limit) => (
        <li key={limit.from} title={limit.says} style={place(percentAt(axis, limit.from), percentAt(axis, limit.until))}>
          {limit.says}
        </li>
      ))}
    </ol>
  );
}
