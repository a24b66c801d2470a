import { z } from 'zod';
import { day, id, iso, outcome } from './common.ts';
import { endpoint, fileAnswer } from './endpoint.ts';
import { page, pageQuery, pageRefuses, searchText } from './paging.ts';
import { workState } from './work.ts';

export const TAG = 'Engagements';
const type = z.union([z.literal(1), z.literal(2)]);
export const params = z.object({ engagement: id });
/** With what any of them may be refused. */
const reads = {
  'engagement/unknown': 404,
  'engagement/no-assessment': 409,
  'engagement/assessment-gone': 409,
  'workpapers/population': 409,
  'workpapers/assessment': 409,
  'workpapers/not-as-frozen': 409,
  'workpapers/sample': 409,
  'blob/missing': 409,
  'blob/damaged': 409,
} as const;
export const rows = { 'engagement/not-frozen': 409, 'engagement/assessment-gone': 409, 'blob/missing': 409, 'blob/damaged': 409 } as const;

const period = z.object({ type, first: day, last: day, zone: z.string(), from: iso, until: iso });
const saidBy = { by: z.string(), at: iso };
const tally = z.object({
  items: z.int(),
  tested: z.int(),
  accepted: z.int(),
  exceptions: z.int(),
  notTested: z.int(),
  unmarked: z.int(),
  /** Of the unmarked, those that fail by what Tickmark judged. */
  unmarkedFails: z.int(),
});
export const requestState = z.enum(['open', 'provided', 'returned', 'accepted', 'withdrawn']);
const frozen = z.object({
  sha256: z.string(),
  items: z.int(),
  phase: z.enum(['interim', 'final']),
  ...saidBy,
  /** Of the assessment, and up to when that saw. */
  leaf: z.int(),
  horizon: iso,
});
export const mark = z.enum(['accept', 'exception', 'not-tested']);

/** An engagement as a row of a list. */
export const engagementRow = z.object({
  id: z.string(),
  audit: z.string(),
  firm: z.string(),
  auditors: z.array(z.object({ id: z.string(), name: z.string() })),
  period,
  frozen: z.int(),
  samples: z.int(),
  marks: z.int(),
  requests: z.int(),
  /** Of the requests, those that wait for the company: open, or returned. */
  waiting: z.int(),
  openedAt: iso,
  closed: z.object({ reason: z.string(), ...saidBy }).nullable(),
});

const attribute = z.object({
  letter: z.string(),
  /** In a few words, for the head of a column. */
  name: z.string(),
  /** The check. */
  attribute: z.string(),
  version: z.int(),
  /** null: the engagement pins no version of it. */
  pinned: z.int().nullable(),
  title: z.string(),
  asks: z.string(),
  /** What Tickmark judged of the whole population; excluded items stand apart. */
  judged: z.object({ items: z.int(), pass: z.int(), fail: z.int(), unknown: z.int(), notOwed: z.int(), excluded: z.int() }),
  counts: tally,
  /** How high the rate of deviations in the population may be, one-sided; parts of 1. */
  upperLimit: z.object({
    population: z.int(),
    tested: z.int(),
    deviations: z.int(),
    untested: z.int(),
    at90: z.number().nullable(),
    at95: z.number().nullable(),
    untestedAsDeviations: z.object({ at90: z.number(), at95: z.number() }).nullable(),
    notes: z.array(z.string()),
  }),
});

const test = z.object({
  population: z.string(),
  method: z.enum(['census', 'sample']),
  counts: tally,
  items: z.int(),
  /** Items outside the sample that fail an attribute or bear a mark. */
  outside: z.int(),
  sample: z
    .object({
      size: z.int(),
      drawn: z.int(),
      strata: z.int(),
      seed: z.string(),
      sha256: z.string(),
      method: z.string(),
      ...saidBy,
      extensions: z.array(z.object({ reason: z.string(), items: z.int(), ...saidBy })),
    })
    .nullable(),
  attributes: z.array(attribute),
  notes: z.array(z.string()),
});

