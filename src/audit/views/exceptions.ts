import type { ExceptionReport, ManagementResponse } from '../program-report.ts';
import { type Page, type PageWanted, pageOf } from './page.ts';
import type { View } from './view.ts';

export type ExceptionState = 'open' | 'ended' | 'excluded';

/** One exception, once, with every control that its check speaks for. */
export interface ExceptionRow {
  readonly check: string;
  readonly checkTitle: string;
  readonly item: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly milliseconds: number;
  readonly state: ExceptionState;
  readonly because: string;
  readonly mend: string;
  readonly due: string | null;
  readonly excludedBy: string | null;
  readonly repeats: number;
  readonly response: ManagementResponse | null;
  readonly controls: { readonly id: string; readonly title: string; readonly owner: string; readonly criteria: string[] }[];
}

export type ExceptionSort = 'longest' | 'newest' | 'oldest' | 'control';

export interface ExceptionsWanted extends PageWanted {
  readonly state?: ExceptionState | undefined;
  readonly control?: string | undefined;
  readonly check?: string | undefined;
  readonly unanswered?: 'true' | undefined;
  readonly repeated?: 'true' | undefined;
  readonly text?: string | undefined;
  readonly sort: ExceptionSort;
}

/** @throws Refusal `page/cursor` */
export function exceptionsOf(view: View, { cursor, offset, limit, sort, ...filters }: ExceptionsWanted) {
  const list = `exceptions ${sort} ${JSON.stringify(filters)}`;
  // Sorted once for each order, and filtered after that: every page of the list, and every filter, would sort all of it again.
  const sorted = view.once(`exception rows ${sort}`, () => exceptionRows(view).toSorted(orders[sort]));
  const wanted = sorted.filter((one) => fits(one, filters));
  const page: Page<ExceptionRow> = pageOf(view, list, wanted, { cursor, offset, limit }, (one) => one);
  return { ...page, counts: view.once('exception counts', () => countsOf(exceptionRows(view))) };
}

/** Every exception of the period once, though several controls may rest on its check. */
export function exceptionRows(view: View): readonly ExceptionRow[] {
  return view.once('exception rows', () => {
    const rows = new Map<string, ExceptionRow>();
    const checks = new Map(view.summary.checks.map((one) => [one.id, one]));
    const horizon = Date.parse(view.summary.period.horizon);
    for (const control of view.report.controls) {
      const named = { id: control.id, title: control.title, owner: control.owner, criteria: control.criteria.map((one) => one.criterion) };
      for (const one of control.exceptions) {
        const key = `${one.check} ${one.item} ${one.from}`;
        const known = rows.get(key);
        if (known) known.controls.push(named);
        else
          rows.set(key, {
            ...rowOf(one, horizon),
            checkTitle: checks.get(one.check)?.title ?? one.check,
            mend: checks.get(one.check)?.mend ?? '',
            controls: [named],
          });
      }
    }
    return [...rows.values()];
  });
}

function rowOf(one: ExceptionReport, horizon: number): Omit<ExceptionRow, 'checkTitle' | 'mend' | 'controls'> {
  const { check, item, title, from, until, because, due, excludedBy, repeats, response } = one;
  const milliseconds = (until === null ? horizon : Date.parse(until)) - Date.parse(from);
  return { check, item, title, from, until, milliseconds, state: stateOf(one), because, due, excludedBy, repeats, response };
}

function stateOf({ excludedBy, until }: ExceptionReport): ExceptionState {
  if (excludedBy !== null) return 'excluded';
  return until === null ? 'open' : 'ended';
}

function fits(one: ExceptionRow, { state, control, check, unanswered, repeated, text }: Omit<ExceptionsWanted, keyof PageWanted | 'sort'>): boolean {
  if (state !== undefined && one.state !== state) return false;
  if (check !== undefined && one.check !== check) return false;
  if (control !== undefined && !one.controls.some(({ id }) => id === control)) return false;
  if (unanswered === 'true' && one.response !== null) return false;
  if (repeated === 'true' && one.repeats === 0) return false;
  return text === undefined || holdsText(one, text.toLocaleLowerCase('en'));
}

function holdsText({ title, item, because, check, checkTitle, controls }: ExceptionRow, text: string): boolean {
  const said = [title, item, because, check, checkTitle, ...controls.flatMap((one) => [one.id, one.title, ...one.criteria])];
  return said.some((one) => one.toLocaleLowerCase('en').includes(text));
}

type Order = (a: ExceptionRow, b: ExceptionRow) => number;

const byTime: Order = (a, b) => Date.parse(a.from) - Date.parse(b.from);
const openFirst: Order = (a, b) => Number(b.state === 'open') - Number(a.state === 'open');

const orders: Readonly<Record<ExceptionSort, Order>> = {
  longest: (a, b) => openFirst(a, b) || b.milliseconds - a.milliseconds || byTime(a, b),
  newest: (a, b) => byTime(b, a),
  oldest: byTime,
  control: (a, b) => (a.controls[0]?.id ?? '').localeCompare(b.controls[0]?.id ?? '', 'en') || byTime(a, b),
};

function countsOf(all: readonly ExceptionRow[]) {
  const count = (fitting: (one: ExceptionRow) => boolean) => all.filter(fitting).length;
  return {
    all: all.length,
    open: count((one) => one.state === 'open'),
    ended: count((one) => one.state === 'ended'),
    excluded: count((one) => one.state === 'excluded'),
    unanswered: count((one) => one.response === null),
    repeated: count((one) => one.repeats > 0),
  };
}
