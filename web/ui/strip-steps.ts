import type { DrawnSpan } from './spans-at-zoom.ts';
import { rank } from './states.ts';
import { keyOf } from './strip-words.ts';

export function isSelected(one: DrawnSpan, selected: string | undefined): boolean {
  return selected !== undefined && one.parts.some((part) => keyOf(part) === selected);
}

/** Where a key leads among the spans of a strip; undefined for other keys. */
export function stepped(key: string, current: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(count - 1, current + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, current - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** Where the Tab key enters a strip: at the first of its worst spans. */
export function worstIndex(drawn: readonly DrawnSpan[]): number {
  let found = 0;
  for (const [index, one] of drawn.entries()) if (rank(one.state) > rank(drawn[found]?.state ?? 'no-items')) found = index;
  return found;
}

/** Half of the smallest target, in pixels: so near to a narrow span a click is meant for it. */
const REACH = 12;

/** The span that a click means: of those within reach the worst, and of those the nearest. Undefined on the bare track. */
export function nearest(drawn: readonly DrawnSpan[], percent: number, width: number): number | undefined {
  const pixels = width / 100;
  let found: { index: number; rank: number; far: number } | undefined;
  for (const [index, one] of drawn.entries()) {
    const far = Math.max(one.a - percent, percent - one.b, 0) * pixels;
    const narrow = (one.b - one.a) * pixels < 2 * REACH;
    if (far > (narrow ? REACH : 0)) continue;
    const better = found === undefined || rank(one.state) > found.rank || (rank(one.state) === found.rank && far < found.far);
    if (better) found = { index, rank: rank(one.state), far };
  }
  return found?.index;
}
