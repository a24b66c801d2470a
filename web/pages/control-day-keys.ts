import { addDays } from '../ui/times.ts';

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -28, PageDown: 28 };

/** Where a key leads from a day; never outside the judged days. Undefined for other keys. */
export function stepped(key: string, from: string, first: string, last: string): string | undefined {
  if (key === 'Home') return first;
  if (key === 'End') return last;
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined;
  if (step === undefined) return undefined;
  const next = addDays(from, step);
  if (next < first) return first;
  return next > last ? last : next;
}
