import { Input } from '@mantine/core';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { StateMark } from './state-mark.tsx';
import { type State, stateWord } from './states.ts';
import { countText } from './times.ts';

/** The row of tools over a table or a timeline. `end` stands at the right. */
export function Tools({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  return (
    <div className="tools">
      {children}
      {end !== undefined && (
        <>
          <span className="fill" />
          {end}
        </>
      )}
    </div>
  );
}

/** Looks for a text. The caller holds it, and waits for a pause before asking the server. */
export function SearchBox({
  value,
  onChange,
  label,
  placeholder,
}: {
  value: string;
  onChange: (value: string) => void;
  label: string;
  placeholder?: string;
}) {
  return (
    <Input
      classNames={{ wrapper: 'bare', input: 'search' }}
      type="search"
      value={value}
      maxLength={200}
      placeholder={placeholder ?? label}
      aria-label={label}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export interface ToggleProps {
  on: boolean;
  onChange: (on: boolean) => void;
  count?: number | undefined;
  /** A state is drawn as its mark; its word is read. */
  state?: State;
  children?: ReactNode;
}

/** One of several filters, with how many it leaves. */
export function Toggle({ on, onChange, count, state, children }: ToggleProps) {
  return (
    <Button pressed={on} title={state === undefined ? undefined : stateWord(state)} onClick={() => onChange(!on)}>
      {state !== undefined && <StateMark state={state} />}
      {children}
      {count !== undefined && <span>{countText(count)}</span>}
    </Button>
  );
}

/** One of a short list: "Repository: all 9". */
export function Pick<V extends string>({
  value,
  onChange,
  label,
  options,
}: {
  value: V;
  onChange: (value: V) => void;
  label: string;
  options: readonly (readonly [V, string])[];
}) {
  return (
    <Input
      component="select"
      classNames={{ wrapper: 'bare', input: 'pick' }}
      value={value}
      aria-label={label}
      onChange={(event) => onChange(event.currentTarget.value as V)}
    >
      {options.map(([key, words]) => (
        <option key={key} value={key}>
          {`${label}: ${words}`}
        </option>
      ))}
    </Input>
  );
}
