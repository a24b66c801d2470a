import { useEffect, useRef } from 'react';

/** What a key, alone or after `g`, does: the keys are `?`, `/`, `g c`, `mod+k`. */
export type Keys = Readonly<Record<string, () => void>>;

/** How long after `g` the second key of a chord counts, in milliseconds. */
const CHORD = 1500;

interface Pressed {
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
}

/** The name of what was pressed, given the key before it. `g` alone waits for another. */
export function nameOf({ key, mod, alt }: Pressed, afterG: boolean): string | null {
  if (alt) return null;
  if (mod) return `mod+${key.toLowerCase()}`;
  if (key.length !== 1) return null;
  return afterG ? `g ${key.toLowerCase()}` : key;
}

/** Whether what is typed belongs to a field. */
function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Listens to the whole page, but not while somebody types into a field or a dialog is open; `mod+` holds there, too. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let gAt = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent): void => {
      const mod = event.metaKey || event.ctrlKey;
      if (
        event.defaultPrevented ||
        event.repeat ||
        (!mod && (isField(event.target) || document.querySelector('[role="dialog"][aria-modal="true"]') !== null))
      )
        return;
      const afterG = event.timeStamp - gAt < CHORD;
      gAt = event.key === 'g' && !mod && !afterG ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const act = latest.current[nameOf({ key: event.key, mod, alt: event.altKey }, afterG) ?? ''];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

/** Moves the focus to the first thing to follow in the next row of whatever list the page has, or the one before. */
export function moveInRows(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main tbody tr, main [role="row"], main li, main .row')];
  const stops = rows.flatMap((row) => row.querySelector<HTMLElement>('a[href], button, [tabindex="0"]') ?? []);
  const unique = [...new Set(stops)];
  const row = document.activeElement?.closest('tr, [role="row"], li, .row');
  const now = unique.findIndex((stop) => stop === document.activeElement || row?.contains(stop) === true);
  const next = now === -1 ? (step === 1 ? 0 : unique.length - 1) : now + step;
  unique[next]?.focus();
}
