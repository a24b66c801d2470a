import { Toggle } from '../ui/filters.tsx';

export type Toggled = 'pass' | 'fail' | 'unknown' | 'no-items';

export interface StateCounts {
  readonly all: number;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly noItems: number;
}

/** One list by what is said of its rows, each with how many there are. */
export function StateToggles({
  state,
  counts,
  onChange,
}: {
  state: Toggled | undefined;
  counts: StateCounts;
  onChange: (state: Toggled | undefined) => void;
}) {
  const one = (name: Toggled, count: number) => (
    <Toggle on={state === name} onChange={(on) => onChange(on ? name : undefined)} count={count} state={name} />
  );
  return (
    <>
      <Toggle on={state === undefined} onChange={() => onChange(undefined)} count={counts.all}>
        All
      </Toggle>
      {one('pass', counts.pass)}
      {one('fail', counts.fail)}
      {one('unknown', counts.unknown)}
      {one('no-items', counts.noItems)}
    </>
  );
}
