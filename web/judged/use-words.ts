import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Search } from '../view.ts';

type Words = Readonly<Record<string, string | undefined>>;

/** What a page keeps in its address, and how to change several words of it at once: undefined takes one out. */
export function useWords(): readonly [words: Words, set: (next: Words) => void] {
  const words = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const set = useCallback(
    (next: Words) => void navigate({ to: '.', search: (now: Search) => ({ ...now, ...next }), replace: true, resetScroll: false }),
    [navigate],
  );
  return [words, set];
}

/** A word of a closed list, or what stands for none. */
export function oneOf<const T extends string, N>(word: string | undefined, list: readonly T[], none: N): T | N {
  return list.find((one) => one === word) ?? none;
}
