import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Toggle } from '../ui/filters.tsx';
import type { State } from '../ui/states.ts';
import { countText } from '../ui/times.ts';
import type { Items } from './check-item-spans.ts';

/** Rows of one page of the list. */
export const PAGE = 50;

export const outcomes = ['pass', 'fail', 'unknown', 'not-owed', 'excluded'] as const;

/** How many items came out how, and only those. */
export function OutcomeFilter({
  counts,
  outcome,
  filter,
}: {
  counts: Items['counts'];
  outcome: string | undefined;
  filter: (next: (typeof outcomes)[number] | undefined) => void;
}) {
  const cells: readonly (readonly [(typeof outcomes)[number], State, number])[] = [
    ['fail', 'fail', counts.fail],
    ['unknown', 'unknown', counts.unknown],
    ['excluded', 'excluded', counts.excluded],
    ['pass', 'pass', counts.pass],
    ['not-owed', 'not-owed', counts.notOwed],
  ];
  return (
    <>
      <Toggle on={outcome === undefined} onChange={() => filter(undefined)} count={counts.items}>
        All
      </Toggle>
      {cells
        .filter(([name, , count]) => count > 0 || name === outcome)
        .map(([name, state, count]) => (
          <Toggle key={name} on={outcome === name} onChange={(on) => filter(on ? name : undefined)} count={count} state={state} />
        ))}
    </>
  );
}

interface PagerProps {
  total: number;
  offset: number;
  onGo: (offset: number) => void;
}

/** Any part of the list at once; the address holds which. */
export function Pager({ total, offset, onGo }: PagerProps) {
  const [wanted, want] = useState('');
  if (total <= PAGE && offset === 0) return null;
  const last = Math.floor((total - 1) / PAGE) * PAGE;
  const go = () => {
    const row = Number.parseInt(wanted.replaceAll(/\D/g, ''), 10);
    want('');
    if (row >= 1) onGo(Math.floor((Math.min(row, total) - 1) / PAGE) * PAGE);
  };
  return (
    <div className="pager">
      <Button disabledReason={offset === 0 ? 'The list begins here.' : undefined} onClick={() => onGo(Math.max(0, offset - PAGE))}>
        Previous
      </Button>
      <span className="nw" role="status">
        {countText(Math.min(total, offset + 1))}–{countText(Math.min(total, offset + PAGE))} of {countText(total)}
      </span>
      <Button disabledReason={offset >= last ? 'The list ends here.' : undefined} onClick={() => onGo(Math.min(last, offset + PAGE))}>
        Next
      </Button>
      <input
        className="search"
        inputMode="numeric"
        value={wanted}
        placeholder="Go to row"
        aria-label={`Go to row, 1 to ${total}`}
        maxLength={9}
        onChange={(event) => want(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && go()}
      />
    </div>
  );
}
