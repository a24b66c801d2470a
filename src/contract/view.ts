import { z } from 'zod';
import { day, id, iso, moment } from './common.ts';
import { endpoint } from './endpoint.ts';

/**
 * Over which period something is judged, up to which instant, and from what was known when. On every endpoint that answers something judged.
 * With neither `audit` nor `from`, the Type 2 audit that began last.
 */
export const viewQuery = z.object({
  audit: id.optional().describe('An audit that the program names.'),
  from: day.optional().describe('First day of another period; with `until`.'),
  until: day.optional().describe('Last day of that period, inclusive.'),
  at: moment.optional().describe('The instant up to which is judged; now when left out.'),
  asKnownAt: moment.optional().describe('Answer from what was known then.'),
});

export const viewRefuses = {
  'view/period': 422,
  'view/future': 422,
  'view/nothing-known': 409,
  'audit/unknown': 404,
  'program/several': 409,
  'settings/unreadable': 409,
  'view/busy': 503,
  'view/out-of-memory': 503,
} as const;

export const judgedView = z.object({
  /** Names what was judged: two answers under one id tell of the same facts, period and checks. */
  id: z.string(),
  organization: z.object({ id: z.string(), name: z.string() }),
  simulated: z.boolean(),
  program: z.object({ id: z.string(), title: z.string(), categories: z.array(z.string()) }).nullable(),
  period: z.object({
    audit: z.string().nullable(),
    type: z.union([z.literal(1), z.literal(2)]),
    first: day,
    last: day,
    zone: z.string(),
    from: iso,
    until: iso,
    /** Up to which instant is judged: the end of the period, the last look, or the instant asked for, whichever is first. */
    horizon: iso,
  }),
  /** The ledger entry of the assessment that is shown; null where it was judged for this view and not sealed. */
  sealed: z.object({ entry: z.string(), leaf: z.int() }).nullable(),
  treeSize: z.int(),
  asKnownAt: iso.nullable(),
  tickmark: z.string(),
  /** Audits that the program names, for choosing a period. */
  audits: z.array(z.object({ id: z.string(), type: z.union([z.literal(1), z.literal(2)]), first: day, last: day })),
  /** Time of the period in which some kind was not seen, joined. */
  gaps: z.array(z.object({ from: iso, until: iso, sentence: z.string() })),
  /** What nobody saw on any day of it, each with why. */
  neverSeen: z.array(z.string()),
  open: z.int().describe('Exceptions that are open at the horizon.'),
});

export const getView = endpoint({
  method: 'GET',
  path: '/view',
  tag: 'Time',
  may: 'read',
  says: 'What is judged: the period, the instant, from what was known when, and which audits there are.',
  query: viewQuery,
  answers: judgedView,
  refuses: viewRefuses,
});
