import { useRouter } from '@tanstack/react-router';

/** A page that the header leads to. */
export interface Place {
  readonly path: string;
  readonly title: string;
  /** After `g`, on the keyboard. */
  readonly chord: string;
  /** From which width it stands in the header: 1 always, 2 and 3 on wider windows; else under More. */
  readonly rank: 1 | 2 | 3;
}

const places: readonly Place[] = [
  { path: '/', title: 'Overview', chord: 'o', rank: 1 },
  { path: '/controls', title: 'Controls', chord: 'c', rank: 1 },
  { path: '/checks', title: 'Checks', chord: 'k', rank: 1 },
  { path: '/populations', title: 'Populations', chord: 'p', rank: 1 },
  { path: '/exceptions', title: 'Exceptions', chord: 'e', rank: 1 },
  { path: '/criteria', title: 'Criteria', chord: 'r', rank: 2 },
  { path: '/connections', title: 'Connections', chord: 'n', rank: 2 },
  { path: '/evidence', title: 'Evidence', chord: 'v', rank: 2 },
  { path: '/policies', title: 'Policies', chord: 'y', rank: 3 },
  { path: '/audit', title: 'Audit', chord: 'a', rank: 2 },
  { path: '/exclusions', title: 'Exclusions', chord: 'x', rank: 3 },
  { path: '/ledger', title: 'Ledger', chord: 'l', rank: 3 },
];

/** The places that have a page: a place appears in the header with its route. */
export function usePlaces(): readonly Place[] {
  const known: object = useRouter().routesByPath;
  return places.filter((place) => Object.hasOwn(known, place.path));
}

/** Whether an address lies at a place or below it. */
export function liesAt(pathname: string, path: string): boolean {
  return path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`);
}
