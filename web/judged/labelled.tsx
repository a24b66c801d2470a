import { type ReactNode, useId } from 'react';
import './forms.css';

/** What ties the thing that is written to its label and its hint. */
export interface Tied {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
}

export interface LabelledProps {
  label: string;
  /** What is expected, under the field. */
  hint?: ReactNode;
  className?: string;
  children: (tied: Tied) => ReactNode;
}

/** A label over something that is written, and a hint under it, for those who see the page and for those who hear it. */
export function Labelled({ label, hint, className = 'field', children }: LabelledProps) {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className={className}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': hintId })}
      {hint !== undefined && (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}
