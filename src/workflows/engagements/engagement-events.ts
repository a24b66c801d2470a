import { z } from 'zod';

const isoDate = z.string();
const iso = z.string();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const auditorShape = z.strictObject({ id: z.string(), name: z.string() });

export const periodShape = z.strictObject({
  type: z.union([z.literal(1), z.literal(2)]),
  first: isoDate,
  last: isoDate,
  zone: z.string(),
  from: iso,
  until: iso,
});

/** A sealed assessment, and where it stands. */
export const assessmentShape = z.strictObject({ entry: z.string(), leaf: z.number().int(), treeSize: z.number().int(), horizon: iso });

/** How many items are to be looked at, and why that many. */
export const methodShape = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('table'), table: z.string(), frequency: z.string().nullable(), level: z.enum(['low', 'typical', 'high']) }),
  z.strictObject({ by: z.literal('confidence'), confidence: z.number(), tolerableRate: z.number(), expectedDeviations: z.number().int() }),
  z.strictObject({ by: z.literal('judgement'), why: z.string() }),
]);

const drawnItem = z.strictObject({ item: z.string(), stratum: z.number().int(), rank: z.string() });

export const marks = ['accept', 'exception', 'not-tested'] as const;
export const requestStates = ['open', 'provided', 'returned', 'accepted', 'withdrawn'] as const;

/** Everything that can happen in an engagement. */
export const engagementEvents = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('opened'),
    audit: z.string(),
    firm: z.string(),
    auditors: z.array(auditorShape).min(1),
    period: periodShape,
    categories: z.array(z.string()),
    /** Versions that the engagement pins: of the program itself, of each check, of each control that it covers. */
    pins: z.strictObject({ tickmark: z.string(), checks: z.record(z.string(), z.number()), controls: z.record(z.string(), z.number()) }),
  }),
  z.strictObject({ type: z.literal('auditor-added'), auditor: auditorShape }),
  z.strictObject({ type: z.literal('period-moved'), period: periodShape, reason: z.string() }),
  z.strictObject({
    type: z.literal('pinned-again'),
    pins: z.strictObject({ tickmark: z.string(), checks: z.record(z.string(), z.number()), controls: z.record(z.string(), z.number()) }),
    reason: z.string(),
  }),
  z.strictObject({
    type: z.literal('settings-captured'),
    assessment: assessmentShape,
    /** `inside` the period, as the two-phase rule wants; `early` and `late` are marked. */
    timing: z.enum(['early', 'inside', 'late']),
    settings: z.array(
      z.strictObject({ name: z.string(), written: z.string(), policy: z.strictObject({ id: z.string(), version: z.number() }).nullable() }),
    ),
  }),
  z.strictObject({
    type: z.literal('population-frozen'),
    population: z.string(),
    sha256: hash,
    items: z.number().int(),
    /** `interim`: before the period closed; a final one must follow. */
    phase: z.enum(['interim', 'final']),
    assessment: assessmentShape,
  }),
  z.strictObject({
    type: z.literal('sample-drawn'),
    control: z.string(),
    population: z.string(),
    sha256: hash,
    method: methodShape,
    size: z.number().int(),
    strata: z.number().int(),
    seed: hash,
    items: z.array(drawnItem),
  }),
  z.strictObject({ type: z.literal('sample-extended'), control: z.string(), population: z.string(), reason: z.string(), items: z.array(drawnItem) }),
  z.strictObject({
    type: z.literal('marked'),
    control: z.string(),
    population: z.string(),
    item: z.string(),
    /** A check: the auditor's attribute. */
    attribute: z.string(),
    mark: z.enum(marks),
    note: z.string(),
    /** What the machine said when it was marked. */
    outcome: z.enum(['pass', 'fail', 'unknown', 'not-owed']),
  }),
  z.strictObject({ type: z.literal('requested'), request: z.string(), title: z.string(), control: z.string().nullable(), due: isoDate.nullable() }),
  z.strictObject({
    type: z.literal('request-moved'),
    request: z.string(),
    state: z.enum(requestStates),
    comment: z.string(),
    evidence: z.array(z.string()),
  }),
  z.strictObject({ type: z.literal('commented'), request: z.string(), comment: z.string() }),
  z.strictObject({
    type: z.literal('difference-explained'),
    population: z.string(),
    /** As the completeness sheet words it. */
    difference: z.string(),
    explanation: z.string(),
  }),
  z.strictObject({ type: z.literal('closed'), reason: z.string() }),
]);

export type EngagementEvent = z.infer<typeof engagementEvents>;
export type EventOf<T extends EngagementEvent['type']> = Extract<EngagementEvent, { type: T }>;
export type EngagementPeriod = z.infer<typeof periodShape>;
export type FrozenAssessment = z.infer<typeof assessmentShape>;
export type Method = z.infer<typeof methodShape>;
export type Mark = (typeof marks)[number];
export type RequestState = (typeof requestStates)[number];
