import { z } from 'zod';
import { gap, id, iso, outcome, state, stateRun } from './common.ts';
import { controlCheck, managementResponse } from './controls.ts';
import { endpoint } from './endpoint.ts';
import { page, pageQuery, pageRefuses, searchText } from './paging.ts';
import { viewQuery, viewRefuses } from './view.ts';

/** `state`: subjects that existed. `events`: things that happened. `calendar`: occurrences that fell due. */
export const mode = z.enum(['state', 'events', 'calendar']);

/** A number or a word that a check judges by, as it was at the horizon. */
export const checkSetting = z.object({
  name: z.string(),
  title: z.string(),
  written: z.string(),
  /** Null: Tickmark's default, adopted by nobody. */
  policy: z.object({ id: z.string(), version: z.int() }).nullable(),
  since: iso,
});

/** A check as a row of a list, over the whole period. */
export const checkRow = controlCheck.omit({ population: true }).extend({
  /** The first part of its id, under which lists group it. */
  area: z.string(),
  population: z.object({ id: z.string(), title: z.string(), mode }),
  /** Share of the period of which it is known how it stood, from 0 to 1. */
  known: z.number(),
  states: z.array(stateRun),
  settings: z.array(checkSetting),
  /** Ids of the controls that it speaks for. */
  controls: z.array(z.string()),
  /** Exceptions that are open at the horizon. */
  open: z.int(),
});

const counts = z.object({ items: z.int(), pass: z.int(), fail: z.int(), unknown: z.int(), notOwed: z.int(), excluded: z.int() });

export const checkExclusion = z.object({
  id: z.string(),
  reason: z.string(),
  requestedBy: z.string(),
  approvedBy: z.string().nullable(),
  approvedAt: iso.nullable(),
  until: iso,
  inForce: z.boolean(),
  /** Why it is not in force, or what is late about it; empty when there is nothing to say. */
  remark: z.string(),
  items: z.array(z.string()),
});

/** One check over the period, with everything that is said of it but its items. */
export const checkDetail = checkRow.extend({
  /** What ends an exception of it. */
  mend: z.string(),
  /** The kinds of facts that it and its population read; empty for a check that this version no longer knows. */
  reads: z.array(z.string()),
  speaksFor: z.array(
    z.object({
      control: z.string(),
      title: z.string(),
      owner: z.string(),
      criteria: z.array(z.object({ criterion: z.string(), reason: z.string() })),
    }),
  ),
  /** Time in which further items could have stood unseen. */
  unseen: z.array(gap),
  completeness: z.object({
    definition: z.string(),
    items: z.int(),
    sha256: z.string(),
    looks: z.int(),
    /** Second sources that the list was held against, and how many differ. */
    reconciliations: z.int(),
    differing: z.int(),
  }),
  exclusions: z.array(checkExclusion),
  /** The other checks that ask the same items. */
  siblings: z.array(counts.extend({ check: z.string(), asks: z.string(), outcome: state })),
});

export const itemSpan = z.object({ from: iso, until: iso.nullable(), outcome: z.enum(['fail', 'unknown']), reason: z.string().optional() });

/** One item as the check judged it. */
export const itemRow = z.object({
  item: z.string(),
  title: z.string(),
  outcome,
  /** The exclusion that lies over it, and changes nothing beneath. */
  excludedBy: z.string().nullable(),
  because: z.string(),
  /** When it existed, happened, or was to be done. */
  from: iso,
  until: iso,
  spans: z.array(itemSpan),
  due: iso.nullable(),
  /** Milliseconds between happening and being written down; 0 when in time. */
  recordedLate: z.number(),
  /** It rests on times that a client claimed. */
  claimed: z.boolean(),
  /** Milliseconds of the judged part of the period: how long it existed, failed, and was not known. */
  lasted: z.number(),
  failed: z.number(),
  unknown: z.number(),
});

