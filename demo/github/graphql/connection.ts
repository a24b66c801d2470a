import { type Args, type Context, type FieldWithArgs, field, GithubError, type Plain, plain, TooHeavy } from './served.ts';

export interface Listed<N> {
  readonly items: readonly N[];
  /** Names an item for good: its cursor follows from it. */
  readonly keyOf: (item: N) => string | number;
  readonly node: (item: N) => unknown;
  /** Of the connection's edges, beside `node` and `cursor`. */
  readonly edge?: (item: N) => Readonly<Record<string, unknown>>;
  /** Of the connection, beside `nodes`, `edges`, `pageInfo` and `totalCount`. */
  readonly further?: Readonly<Record<string, unknown>>;
}

/** A list whose items nobody but itself looks into. */
export type AnyListed = Listed<never>;

export function listed<N>(list: Listed<N>): AnyListed {
  return list as unknown as AnyListed;
}

export const PAGING = ['first', 'last', 'after', 'before'] as const;

/** A field that lists: the four arguments of paging, and those named. */
export function listing<T>(type: string, args: readonly string[], list: (it: T, context: Context, args: Args) => AnyListed | null): FieldWithArgs<T> {
  return field([...PAGING, ...args], (it, context, given) => {
    const asked = list(it, context, given);
    return asked === null ? null : connection(type, asked, given, context);
  });
}

/** One page of a list, as `type` (such as `CommitConnection`). */
export function connection<N>(type: string, of: Listed<N>, args: Args, context: Context): Plain {
  const { items, keyOf, node, edge, further } = of;
  const [from, until] = pageOf(items, keyOf, args);
  const page = items.slice(from, until);
  weigh(context, page.length);
  const cursor = (item: N): string => cursorOf(keyOf(item));
  const edgeType = `${type.replace(/Connection$/, '')}Edge`;
  const [first, last] = [page[0], page.at(-1)];
  return plain(type, {
    totalCount: items.length,
    nodes: lazily(() => page.map(node)),
    edges: lazily(() => page.map((item) => plain(edgeType, { cursor: cursor(item), node: lazily(() => node(item)), ...edge?.(item) }))),
    pageInfo: plain('PageInfo', {
      ...{ hasPreviousPage: from > 0, hasNextPage: until < items.length },
      ...{ startCursor: first === undefined ? null : cursor(first), endCursor: last === undefined ? null : cursor(last) },
    }),
    ...further,
  });
}

/** Worked out only where it is asked for. */
export class Lazily {
  readonly make: () => unknown;
  constructor(make: () => unknown) {
    this.make = make;
  }
}

const lazily = (make: () => unknown): Lazily => new Lazily(make);

function weigh({ weight }: Context, nodes: number): void {
  weight.served += nodes;
  if (weight.served > weight.most) throw new TooHeavy(`More than ${weight.most} nodes`);
}

function pageOf<N>(items: readonly N[], keyOf: (item: N) => string | number, args: Args): [number, number] {
  let from = 0;
  let until = items.length;
  if (typeof args['after'] === 'string' && args['after'] !== '') from = placeOf(items, keyOf, args['after'], 'after') + 1;
  if (typeof args['before'] === 'string' && args['before'] !== '') until = placeOf(items, keyOf, args['before'], 'before');
  if (typeof args['first'] === 'number') until = Math.min(until, from + args['first']);
  else if (typeof args['last'] === 'number') from = Math.max(from, until - args['last']);
  return [from, Math.max(from, until)];
}

function placeOf<N>(items: readonly N[], keyOf: (item: N) => string | number, cursor: string, name: string): number {
  const key = Buffer.from(cursor, 'base64')
    .toString()
    .replace(/^cursor:v2:/, '');
  const place = items.findIndex((item) => String(keyOf(item)) === key);
  if (place >= 0) return place;
  throw new GithubError('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor for \`${name}\`.`);
}

function cursorOf(key: string | number): string {
  return Buffer.from(`cursor:v2:${key}`).toString('base64');
}

/** By a field and a direction, as `orderBy` asks; without it, as they stand. */
export function ordered<N>(items: readonly N[], orderBy: unknown, by: Readonly<Record<string, (item: N) => number | string>>): readonly N[] {
  if (orderBy === null || orderBy === undefined) return items;
  const { field: name, direction } = orderBy as { readonly field: string; readonly direction: string };
  const value = by[name];
  if (value === undefined) throw new GithubError('NOT_SERVED', `The pretend GitHub does not sort by ${name}.`);
  const sign = direction === 'DESC' ? -1 : 1;
  return items.toSorted((a, b) => sign * compare(value(a), value(b)));
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Is the value among those of an argument that lists some? Left out, it is. */
export function isAmong(args: Args, name: string, value: string): boolean {
  const wanted = args[name];
  return !Array.isArray(wanted) || wanted.includes(value);
}
