import { useMatches, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** How long a page's heading is waited for, in milliseconds. */
const PATIENCE = 10_000;

/** Names the window after the page, and puts the focus on the heading of a page that was gone to, so that it is read. */
export function useArrival(organization: string | undefined): void {
  const match = useMatches().at(-1);
  const about = match?.staticData.about;
  const title = about?.title.replace(/\{(\w+)\}/g, (_, name: string) => (match?.params as Record<string, string>)[name] ?? '');
  useEffect(() => {
    document.title = [title, organization, 'Tickmark'].filter(Boolean).join(' · ');
  }, [title, organization]);

  const router = useRouter();
  useEffect(() => {
    let stop: (() => void) | undefined;
    const unsubscribe = router.subscribe('onResolved', ({ fromLocation, pathChanged, toLocation }) => {
      if (fromLocation === undefined || !pathChanged || toLocation.hash !== '') return;
      stop?.();
      stop = whenThere(document, 'main h1', focusOn);
    });
    return () => {
      unsubscribe();
      stop?.();
    };
  }, [router]);
}

function focusOn(heading: HTMLElement): void {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** Calls once an element is on the page, at once or when it comes. */
function whenThere(within: Document, selector: string, then: (element: HTMLElement) => void): () => void {
  const found = within.querySelector<HTMLElement>(selector);
  if (found !== null) {
    then(found);
    return () => {};
  }
  const observer = new MutationObserver(() => {
    const come = within.querySelector<HTMLElement>(selector);
    if (come === null) return;
    stop();
    then(come);
  });
  const timer = setTimeout(() => stop(), PATIENCE);
  const stop = (): void => {
    observer.disconnect();
    clearTimeout(timer);
  };
  observer.observe(within.body, { childList: true, subtree: true });
  return stop;
}
