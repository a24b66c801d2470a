import { type Instant, parseInstant, plus } from '../../kernel/time.ts';
import type { Happened } from '../workflow.ts';
import type { EngagementEvent, EngagementPeriod, EventOf, Mark, RequestState } from './engagement-events.ts';

type Said<T extends EngagementEvent['type']> = Omit<EventOf<T>, 'type'> & { readonly by: string; readonly at: Instant };

export interface Frozen extends Said<'population-frozen'> {}

/** A sample that is voided stays, with the reason; nothing is drawn again in silence. */
export interface DrawnSample extends Said<'sample-drawn'> {
  readonly extensions: readonly Said<'sample-extended'>[];
}

/** The auditor's own words on one item and attribute; the last of them counts, the earlier ones stay. */
export interface MarkedCell {
  readonly control: string;
  readonly population: string;
  readonly item: string;
  readonly attribute: string;
  readonly marks: readonly { readonly mark: Mark; readonly note: string; readonly outcome: string; readonly by: string; readonly at: Instant }[];
}

export interface RequestLine {
  readonly request: string;
  readonly title: string;
  readonly control: string | null;
  readonly due: string | null;
  readonly by: string;
  readonly at: Instant;
  readonly state: RequestState;
  readonly history: readonly {
    readonly state: RequestState | null;
    readonly comment: string;
    readonly evidence: readonly string[];
    readonly by: string;
    readonly at: Instant;
  }[];
}

/** What a moved period made void. */
export interface Voided {
  readonly reason: string;
  readonly period: EngagementPeriod;
  readonly frozen: readonly Frozen[];
  readonly samples: readonly DrawnSample[];
}

/** An auditor's engagement with one audit of the program. */
export interface Engagement {
  readonly audit: string;
  readonly firm: string;
  readonly auditors: readonly { readonly id: string; readonly name: string }[];
  readonly period: EngagementPeriod;
  readonly categories: readonly string[];
  readonly pins: EventOf<'opened'>['pins'];
  /** Each time that an auditor agreed to other versions, or to another period. */
  readonly agreed: readonly (Said<'pinned-again'> | Said<'period-moved'>)[];
  /** When the pins were last set anew; what was frozen before was judged by the versions before. */
  readonly pinnedAt: Instant;
  readonly openedBy: string;
  readonly openedAt: Instant;
  readonly closed: { readonly reason: string; readonly by: string; readonly at: Instant } | null;
  readonly settings: readonly Said<'settings-captured'>[];
  /** In the order in which they were frozen; the last of a population counts. */
  readonly frozen: readonly Frozen[];
  readonly samples: readonly DrawnSample[];
  readonly cells: ReadonlyMap<string, MarkedCell>;
  readonly requests: readonly RequestLine[];
  /** Why a second source differs; the last word on a difference counts. */
  readonly explanations: readonly Said<'difference-explained'>[];
  readonly voided: readonly Voided[];
}

export type EngagementState = Engagement | null;

export function frozenPopulation(state: Engagement, population: string): Frozen | undefined {
  return state.frozen.findLast((one) => one.population === population);
}

/** The sample that counts: after an interim freezing another may be drawn from the final population, and the one before stays on record. */
export function sampleOf(state: Engagement, control: string, population: string): DrawnSample | undefined {
  return state.samples.findLast((one) => one.control === control && one.population === population);
}

/** Every item that is to be looked at: those drawn, and those added; null: all of them. */
export function itemsToTest(state: Engagement, control: string, population: string): ReadonlySet<string> | null {
  const sample = sampleOf(state, control, population);
  if (sample === undefined) return null;
  return new Set([...sample.items, ...sample.extensions.flatMap((one) => one.items)].map((one) => one.item));
}

export function cellKey(control: string, population: string, item: string, attribute: string): string {
  return JSON.stringify([control, population, item, attribute]);
}

export function evolveEngagement(state: EngagementState, happened: Happened<EngagementEvent>): EngagementState {
  const { event } = happened;
  if (event.type === 'opened') return opened(event, happened);
  return state === null ? state : evolveOpen(state, happened);
}

