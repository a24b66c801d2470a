/** Which part of time is looked at, as the address of a page says it. Everything left out: the audit that began last, judged now. */
export interface View {
  readonly audit?: string;
  /** First and last day of another period than an audit's. */
  readonly from?: string;
  readonly until?: string;
  /** Up to which instant is judged. */
  readonly at?: string;
  /** Answer from what was known then. */
  readonly asKnownAt?: string;
}

/** What an address holds after its `?`: the view, and whatever a page keeps there of its own. */
export type Search = View & { readonly [name: string]: string | undefined };

const period = ['audit', 'from', 'until'] as const;
const instants = ['at', 'asKnownAt'] as const;
const names = [...period, ...instants];

/** Reads `?audit=t2&state=fail`. A name without a value is as good as absent; of a name that is there twice, the last counts. */
export function parseSearch(text: string): Search {
  return Object.fromEntries([...new URLSearchParams(text)].filter(([, value]) => value !== ''));
}

/** Writes what `parseSearch` reads: the view first, the rest by name, so that one page has one address. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const rest = Object.keys(search)
    .filter((name) => !names.some((one) => one === name))
    .sort();
  const given = [...names, ...rest].flatMap((name) => {
    const value = search[name];
    return value === undefined || value === null || value === '' ? [] : [[name, String(value)]];
  });
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/** Of what an address holds, that which says what is judged. */
export function viewOf(search: Readonly<Record<string, unknown>>): View {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = search[name];
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    }),
  );
}

/** Whether it is judged now, from everything known: the last instant of whatever period. */
export function isNow(view: View): boolean {
  return instants.every((name) => view[name] === undefined);
}

/**
 * The view goes along with every link. A link that names a part of it, even as undefined, means that part; one that names any part of the period
 * means the whole period, for an audit and two days exclude each other.
 */
export function keepView(now: Readonly<Record<string, unknown>>, next: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = period.some((name) => name in next) ? instants : [...period, ...instants];
  const kept = names.filter((name) => !(name in next) && now[name] !== undefined).map((name) => [name, now[name]]);
  return { ...next, ...Object.fromEntries(kept) };
}

interface Asked {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
}

/**
 * One text for one question, whatever the order in which its parts were written, so that it is asked once and its answer is found again.
 * What is undefined, and lists that are empty, count as not given. An endpoint that judges is asked for the view of the address, unless the call says otherwise.
 */
export function questionText(key: string, call: Asked, view: View | null): string {
  return JSON.stringify([key, sorted({ params: call.params ?? {}, query: { ...view, ...given(call.query ?? {}) } })]);
}

/** The question that a text stands for. */
export function readQuestion(text: string): { readonly key: string; readonly call: Required<Asked> } {
  const [key, call] = JSON.parse(text) as [string, Required<Asked>];
  return { key, call };
}

function given(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !(value === undefined || (Array.isArray(value) && value.length === 0))));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, sorted(part)]));
}

/** A link of the product, `/controls/a?state=fail#today`, as it stands in an address: with the view of the page that it is on. */
export function addressOf(href: string, now: Readonly<Record<string, unknown>>): string {
  const [, path = '', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(href) ?? [];
  return `${path}${stringifySearch(keepView(now, parseSearch(search)))}${hash}`;
}
