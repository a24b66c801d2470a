import { useMemo } from 'react';
import { useWord } from '../api.ts';

export const orders = {
  newest: { sort: 'happened', order: 'desc' },
  oldest: { sort: 'happened', order: 'asc' },
  title: { sort: 'title', order: 'asc' },
  worst: { sort: 'outcome', order: 'desc' },
} as const;

export type Order = keyof typeof orders;

const shown = ['pass', 'fail', 'unknown', 'excluded', 'not-owed'] as const;
type Shown = (typeof shown)[number];

/** Filters and order of a population, as the address holds them. */
export interface Filters {
  readonly show: string | undefined;
  readonly setShow: (show: string | undefined) => void;
  readonly check: string | undefined;
  readonly setCheck: (check: string | undefined) => void;
  readonly order: Order;
  readonly setOrder: (order: Order) => void;
  /** As the API is asked. */
  readonly query: {
    readonly outcome?: Shown;
    readonly check?: string;
    readonly sampled?: 'true';
    readonly q?: string;
    readonly sort?: 'happened' | 'title' | 'outcome';
    readonly order?: 'asc' | 'desc';
  };
  /** Whether anything is left out. */
  readonly on: boolean;
  /** One text for one list. */
  readonly text: string;
}

export function useFilters(): Filters {
  const [show, setShow] = useWord('show');
  const [check, setCheck] = useWord('check');
  const [text] = useWord('text');
  const [ordered, setOrdered] = useWord('order');
  const order: Order = ordered !== undefined && Object.hasOwn(orders, ordered) ? (ordered as Order) : 'newest';
  return useMemo(() => {
    const outcome = shown.find((one) => one === show);
    const query = {
      ...(outcome !== undefined && { outcome }),
      ...(check !== undefined && { check }),
      ...(show === 'sampled' && { sampled: 'true' as const }),
      ...(text !== undefined && { q: text }),
      ...(order !== 'newest' && orders[order]),
    };
    return {
      ...{ show, setShow, check, setCheck, order, query },
      setOrder: (next: Order) => setOrdered(next === 'newest' ? undefined : next),
      on: outcome !== undefined || show === 'sampled' || text !== undefined,
      text: JSON.stringify(query),
    };
  }, [show, setShow, check, setCheck, text, order, setOrdered]);
}