function opened({ type: _, ...said }: EventOf<'opened'>, { by, at }: Happened<EngagementEvent>): Engagement {
  return {
    ...said,
    openedBy: by,
    openedAt: at,
    agreed: [],
    pinnedAt: at,
    closed: null,
    settings: [],
    frozen: [],
    samples: [],
    cells: new Map(),
    requests: [],
    explanations: [],
    voided: [],
  };
}

function evolveOpen(state: Engagement, { event, by, at }: Happened<EngagementEvent>): Engagement {
  switch (event.type) {
    case 'opened':
      return state;
    case 'auditor-added':
      return { ...state, auditors: [...state.auditors, event.auditor] };
    case 'period-moved':
      return { ...moved(state, event), agreed: [...state.agreed, said(event, by, at)] };
    case 'pinned-again':
      return { ...state, pins: event.pins, pinnedAt: at, agreed: [...state.agreed, said(event, by, at)] };
    case 'settings-captured':
      return { ...state, settings: [...state.settings, said(event, by, at)] };
    case 'population-frozen':
      return { ...state, frozen: [...state.frozen, said(event, by, at)] };
    case 'sample-drawn':
      return { ...state, samples: [...state.samples, { ...said(event, by, at), extensions: [] }] };
    case 'sample-extended':
      return {
        ...state,
        samples: state.samples.map((one) =>
          one === sampleOf(state, event.control, event.population) ? { ...one, extensions: [...one.extensions, said(event, by, at)] } : one,
        ),
      };
    case 'marked':
      return { ...state, cells: withMark(state.cells, event, by, at) };
    case 'requested':
      return { ...state, requests: [...state.requests, { ...said(event, by, at), state: 'open', history: [] }] };
    case 'request-moved':
      return { ...state, requests: withLine(state, event.request, { state: event.state, comment: event.comment, evidence: event.evidence, by, at }) };
    case 'commented':
      return { ...state, requests: withLine(state, event.request, { state: null, comment: event.comment, evidence: [], by, at }) };
    case 'difference-explained':
      return { ...state, explanations: [...state.explanations, said(event, by, at)] };
    case 'closed':
      return { ...state, closed: { reason: event.reason, by, at } };
  }
}

function said<E extends { readonly type: string }>({ type: _, ...event }: E, by: string, at: Instant): Omit<E, 'type'> & { by: string; at: Instant } {
  return { ...event, by, at };
}

function moved(state: Engagement, { period, reason }: EventOf<'period-moved'>): Engagement {
  const { frozen, samples } = state;
  const settings = state.settings.map((one) => (one.timing === 'inside' ? { ...one, timing: timingOf(one.assessment.horizon, period) } : one));
  return { ...state, period, settings, frozen: [], samples: [], voided: [...state.voided, { reason, period: state.period, frozen, samples }] };
}

/** Where settings that were seen until then stand to a period. An assessment from before it has its first millisecond as its horizon, never less. */
export function timingOf(horizon: string, { from, until }: EngagementPeriod): EventOf<'settings-captured'>['timing'] {
  const seen = parseInstant(horizon);
  if (seen <= plus(parseInstant(from), 1)) return 'early';
  return seen < parseInstant(until) ? 'inside' : 'late';
}

function withMark(cells: Engagement['cells'], event: EventOf<'marked'>, by: string, at: Instant): Engagement['cells'] {
  const { control, population, item, attribute, mark, note, outcome } = event;
  const key = cellKey(control, population, item, attribute);
  const known = cells.get(key) ?? { control, population, item, attribute, marks: [] };
  return new Map(cells).set(key, { ...known, marks: [...known.marks, { mark, note, outcome, by, at }] });
}

function withLine(state: Engagement, request: string, line: RequestLine['history'][number]): readonly RequestLine[] {
  return state.requests.map((one) => (one.request === request ? { ...one, state: line.state ?? one.state, history: [...one.history, line] } : one));
}
