import { z } from 'zod';
import { day, id, iso, seenBy, state, stateRun } from './common.ts';
import { endpoint } from './endpoint.ts';
import { searchText } from './paging.ts';
import { viewQuery, viewRefuses } from './view.ts';

/** A control as a row of a list. */
export const controlRow = z.object({
  id: z.string(),
  title: z.string(),
  owner: z.string(),
  /** The criteria it bears on, in their order. */
  criteria: z.array(z.string()),
  by: seenBy,
  /** Over the period so far. */
  outcome: state,
  /** On the last day that was judged; null where it was not in force then. */
  today: state.nullable(),
  adopted: z.boolean(),
  retired: day.nullable(),
  /** Over all its versions, in order. */
  states: z.array(stateRun),
  exceptions: z.object({ open: z.int(), ended: z.int(), excluded: z.int() }),
  /** Share of its time of which it is known how it stood, from 0 to 1. */
  known: z.number(),
  /** What falls due next. */
  next: z.object({ at: iso, sentence: z.string() }).nullable(),
});

export const rate = z.object({ measure: z.enum(['items', 'item-days', 'due']), failed: z.number(), tested: z.number(), unknown: z.number() });

export const controlCheck = z.object({
  check: z.string(),
  version: z.int(),
  title: z.string(),
  asks: z.string(),
  population: z.string(),
  by: z.enum(['automated', 'record']),
  outcome: state,
  items: z.int(),
  pass: z.int(),
  fail: z.int(),
  unknown: z.int(),
  notOwed: z.int(),
  excluded: z.int(),
  rate,
});

export const managementResponse = z.object({
  cause: z.string(),
  response: z.string(),
  action: z.string().nullable(),
  due: day.nullable(),
  by: z.string(),
  at: iso,
});

export const controlException = z.object({
  check: z.string(),
  item: z.string(),
  title: z.string(),
  from: iso,
  until: iso.nullable(),
  because: z.string(),
  due: iso.nullable(),
  excludedBy: z.string().nullable(),
  repeats: z.int(),
  response: managementResponse.nullable(),
});

/** One control over the period, with everything that is said of it. */
export const controlDetail = controlRow.extend({
  version: z.int(),
  promise: z.string(),
  how: z.string(),
  frequency: z.string(),
  since: day.nullable(),
  retiredWhy: z.string().nullable(),
  variant: z.string().nullable(),
  compensating: z.string().nullable(),
  mappings: z.array(z.object({ criterion: z.string(), asks: z.string(), reason: z.string() })),
  parts: z.array(
    z.object({
      version: z.int(),
      promise: z.string(),
      from: iso,
      until: iso,
      outcome: state,
      known: z.number(),
      states: z.array(stateRun),
      /** What it was judged by, each on every day of the part. */
      checks: z.array(controlCheck.extend({ states: z.array(stateRun) })),
    }),
  ),
  failures: z.array(controlException),
  upcoming: z.array(z.object({ check: z.string(), item: z.string(), title: z.string(), at: iso, sentence: z.string() })),
  documents: z.array(z.object({ id: z.string(), status: z.enum(['adopted', 'draft', 'absent']), version: z.int().nullable() })),
  records: z.array(z.object({ id: z.string(), title: z.string(), every: z.string(), due: z.int(), missed: z.int(), check: z.string() })),
});

export const listControls = endpoint({
  method: 'GET',
  path: '/controls',
  tag: 'Controls',
  may: 'read',
  says: 'Every control of the categories that the program commits to: how it stood over the period, and on each day of it.',
  query: viewQuery.extend({
    state: state.optional().describe('Only those that say this over the period.'),
    criterion: id.optional().describe('Only those that bear on this criterion.'),
    owner: id.optional().describe('Only those that this person, or this role, answers for.'),
    by: seenBy.optional().describe('Only those that are seen in this way.'),
    text: searchText.optional().describe('Only those whose id, title or promise holds this, in any case.'),
  }),
  answers: z.object({
    rows: z.array(controlRow),
    /** Of all controls, whatever is asked for. */
    counts: z.object({ all: z.int(), pass: z.int(), fail: z.int(), unknown: z.int(), noItems: z.int(), open: z.int() }),
    /** The series of criteria on which any of them bears, in their order: `CC6`, `Logical and physical access`. */
    series: z.array(z.object({ id: z.string(), title: z.string() })),
    criteria: z.array(z.object({ criterion: z.string(), asks: z.string() })),
    /** Ids of persons, or roles where the program names nobody. */
    owners: z.array(z.string()),
  }),
  refuses: { ...viewRefuses, 'criteria/unknown': 404 },
});

export const getControl = endpoint({
  method: 'GET',
  path: '/controls/{control}',
  tag: 'Controls',
  may: 'read',
  says: 'One control: what it promises, why it bears on its criteria, what is asked of it, and its state on every day.',
  params: z.object({ control: id }),
  query: viewQuery,
  answers: controlDetail,
  refuses: { ...viewRefuses, 'controls/unknown': 404 },
});
