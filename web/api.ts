import { keepPreviousData, MutationCache, QueryCache, QueryClient, useMutation, useQueries, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useState } from 'react';
import { type AnswerOf, type ApiError, type Call, createClient, type Key } from '../src/client/call.ts';
import type { Problem } from '../src/client/problem.ts';
import { answered, failed } from './api-connection.ts';
import { questionText, readQuestion, type Search, type View, viewOf } from './view.ts';

const api = createClient({ base: '/api/v1' });
const judged = new Set(JUDGED_ENDPOINTS);

/** Every answer there is. An answer stays until another comes; the server says by an event when it would be another. */
export const answers = new QueryClient({
  queryCache: new QueryCache({ onSuccess: answered, onError: failed }),
  mutationCache: new MutationCache({ onSuccess: answered, onError: failed }),
  defaultOptions: { queries: { retry: false, networkMode: 'always', staleTime: 15_000 }, mutations: { retry: false, networkMode: 'always' } },
});

type Given<K extends Key> = Omit<Call<K>, 'signal'>;
type MayLack<C> = { readonly [P in keyof C as Record<never, never> extends C[P] ? P : never]?: C[P] };
type MustHave<C> = { readonly [P in keyof C as Record<never, never> extends C[P] ? never : P]: C[P] };
/** A call in which a part all of whose members are optional may be left out, and the whole call where there is nothing to say. */
type CallOf<K extends Key> = MustHave<Given<K>> & MayLack<Given<K>>;
type Rest<K extends Key> = Record<never, never> extends CallOf<K> ? [call?: CallOf<K>] : [call: CallOf<K>];

/** Keys of endpoints that answer rows, all of them or a page. */
type RowsKey = { [K in Key]: AnswerOf<K> extends { rows: readonly unknown[]; total: number } ? K : never }[Key];
type RowOf<K extends Key> = AnswerOf<K> extends { rows: readonly (infer R)[] } ? R : never;
interface RowsAnswer<K extends Key> {
  readonly rows: readonly RowOf<K>[];
  readonly total: number;
}

/** What the address says is judged. */
export function useViewParams(): View {
  return viewOf(useSearch({ strict: false }) as Search);
}

function useQuestionText(key: Key, call: object | undefined): string {
  const view = useViewParams();
  return questionText(key, call ?? {}, judged.has(key) ? view : null);
}

function options<K extends Key>(text: string) {
  const { key, call } = readQuestion(text);
  return {
    queryKey: [key, call],
    queryFn: ({ signal }: { signal: AbortSignal }) => api.call(key as K, { ...call, signal } as unknown as Call<K>),
  };
}

/**
 * The answer of an endpoint, for the period and the instant of the address where it judges. While another answer is on its way the last one stays.
 * There is no loading and no error to deal with: the first is the page's frame's, the second its nearest boundary's.
 */
export function useAnswer<K extends Key>(key: K, ...[call]: Rest<K>): AnswerOf<K> {
  const text = useDeferredValue(useQuestionText(key, call));
  return useSuspenseQuery(options<K>(text)).data;
}

/** The same where a page is whole without it, as the frame is: undefined until it comes, and the problem where it does not. */
export function useAnswerIfAny<K extends Key>(
  key: K,
  ...[call]: Rest<K>
): { readonly answer: AnswerOf<K> | undefined; readonly problem: Problem | null } {
  const { data, error } = useQuery<AnswerOf<K>, ApiError>({ ...options<K>(useQuestionText(key, call)), placeholderData: keepPreviousData });
  return { answer: data, problem: error?.problem ?? null };
}

/**
 * Asks once, outside of drawing: whether there is an answer to something that somebody typed.
 * @throws ApiError
 */
export function askOnce<K extends Key>(key: K, call: CallOf<K>): Promise<AnswerOf<K>> {
  return answers.fetchQuery(options<K>(questionText(key, call, null)));
}

/** A question that a page asks first: of a list by pages, or with a query of its own where that is so. */
export type First = Key | { readonly key: Key; readonly query?: Readonly<Record<string, unknown>>; readonly pages?: true };

/**
 * Asks what a page will ask, all at once and before it is drawn, so that the last page stays until the next one is whole.
 * What is wrong is the page's to find out. Parameters of an endpoint are taken from those of the address.
 */
