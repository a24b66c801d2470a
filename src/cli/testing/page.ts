import type { Page } from '../page.ts';

/** A page without colour. */
export function plainPage(width = 80, zone = 'Europe/Vienna'): Page {
  const plain = (text: string) => text;
  return { paint: { bold: plain, dim: plain, state: (_, text) => text }, width, zone };
}
