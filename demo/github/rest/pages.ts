import type { Ask, Reply } from './reply.ts';

const DEFAULT_SIZE = 30;
const LARGEST = 100;

/** `per_page`, between 1 and 100; 30 where it is not said, as GitHub has it. */
export function pageSize(ask: Ask, standard = DEFAULT_SIZE): number {
  const said = Number(ask.request.query.get('per_page') ?? standard);
  return Number.isInteger(said) && said > 0 ? Math.min(said, standard > LARGEST ? standard : LARGEST) : standard;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/** The page that was asked for, with its `Link`. */
export function pageOf<T>(ask: Ask, all: readonly T[], standard = DEFAULT_SIZE): Page<T> {
  const size = pageSize(ask, standard);
  const asked = Number(ask.request.query.get('page') ?? 1);
  const page = Number.isInteger(asked) && asked > 0 ? asked : 1;
  const last = Math.max(1, Math.ceil(all.length / size));
  const links = [
    ...(page > 1 ? [link(ask, { page: String(Math.min(page - 1, last)) }, 'prev')] : []),
    ...(page < last ? [link(ask, { page: String(page + 1) }, 'next'), link(ask, { page: String(last) }, 'last')] : []),
    ...(page > 1 ? [link(ask, { page: '1' }, 'first')] : []),
  ];
  return { items: all.slice((page - 1) * size, page * size), headers: linkHeader(links) };
}

/** A page after the item that `after` names: `key` is what is put into the cursor. Cursors are opaque. */
export function pageAfter<T>(ask: Ask, all: readonly T[], key: (item: T) => string): Page<T> {
  const size = pageSize(ask);
  const after = readCursor(ask.request.query.get('after'));
  const start = after === null ? 0 : all.findIndex((item) => key(item) === after) + 1;
  const items = all.slice(start, start + size);
  const last = items.at(-1);
  const more = last !== undefined && start + size < all.length;
  return { items, headers: linkHeader(more ? [link(ask, { after: cursor(key(last)) }, 'next')] : []) };
}

export function list<T>(ask: Ask, all: readonly T[], shape: (item: T) => unknown): Reply {
  const { items, headers } = pageOf(ask, all);
  return { status: 200, body: items.map(shape), headers };
}

function cursor(key: string): string {
  return Buffer.from(`cursor:v2:${key}`).toString('base64url');
}

function readCursor(text: string | null): string | null {
  return text === null
    ? null
    : Buffer.from(text, 'base64url')
        .toString()
        .replace(/^cursor:v2:/, '');
}

function link(ask: Ask, change: Readonly<Record<string, string>>, rel: string): string {
  const query = new URLSearchParams(ask.request.query);
  for (const [name, value] of Object.entries(change)) query.set(name, value);
  return `<${ask.request.root}${numbered(ask)}?${query}>; rel="${rel}"`;
}

/** GitHub leads on by number, so that a rename between two pages does no harm: `/repositories/123/pulls`, `/organizations/45/members`. */
function numbered({ request: { path }, repository, world }: Ask): string {
  if (repository !== null) return `/repositories/${repository.repository.id}${path.replace(/^\/repos\/[^/]+\/[^/]+/, '')}`;
  return path.replace(/^\/orgs\/[^/]+/, `/organizations/${world.organization.id}`);
}

function linkHeader(links: readonly string[]): Readonly<Record<string, string>> {
  return links.length === 0 ? {} : { link: links.join(', ') };
}
