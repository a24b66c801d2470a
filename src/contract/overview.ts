import { z } from 'zod';
import { day, iso, state, stateRun } from './common.ts';
import { endpoint } from './endpoint.ts';
import { viewQuery, viewRefuses } from './view.ts';

const share = z.number().min(0).max(1);

/** What fails next unless somebody acts. */
export const upcomingRow = z.object({
  check: z.string(),
  item: z.string(),
  title: z.string(),
  at: iso,
  sentence: z.string(),
  controls: z.array(z.string()),
  owner: z.string(),
});

/** What to do first, and what it ends. */
export const fixRow = z.object({
  what: z.enum(['exception', 'unknown']),
  check: z.string(),
  checkTitle: z.string(),
  item: z.string().nullable(),
  title: z.string(),
  mend: z.string(),
  /** Since when it lasts, and how long up to the horizon. */
  from: iso,
  milliseconds: z.number(),
  items: z.int(),
  repeats: z.int(),
  controls: z.array(z.string()),
  owner: z.string(),
});

export const overview = z.object({
  period: z.object({
    /** Days of the period, and how many of them were judged. */
    days: z.int(),
    judged: z.int(),
    left: z.int(),
  }),
  controls: z.object({
    total: z.int(),
    /** Nothing failed and all is known, over the period so far. */
    clear: z.int(),
    failed: z.int(),
    /** Of those that failed: with an exception that is still open. */
    open: z.int(),
    unknown: z.int(),
    /** Asked, and nothing fell due or happened; or not asked at all. */
    untested: z.int(),
  }),
  exceptions: z.object({ open: z.int(), ended: z.int() }),
  /** Items that cannot be told, of all items, over all checks. */
  items: z.object({ total: z.int(), unknown: z.int(), excluded: z.int(), notOwed: z.int() }),
  /** How much of the time each kind of fact was seen, averaged over the kinds that some connection delivers. */
  observed: z.object({
    share,
    kinds: z.int(),
    undelivered: z.array(z.string()),
    weeks: z.array(z.object({ first: day, share })),
  }),
  /** How many controls said what, day by day. */
  daily: z.array(z.object({ first: day, last: day, pass: z.int(), fail: z.int(), unknown: z.int(), none: z.int() })),
  /** The worst of the controls that bear on each series of criteria. */
  series: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      controls: z.int(),
      withoutOpen: z.int(),
      outcome: state,
      today: state,
      open: z.boolean(),
      states: z.array(stateRun),
    }),
  ),
  upcoming: z.array(upcomingRow),
  fixFirst: z.array(fixRow),
});

export const getOverview = endpoint({
  method: 'GET',
  path: '/overview',
  tag: 'Overview',
  may: 'read',
  says: 'The period at a glance: how much was seen, how the controls stood on each day, what fails next, and what to do first.',
  query: viewQuery,
  answers: overview,
  refuses: viewRefuses,
});
