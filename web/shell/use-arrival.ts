import { useMatches, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** How long a page's heading is waited for, in milliseconds. */
const PATIENCE = 10_000;

/** Names the window after the page, and puts the focus on the heading of a page that was gone to, so that it is read. */
export function useArrival(organization: string | undefined): void {
  const match = useMatches().at(-1);
  const about = match?.staticData.about;
  const params: Readonly<Record<string, string | undefined>> = match?.params ?? {};
  const title = about?.title.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  useEffect(() => {
    document.title = [title, organization, 'Tickmark'].filter(Boolean).join(' · ');
  }, [title, organization]);

  const router = useRouter();
  useEffect(() => {
    let stop: (() => void) | undefined;
    const unsubscribe = router.subscribe('onRendered', ({ fromLocation, pathChanged, toLocation }) => {
      if (fromLocation === undefined || !pathChanged || toLocation.hash !== '') return;
      stop?.();
      stop = whenSeen('main h1', focusOn);
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

/** Calls once an element is seen on the page, at once or when it comes. What the last page left is still there, hidden, until the next one is. */
function whenSeen(selector: string, then: (element: HTMLElement) => void): () => void {
  const seen = (): HTMLElement | undefined => [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.checkVisibility());
  const found = seen();
  if (found !== undefined) {
    then(found);
    return () => {};
  }
  const observer = new MutationObserver(() => {
    const come = seen();
    if (come === undefined) return;
    stop();
    then(come);
  });
  const timer = setTimeout(() => stop(), PATIENCE);
  const stop = (): void => {
    observer.disconnect();
    clearTimeout(timer);
  };
  observer.observe(document.body, { childList: true, subtree: true });
  return stop;
}
