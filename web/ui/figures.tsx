import type { ReactNode } from 'react';
import { Go } from './go.tsx';
import { StateMark } from './state-mark.tsx';
import type { State } from './states.ts';

export interface Figure {
  readonly label: string;
  readonly value: ReactNode;
  /** Of what, in words. */
  readonly small?: ReactNode;
  readonly state?: State;
  /** The items that make it. Every figure that counts something has it. */
  readonly href?: string | undefined;
}

/** A ruled line of figures. `asOf`: they are not of now but of the instant of the time bar, and say so, with the day where it is given. */
export function Figures({ figures, asOf = false }: { figures: readonly Figure[]; asOf?: boolean | string }) {
  return (
    <dl className="figs">
      {figures.map((figure) => (
        <div key={figure.label}>
          <dt>
            {figure.label}
            {asOf !== false && <span className="as-of"> · as of {asOf === true ? 'then' : asOf}</span>}
          </dt>
          <dd>
            {figure.href === undefined ? <Value figure={figure} /> : <Go href={figure.href}>{<Value figure={figure} />}</Go>}
            {figure.small !== undefined && ' '}
            {figure.small !== undefined && <small>{figure.small}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ figure }: { figure: Figure }) {
  return (
    <>
      {figure.state !== undefined && <StateMark state={figure.state} label="" />} {figure.value}
    </>
  );
}
