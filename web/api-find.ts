import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { AnswerOf } from '../src/client/call.ts';
import { askOnce, useViewParams } from './api.ts';

/** One thing that some words lead to. */
export type Found = AnswerOf<'GET /find'>['rows'][number];

/** Controls, checks, populations and whatever else has these words in its title or id. Nothing while nothing is asked, or where that is refused. */
export function useFind(text: string): readonly Found[] {
  const view = useViewParams();
  const q = useDeferredValue(text.trim());
  const { data } = useQuery({
    queryKey: ['found', view, q],
    queryFn: () => askOnce('GET /find', { query: { ...view, q } }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  return q === '' ? [] : (data?.rows ?? []);
}