export async function askAhead(asks: readonly First[], params: Readonly<Record<string, string>>, search: Search): Promise<void> {
  const texts = asks.map((ask) => {
    const { key, query, pages } = typeof ask === 'string' ? { key: ask } : { query: undefined, pages: undefined, ...ask };
    const names = [...key.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, params[name]]);
    const text = questionText(key, { params: Object.fromEntries(names), query: query ?? {} }, judged.has(key) ? viewOf(search) : null);
    return pages ? pageText(text, 0) : text;
  });
  await Promise.all(texts.map((text) => answers.prefetchQuery(options<Key>(text))));
}

/** A long list of which only the rows that are looked at are fetched. */
export interface Pages<K extends Key> {
  /** Rows of the whole list, as filtered. */
  readonly total: number;
  /** The row at an offset; undefined while it is on its way. */
  readonly rowAt: (index: number) => RowOf<K> | undefined;
  /** Says which rows are looked at, both inclusive. */
  readonly onRange: (first: number, last: number) => void;
  /** The answer that holds the first rows, with whatever else the endpoint says of the list. */
  readonly first: AnswerOf<K>;
}

const ROWS = 200;

/** A list by pages, for a table that draws only what is seen. `limit` and `offset` are this hook's to say. */
export function usePages<K extends RowsKey>(key: K, ...[call]: Rest<K>): Pages<K> {
  const text = useDeferredValue(useQuestionText(key, call));
  const [range, setRange] = useState<readonly [number, number]>([0, 0]);
  const first: unknown = useSuspenseQuery(options<K>(pageText(text, 0))).data;
  const { total } = first as RowsAnswer<K>;
  const wanted = pagesOf(range, total);
  useQueries({ queries: wanted.map((page) => options<K>(pageText(text, page))) });
  const rowAt = (index: number): RowOf<K> | undefined => {
    const page = Math.floor(index / ROWS);
    const answer: unknown = page === 0 ? first : answers.getQueryData(options<K>(pageText(text, page)).queryKey);
    return (answer as RowsAnswer<K> | undefined)?.rows[index - page * ROWS];
  };
  const onRange = useCallback((from: number, until: number) => {
    const next = [Math.floor(from / ROWS), Math.floor(until / ROWS)] as const;
    setRange((now) => (now[0] === next[0] && now[1] === next[1] ? now : next));
  }, []);
  return { total, rowAt, onRange, first: first as AnswerOf<K> };
}

/** The pages that a range of them touches, but for the first, which is there anyway. */
function pagesOf([from, until]: readonly [number, number], total: number): number[] {
  const last = Math.min(until, Math.ceil(total / ROWS) - 1);
  return Array.from({ length: Math.max(0, last + 1 - Math.max(1, from)) }, (_, at) => Math.max(1, from) + at);
}

function pageText(text: string, page: number): string {
  const { key, call } = readQuestion(text);
  return questionText(key, { ...call, query: { ...call.query, limit: ROWS, offset: page * ROWS } }, null);
}

/** Something that is done, rather than asked. */
export interface Action<K extends Key> {
  /** Does it. Resolves with the answer once whatever it may have changed is read anew, or undefined where it was refused: `problem` says why. */
  readonly run: (...[call]: Rest<K>) => Promise<AnswerOf<K> | undefined>;
  readonly pending: boolean;
  readonly problem: Problem | null;
  readonly reset: () => void;
}

/** A POST, PUT or DELETE. Every answer that is shown is read anew after it. */
export function useAction<K extends Key>(key: K): Action<K> {
  const { mutateAsync, isPending, error, reset } = useMutation<AnswerOf<K>, ApiError, object>({
    mutationFn: (call) => api.call(key, call as Call<K>),
    onSuccess: () => void answers.invalidateQueries(),
  });
  const run = useCallback((...[call]: Rest<K>) => mutateAsync(call ?? {}).catch(() => undefined), [mutateAsync]);
  return { run, pending: isPending, problem: error?.problem ?? null, reset };
}

/** The address of an endpoint that answers a file, for a link; with the period and the instant where it judges. */
export function useAddress<K extends Key>(key: K, ...[call]: Rest<K>): string {
  return api.address(key, readQuestion(useQuestionText(key, call)).call as unknown as Call<K>);
}

/** A word that a page keeps in its address: a filter, a selection, an order. Setting undefined takes it out. */
export function useWord(name: string): [value: string | undefined, set: (value: string | undefined) => void] {
  const value = (useSearch({ strict: false }) as Search)[name];
  const navigate = useNavigate();
  const set = useCallback(
    (next: string | undefined) => void navigate({ to: '.', search: (now: Search) => ({ ...now, [name]: next }), replace: true, resetScroll: false }),
    [navigate, name],
  );
  return [value, set];
}
