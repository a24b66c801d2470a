import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { type Search, stringifySearch, type View } from '../view.ts';

/** Shows the page that one is on as it was in another period, or at another instant. */
export function useShowView(): (view: View) => void {
  const navigate = useNavigate();
  return useCallback(
    (view: View) =>
      void navigate({
        to: '.',
        resetScroll: false,
        search: (now: Search): Search => ({
          ...now,
          audit: undefined,
          from: undefined,
          until: undefined,
          at: undefined,
          asKnownAt: undefined,
          ...view,
        }),
      }),
    [navigate],
  );
}

/** Shows it as it is now, in the same period. */
export function useBackToNow(): () => void {
  const navigate = useNavigate();
  return useCallback(
    () => void navigate({ to: '.', resetScroll: false, search: (now: Search): Search => ({ ...now, at: undefined, asKnownAt: undefined }) }),
    [navigate],
  );
}

/** One text for one view. */
export function viewText(view: View): string {
  return stringifySearch({ ...view });
}
