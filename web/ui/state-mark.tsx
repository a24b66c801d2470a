import type { ReactNode } from 'react';
import { type State, stateWord } from './states.ts';

export interface StateMarkProps {
  state: State;
  /** What is read instead of the state's own word: `pass now`. Empty where the words stand beside it. */
  label?: string;
  /** The outcome that lies under an exclusion: "excluded; would fail". */
  under?: 'pass' | 'fail' | 'unknown' | undefined;
}

const under = { pass: 'would pass', fail: 'would fail', unknown: 'would be unknown' } as const;

/** A state as a shape of 14 pixels. The shapes differ without colour. */
export function StateMark({ state, label, under: beneath }: StateMarkProps) {
  const words = label ?? (beneath === undefined ? stateWord(state) : `${stateWord(state)}; ${under[beneath]}`);
  return (
    <svg
      className={`m ${state}`}
      viewBox="0 0 14 14"
      role={words === '' ? undefined : 'img'}
      aria-label={words === '' ? undefined : words}
      aria-hidden={words === ''}
    >
      {shapes[state]}
    </svg>
  );
}

const shapes = {
  pass: <path d="M1.6 8 5 11.7 12.4 1.8" fill="none" stroke="currentColor" strokeWidth="1.9" />,
  fail: (
    <>
      <path d="M.5.5h13v13H.5z" fill="var(--fail-shape)" />
      <path d="m4 4 6 6m0-6-6 6" stroke="var(--surface)" strokeWidth="1.7" />
    </>
  ),
  unknown: <circle cx="7" cy="7" r="5.6" fill="var(--unknown-tint)" stroke="var(--unknown-shape)" strokeWidth="1.6" strokeDasharray="2.2 2.2" />,
  excluded: (
    <>
      <circle cx="7" cy="7" r="5.4" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="m3.2 10.8 7.6-7.6" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
  'not-owed': <path d="M2.5 7h9" stroke="currentColor" strokeWidth="1.6" />,
  'no-items': <path d="M2.5 2.5h9v9h-9z" fill="none" stroke="currentColor" strokeWidth="1.1" strokeDasharray="1.2 1.6" />,
} satisfies Record<State, unknown>;

/** A state with its words: the mark, then what it says. */
export function Outcome({ state, children }: { state: State; children: ReactNode }) {
  return (
    <span className="out">
      <StateMark state={state} label="" />
      <span>{children}</span>
    </span>
  );
}
