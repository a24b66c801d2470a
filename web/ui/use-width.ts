import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The width of an element on the screen, in pixels, as it changes. `guess` until it is known. */
export function useWidth<E extends HTMLElement>(guess: number): readonly [RefObject<E | null>, number] {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(guess);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      const next = element.clientWidth;
      if (next > 0) setWidth(next);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