export const itemDetail = itemRow.extend({
  /** Its place in the population, from 1, and of how many. */
  place: z.int(),
  of: z.int(),
  /** Why it is in the population. */
  member: z.string(),
  /** Ledger places of the facts that the outcome rests on. */
  leaves: z.array(z.int()),
  /** Ledger places of the facts that make it a member. */
  memberLeaves: z.array(z.int()),
  exclusion: checkExclusion.nullable(),
  exceptions: z.array(z.object({ from: iso, until: iso.nullable(), repeats: z.int(), response: managementResponse.nullable() })),
  /** What the other checks of the population say of it. */
  siblings: z.array(z.object({ check: z.string(), asks: z.string(), outcome, excludedBy: z.string().nullable() })),
});

export const itemOutcome = z.enum(['pass', 'fail', 'unknown', 'not-owed', 'excluded']);

const checkRefuses = { ...viewRefuses, 'checks/unknown': 404 } as const;

export const listChecks = endpoint({
  method: 'GET',
  path: '/checks',
  tag: 'Checks',
  may: 'read',
  says: 'Every question that was asked of the period: of which items, with which outcome, and on each day.',
  query: viewQuery.extend({
    state: state.optional().describe('Only those that say this over the period.'),
    outcome: itemOutcome
      .optional()
      .describe('Only those with items that came out so; under `unknown` also those of which further items could have stood unseen.'),
    area: id.optional().describe('Only those whose id begins with this.'),
    population: id.optional().describe('Only those that ask the items of this population.'),
    control: id.optional().describe('Only those that speak for this control.'),
    text: searchText.optional().describe('Only those whose id, title or question holds this, in any case.'),
  }),
  answers: z.object({
    rows: z.array(checkRow),
    /** Of all checks, whatever is asked for. */
    counts: z.object({ all: z.int(), pass: z.int(), fail: z.int(), unknown: z.int(), noItems: z.int() }),
    areas: z.array(z.string()),
    populations: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  refuses: viewRefuses,
});

export const getCheck = endpoint({
  method: 'GET',
  path: '/checks/{check}',
  tag: 'Checks',
  may: 'read',
  says: 'One check: its question, by what it judges, of which items, and its state on every day. A slash in its id is written %2F.',
  params: z.object({ check: id }),
  query: viewQuery,
  answers: checkDetail,
  refuses: checkRefuses,
});

export const listCheckItems = endpoint({
  method: 'GET',
  path: '/checks/{check}/items',
  tag: 'Checks',
  may: 'read',
  says: 'The items of a check, each with its outcome, its sentence, and the spans in which it failed or is not known.',
  params: z.object({ check: id }),
  query: viewQuery.extend(pageQuery.shape).extend({
    outcome: itemOutcome.optional().describe('Only those that came out so; what an exclusion lies over is `excluded`, and nothing else.'),
    text: searchText.optional().describe('Only those whose id, title or sentence holds this, in any case.'),
    sort: z.enum(['worst', 'time', 'title']).default('worst').describe('`worst`: open failures, failures by length, what is unknown, the rest.'),
  }),
  answers: page(itemRow).extend({
    /** Of the items that hold the text, whatever their outcome. */
    counts,
  }),
  refuses: { ...checkRefuses, ...pageRefuses },
});

export const getCheckItem = endpoint({
  method: 'GET',
  path: '/checks/{check}/items/{item}',
  tag: 'Checks',
  may: 'read',
  says: 'One item of a check: why it belongs, how it came out and why, on which facts that rests, and what lies over it.',
  params: z.object({ check: id, item: id }),
  query: viewQuery,
  answers: itemDetail,
  refuses: { ...checkRefuses, 'items/unknown': 404 },
});

/** A value of a setting and the time for which it counted. */
export const settingStep = checkSetting.pick({ written: true, policy: true }).extend({ from: iso, until: iso });

export const getCheckSettings = endpoint({
  method: 'GET',
  path: '/checks/{check}/settings',
  tag: 'Checks',
  may: 'read',
  says: 'What a check judged by, over the judged part of the period: each value with the policy that set it, and from when to when.',
  params: z.object({ check: id }),
  query: viewQuery,
  answers: z.object({ settings: z.array(z.object({ name: z.string(), title: z.string(), steps: z.array(settingStep) })) }),
  refuses: { ...checkRefuses, 'settings/unreadable': 409 },
});
