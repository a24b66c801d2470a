import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useViewParams } from './api.ts';
import { stringifySearch } from './view.ts';

/** One thing that a name or an id leads to. */
export interface Found {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly hint?: string | null;
  readonly href: string;
}

/** Controls, checks, populations, connections and whatever else has this in its name or id. Nothing while nothing is asked, or can be answered. */
export function useFind(text: string): readonly Found[] {
  const view = useViewParams();
  const q = text.trim();
  const { data } = useQuery({
    queryKey: ['GET /find', { query: { ...view, q } }],
    queryFn: ({ signal }) => find(stringifySearch({ ...view, q }), signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  return q === '' ? [] : (data ?? []);
}

async function find(search: string, signal: AbortSignal): Promise<readonly Found[]> {
  const response = await fetch(`/api/v1/find${search}`, { signal, headers: { accept: 'application/json' }, credentials: 'same-origin' });
  return response.ok ? ((await response.json()) as { rows: readonly Found[] }).rows : [];
}