export const engagementDetail = z.object({
  id: z.string(),
  audit: z.string(),
  firm: z.string(),
  organization: z.string(),
  simulated: z.boolean(),
  auditors: z.array(z.object({ id: z.string(), name: z.string() })),
  period,
  categories: z.array(z.string()),
  opened: z.object(saidBy),
  closed: z.object({ reason: z.string(), ...saidBy }).nullable(),
  /** Where the newest assessment stands, against which frozen populations are held. */
  newest: z.object({ tickmark: z.string(), treeSize: z.int(), horizon: iso }),
  pinned: z.object({ tickmark: z.string(), controls: z.int(), checks: z.int() }),
  /** How often an auditor agreed to other versions, or to another period. */
  agreed: z.int(),
  papers: z.string().describe('Changes with whatever could change them.'),
  populations: z.array(
    z.object({
      population: z.string(),
      title: z.string(),
      mode: z.string(),
      items: z.int(),
      sha256: z.string(),
      frozen: frozen.nullable(),
      earlier: z.array(frozen),
      occurrence: z.object({ state: z.enum(['occurred', 'did-not-occur', 'not-known']), sentence: z.string() }),
      unseen: z.int(),
      differences: z.array(z.object({ difference: z.string(), explanation: z.object({ text: z.string(), ...saidBy }).nullable() })),
      changedSince: z.object({ sha256: z.string().nullable(), items: z.int(), added: z.int(), removed: z.int(), changed: z.int() }).nullable(),
    }),
  ),
  controls: z.array(
    z.object({
      control: z.string(),
      version: z.int(),
      title: z.string(),
      promise: z.string(),
      tests: z.array(test),
      requests: z.array(z.string()),
      notes: z.array(z.string()),
    }),
  ),
  settings: z.array(
    z.object({
      ...saidBy,
      timing: z.enum(['early', 'inside', 'late']),
      assessment: z.object({ entry: z.string(), leaf: z.int(), treeSize: z.int(), horizon: iso }),
      settings: z.array(z.object({ name: z.string(), written: z.string(), policy: z.object({ id: z.string(), version: z.number() }).nullable() })),
    }),
  ),
  requests: z.array(
    z.object({
      request: z.string(),
      title: z.string(),
      control: z.string().nullable(),
      due: day.nullable(),
      state: requestState,
      ...saidBy,
      /** State null: a comment alone. */
      history: z.array(z.object({ state: requestState.nullable(), comment: z.string(), evidence: z.array(z.string()), ...saidBy })),
    }),
  ),
  voided: z.array(z.object({ reason: z.string(), period, frozen: z.int(), samples: z.int() })),
  /** Work that belongs to no test of a pinned control; kept, so that nothing is hidden. */
  unplaced: z.object({ marks: z.int(), samples: z.int() }),
  notes: z.array(z.string()),
  /** Published tables of sample sizes. */
  tables: z.array(z.object({ name: z.string(), source: z.string(), levels: z.boolean() })),
});

const markSaid = z.object({ mark, note: z.string(), outcome: z.string(), ...saidBy });

export const engagementItem = z.object({
  item: z.string(),
  title: z.string(),
  from: iso.nullable(),
  until: iso.nullable(),
  because: z.string(),
  leaf: z.int().nullable(),
  /** In the sample, from 1, in the order drawn; null in a census, and outside. */
  number: z.int().nullable(),
  standing: z.enum(['census', 'drawn', 'added', 'outside']),
  cells: z.array(
    z.object({
      attribute: z.string(),
      letter: z.string(),
      machine: z.object({ outcome, because: z.string(), excludedBy: z.string().nullable() }).nullable(),
      mark: markSaid.nullable(),
      earlier: z.array(markSaid),
      response: z.string().nullable(),
    }),
  ),
});

export const listEngagements = endpoint({
  method: 'GET',
  path: '/engagements',
  tag: TAG,
  may: 'read',
  says: 'Every engagement with an audit firm, and how far it has come.',
  answers: z.object({ rows: z.array(engagementRow) }),
});

