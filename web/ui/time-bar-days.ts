import { addDays } from './times.ts';

/** Which day a key leads to, between the first of the period and the newest that can be judged; undefined for other keys. */
export function movedDay(key: string, week: boolean, day: string, bounds: { readonly first: string; readonly newest: string }): string | undefined {
  const step = week ? 7 : 1;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return within(addDays(day, step), bounds);
    case 'ArrowLeft':
    case 'ArrowDown':
      return within(addDays(day, -step), bounds);
    case 'PageUp':
      return within(addDays(day, 30), bounds);
    case 'PageDown':
      return within(addDays(day, -30), bounds);
    case 'Home':
      return bounds.first;
    case 'End':
      return bounds.newest;
    default:
      return undefined;
  }
}

function within(day: string, bounds: { readonly first: string; readonly newest: string }): string {
  if (day < bounds.first) return bounds.first;
  return day > bounds.newest ? bounds.newest : day;
}
