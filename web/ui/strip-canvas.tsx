import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { paintSpans, tokensOf } from './paint-spans.ts';
import type { DrawnSpan, StateSpan } from './spans-at-zoom.ts';
import { isSelected, nearest, stepped, worstIndex } from './strip-steps.ts';
import { drawnText, meant } from './strip-words.ts';
import { useWidth } from './use-width.ts';

export interface StripCanvasProps {
  drawn: readonly DrawnSpan[];
  summary: string;
  zone: string;
  selected: string | undefined;
  onSelect?: ((span: StateSpan | undefined) => void) | undefined;
  children?: ReactNode;
}

/** A strip of very many spans on one canvas: the same shapes from the same tokens, the same keys, and the span at hand is read out. */
export function StripCanvas({ drawn, summary, zone, selected, onSelect, children }: StripCanvasProps) {
  const [box, width] = useWidth<HTMLDivElement>(640);
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useScheme();
  const [stop, setStop] = useState<number>();
  const [hover, setHover] = useState<number>();
  const chosen = drawn.findIndex((one) => isSelected(one, selected));
  const current = Math.min(stop ?? (chosen >= 0 ? chosen : worstIndex(drawn)), drawn.length - 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens are read again when the scheme changes.
  useEffect(() => {
    const element = canvas.current;
    if (element !== null) paintSpans(element, drawn, tokensOf(element), { chosen, focus: stop });
  }, [drawn, width, scheme, chosen, stop]);
  const at = (event: MouseEvent) => {
    const place = event.currentTarget.getBoundingClientRect();
    return nearest(drawn, ((event.clientX - place.left) / place.width) * 100, place.width);
  };
  const choose = (index: number | undefined) => {
    const one = index === undefined ? undefined : drawn[index];
    if (one === undefined) return;
    setStop(index);
    onSelect?.(meant(one));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onSelect?.(undefined);
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return choose(current);
    }
    const next = stepped(event.key, current, drawn.length);
    if (next === undefined) return;
    event.preventDefault();
    setStop(next);
  };
  const shown = hover === undefined ? undefined : drawn[hover];
  const said = stop === undefined ? undefined : drawn[stop];
  return (
    <div
      className="strip live"
      ref={box}
      role="application"
      aria-label={summary}
      aria-roledescription="timeline, arrow keys move between spans"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows move inside it.
      tabIndex={0}
      title={shown === undefined ? undefined : drawnText(shown, zone)}
      onKeyDown={onKeyDown}
      onClick={(event) => choose(at(event))}
      onMouseMove={(event) => setHover(at(event))}
      onBlur={() => setStop(undefined)}
    >
      <canvas ref={canvas} />
      <span className="vh" aria-live="polite">
        {said === undefined ? '' : drawnText(said, zone)}
      </span>
      {children}
    </div>
  );
}

/** Changes when the page turns light or dark, so that what is drawn by hand is drawn again. */
function useScheme(): string {
  const [scheme, setScheme] = useState('');
  useEffect(() => {
    const root = document.documentElement;
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const read = () => setScheme(`${root.dataset.mantineColorScheme ?? ''} ${dark.matches}`);
    read();
    const observer = new MutationObserver(read);
    observer.observe(root, { attributeFilter: ['data-mantine-color-scheme'] });
    dark.addEventListener('change', read);
    return () => {
      observer.disconnect();
      dark.removeEventListener('change', read);
    };
  }, []);
  return scheme;
}