export const place = { control: id, population: id };
export const getEngagement = endpoint({
  method: 'GET',
  path: '/engagements/{engagement}',
  tag: TAG,
  may: 'read',
  says: 'An engagement: what was frozen, drawn, marked and asked for, test by test and attribute by attribute; its items are asked for apart.',
  params,
  answers: engagementDetail,
  refuses: reads,
});

export const listEngagementItems = endpoint({
  method: 'GET',
  path: '/engagements/{engagement}/items',
  tag: TAG,
  may: 'read',
  says: 'The items of one test: of a sample those that were drawn, else all; each with what Tickmark judged and what the auditor marked.',
  params,
  query: pageQuery.extend({
    ...place,
    show: z.enum(['all', 'unmarked', 'marked', 'exceptions', 'failed', 'outside']).default('all'),
    text: searchText.optional().describe('Only those whose id or title holds this, in any case.'),
  }),
  answers: page(engagementItem),
  refuses: { ...reads, ...pageRefuses, 'engagement/no-such-test': 404 },
});

export const level = z.enum(['low', 'typical', 'high']);
export const confidence = z.coerce
  .number('a confidence of 0.5 or more, below 1')
  .gte(0.5, 'a confidence of 0.5 or more')
  .lt(1, 'a confidence below 1');
export const tolerableRate = z.coerce.number('a rate above 0, below 1').gt(0, 'a rate above 0, below 1').lt(1, 'a rate above 0, below 1');
export const expectedDeviations = z.coerce.number('a number').int().min(0).max(1_000_000).default(0);

export const sizes = {
  'sampling/no-table': 404,
  'sampling/not-in-table': 422,
  'sampling/population': 422,
  'sampling/confidence': 422,
  'sampling/tolerable-rate': 422,
  'sampling/expected': 422,
  'sampling/expected-not-tolerable': 422,
} as const;

export const getSampleSize = endpoint({
  method: 'GET',
  path: '/engagements/{engagement}/sample-size',
  tag: TAG,
  may: 'read',
  says: 'How many items a sample of a frozen population would have, before it is drawn.',
  params,
  query: z.object({
    ...place,
    table: id.optional().describe('By a published table …'),
    level: level.default('typical').describe('… at this level;'),
    confidence: confidence.optional().describe('or at this confidence …'),
    tolerableRate: tolerableRate.optional().describe('… that the rate of deviations is below this …'),
    expectedDeviations: expectedDeviations.describe('… with so many expected.'),
  }),
  answers: z.object({ size: z.int(), of: z.int(), note: z.string().nullable(), method: z.string() }),
  refuses: { 'engagement/unknown': 404, ...rows, ...sizes, 'sampling/one-way': 422 },
});

export const startReperform = endpoint({
  method: 'POST',
  path: '/engagements/{engagement}/reperform',
  tag: TAG,
  may: 'operate',
  says: 'Judges the frozen facts again and draws the samples again. Nothing is written.',
  params,
  answers: workState,
  status: 202,
  refuses: { 'engagement/unknown': 404, 'engagement/not-frozen': 409, 'work/too-many': 409, 'work/closing': 503 },
});

export const getWorkpapers = endpoint({
  method: 'GET',
  path: '/engagements/{engagement}/workpapers/{file}',
  tag: TAG,
  may: 'read',
  says: 'The workpapers of an engagement, as one of their files; with control and population, the rows of one test.',
  params: params.extend({ file: z.enum(['workpapers.json', 'workpapers.md', 'workpapers.pdf', 'populations.csv', 'requests.csv', 'test.csv']) }),
  query: z.object({ control: id.optional().describe('With test.csv.'), population: id.optional().describe('With test.csv.') }),
  answers: fileAnswer('application/json', 'text/markdown', 'application/pdf', 'text/csv'),
  refuses: { ...reads, 'workpapers/path': 409, 'engagement/no-such-test': 404, 'document/no-pdf-here': 409 },
});
