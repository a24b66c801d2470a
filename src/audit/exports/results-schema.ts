import { z } from 'zod';
import { variantIds } from '../../controls/control.ts';

/** An object of exactly these members. */
function members<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape).readonly();
}

function list<T extends z.ZodType>(of: T) {
  return z.array(of).readonly();
}

const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .meta({ id: 'Instant', description: 'An instant: ISO 8601, UTC, milliseconds.' });
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ id: 'Day', description: 'A day of the calendar, in the zone of the period.' });
const count = z.int().min(0).meta({ id: 'Count' });

const state = z.enum(['pass', 'fail', 'unknown', 'no-items']).meta({ id: 'State', description: 'What a check, a control or a part of it says.' });
const seenBy = z
  .enum(['automated', 'record', 'document', 'open'])
  .meta({ id: 'SeenBy', description: 'How it is seen: by what systems tell, by records of people, by a document alone, not at all.' });
const category = z.enum(['security', 'availability', 'confidentiality', 'processing-integrity', 'privacy']).meta({ id: 'Category' });
const frequency = z
  .enum(['continuous', 'each-time', 'daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly'])
  .meta({ id: 'Frequency', description: 'How often the control operates.' });

const gap = members({
  from: instant,
  until: instant,
  reason: z.enum(['before-first-look', 'lost-sight', 'denied', 'stale', 'held', 'not-told', 'looked-too-rarely', 'timed-out']),
  why: z.string(),
}).meta({ id: 'Gap', description: 'A span in which something was not seen, and why.' });

const measured = z.number().min(0).meta({ id: 'Measured', description: 'A count, or days of 24 hours to three decimals.' });
const rate = members({ measure: z.enum(['items', 'item-days', 'due']), failed: measured, tested: measured, unknown: measured }).meta({
  id: 'Rate',
  description: 'How many of what was tested failed. What is unknown was not tested, and stands apart.',
});

const check = members({
  check: z.string(),
  version: z.int(),
  title: z.string(),
  asks: z.string(),
  population: z.string(),
  by: z.enum(['automated', 'record']),
  outcome: state,
  items: count,
  pass: count,
  fail: count,
  unknown: count,
  notOwed: count,
  excluded: count,
  rate,
}).meta({ id: 'Check', description: 'A check over one part of a control.' });

const part = members({
  version: z.int(),
  promise: z.string(),
  from: instant,
  until: instant,
  outcome: state,
  checks: list(check),
  states: list(members({ first: day, last: day, state })),
  known: z.number().min(0).max(1).meta({ description: 'Share of the part of which it is known how the control stood.' }),
}).meta({ id: 'Part', description: 'One version of a control, over the part of the period in which it was in force.' });

const response = members({
  cause: z.string(),
  response: z.string(),
  action: z.string().nullable().meta({ description: 'What will be done; null: nothing more.' }),
  due: day.nullable(),
  by: z.string(),
  at: instant,
}).meta({ id: 'Response', description: 'What management says to an exception.' });

const exception = members({
  check: z.string(),
  item: z.string(),
  title: z.string(),
  from: instant,
  until: instant.nullable().meta({ description: 'null: still open at the horizon.' }),
  because: z.string(),
  due: instant.nullable(),
  excludedBy: z.string().nullable(),
  repeats: count,
  response: response.nullable(),
}).meta({ id: 'Exception', description: 'A span in which an item failed.' });

const control = members({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  promise: z.string(),
  how: z.string(),
  owner: z.string(),
  frequency,
  criteria: list(members({ criterion: z.string(), reason: z.string() })),
  adopted: z.boolean(),
  since: day.nullable(),
  retired: day.nullable().meta({ description: 'The last day on which it was in force; null: it is.' }),
  retiredWhy: z.string().exactOptional(),
  variant: z.enum(variantIds).nullable(),
  compensating: z.string().nullable(),
  by: seenBy,
  outcome: state,
  parts: list(part),
  exceptions: list(exception),
  upcoming: list(members({ check: z.string(), item: z.string(), title: z.string(), at: instant, sentence: z.string() })),
  documents: list(members({ id: z.string(), status: z.enum(['adopted', 'draft', 'absent']), version: z.int().nullable() })),
  records: list(members({ id: z.string(), title: z.string(), every: z.string(), due: count, missed: count })),
}).meta({ id: 'Control', description: 'One control over the period.' });

const criterion = members({
  criterion: z.string(),
  category,
  series: z.string(),
  asks: z.string().meta({ description: 'A paraphrase; the official text is AICPA’s.' }),
  inScope: z.boolean(),
  by: seenBy,
  controls: list(members({ control: z.string(), title: z.string(), reason: z.string(), by: seenBy, outcome: state })),
}).meta({ id: 'Criterion', description: 'One criterion: which controls bear on it, why, and how that is seen.' });

const exclusion = members({
  id: z.string(),
  check: z.string(),
  items: list(z.string()),
  reason: z.string(),
  requestedBy: z.string(),
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  until: instant,
  inForce: z.boolean(),
  remark: z.string(),
}).meta({ id: 'Exclusion', description: 'A decision to accept a finding.' });

const period = members({
  audit: z.string().nullable(),
  type: z.union([z.literal(1), z.literal(2)]),
  first: day,
  last: day,
  zone: z.string(),
  from: instant,
  until: instant,
  horizon: instant.meta({ description: 'End of the period, or the last look if earlier.' }),
}).meta({ id: 'Period', description: 'The days of the audit, both inclusive, and the same as instants, the end not included.' });

/** The results of an audit by control and criterion, member by member; nothing else may stand in them. */
export const resultsSchema = members({
  format: z.literal('tickmark-results/1'),
  tickmark: z.string(),
  organization: members({ id: z.string(), name: z.string() }),
  simulated: z.boolean().exactOptional(),
  program: members({ id: z.string(), title: z.string(), categories: list(z.string()) }).nullable(),
  period,
  treeSize: count,
  controls: list(control),
  criteria: list(criterion),
  exclusions: list(exclusion),
  coverage: list(members({ kind: z.string(), from: instant.nullable(), until: instant.nullable(), gaps: list(gap) })),
});
