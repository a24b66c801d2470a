import { z } from 'zod';
import { day, id, iso, outcome } from './common.ts';
import { endpoint, fileAnswer } from './endpoint.ts';
import { page, pageQuery, pageRefuses, searchText } from './paging.ts';
import { workState } from './work.ts';

const TAG = 'Engagements';
const type = z.union([z.literal(1), z.literal(2)]);
const written = (what: string) => z.string().trim().min(1, what).max(4000, 'at most 4,000 characters');
const comment = z.string().trim().max(4000, 'at most 4,000 characters').default('');
/** Who decides: an auditor of the engagement, or somebody of the company. Until there is sign-in, whoever may use this server says so. */
const by = id.describe('Who decides: an auditor of the engagement, or a person that the records name.');
const params = z.object({ engagement: id });
const auditor = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'an id of letters, digits and . _ -, such as aud-1'),
  name: written('the name of the auditor'),
});

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
const decides = {
  'engagement/unknown': 404,
  'engagement/closed': 409,
  'engagement/not-its-auditor': 403,
  'engagement/not-the-company': 403,
  'actor/unknown': 422,
  'actor/left': 422,
  'decision/moved-on': 409,
  'decision/erased': 409,
} as const;
const freezes = {
  'engagement/no-assessment': 409,
  'engagement/audit-gone': 409,
  'engagement/period-moved': 409,
  'engagement/other-period': 409,
} as const;
const rows = { 'engagement/not-frozen': 409, 'engagement/assessment-gone': 409, 'blob/missing': 409, 'blob/damaged': 409 } as const;

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
const requestState = z.enum(['open', 'provided', 'returned', 'accepted', 'withdrawn']);
const frozen = z.object({
  sha256: z.string(),
  items: z.int(),
  phase: z.enum(['interim', 'final']),
  ...saidBy,
  /** Of the assessment, and up to when that saw. */
  leaf: z.int(),
  horizon: iso,
});
const mark = z.enum(['accept', 'exception', 'not-tested']);

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

const place = { control: id, population: id };
/** What an act amounts to, in a sentence; the engagement is read anew. */
const done = z.object({ engagement: z.string(), sentence: z.string() });

export const openEngagement = endpoint({
  method: 'POST',
  path: '/engagements',
  tag: TAG,
  may: 'audit',
  says: 'Begins an engagement with an audit firm for one audit, and pins the versions of controls and checks.',
  body: z.strictObject({
    id,
    audit: id,
    firm: written('the audit firm'),
    auditors: z.array(auditor).min(1, 'at least one auditor').max(50, 'at most 50 auditors'),
    categories: z.array(id).max(5).default([]).describe('All that the program commits to when left out.'),
    by,
  }),
  answers: done,
  status: 201,
  refuses: {
    'engagement/id': 422,
    'engagement/not-outside': 422,
    'engagement/exists': 409,
    'engagement/no-audit': 404,
    'engagement/no-firm': 422,
    'engagement/no-auditor': 422,
    'engagement/auditor-exists': 422,
    'engagement/category': 422,
    'engagement/no-assessment': 409,
    'actor/unknown': 422,
    'actor/left': 422,
    'decision/moved-on': 409,
    'decision/erased': 409,
  },
});

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

export const addAuditor = endpoint({
  method: 'POST',
  path: '/engagements/{engagement}/auditors',
  tag: TAG,
  may: 'audit',
  says: 'Lets another auditor into an engagement; an auditor of it does this.',
  params,
  body: z.strictObject({ auditor, by }),
  answers: done,
  refuses: { ...decides, 'engagement/no-auditor': 422, 'engagement/auditor-exists': 409, 'engagement/not-outside': 422 },
});

export const freezePopulations = endpoint({
  method: 'POST',
  path: '/engagements/{engagement}/freeze',
  tag: TAG,
  may: 'audit',
  says: 'Freezes populations by their hash, as the newest assessment of the audit has them.',
  params,
  body: z.strictObject({
    populations: z.array(id).max(1000).default([]).describe('All that are asked when left out.'),
    interim: z.boolean().default(false).describe('Before the period has closed; a final freezing must follow.'),
    by,
  }),
  answers: done,
  refuses: {
    ...decides,
    ...freezes,
    'engagement/no-population': 404,
    'engagement/known-then': 409,
    'engagement/checks-changed': 409,
    'engagement/population-twice': 422,
    'engagement/too-early': 409,
    'engagement/not-interim': 409,
    'engagement/already-frozen': 409,
  },
});

export const captureSettings = endpoint({
  method: 'POST',
  path: '/engagements/{engagement}/settings',
  tag: TAG,
  may: 'audit',
  says: 'Captures the settings in force at the end of what the newest assessment saw.',
  params,
  body: z.strictObject({ anyway: z.boolean().default(false).describe('Outside the period, marked as early or late.'), by }),
  answers: done,
  refuses: { ...decides, ...freezes, 'engagement/settings-outside': 409 },
});

export const movePeriod = endpoint({
  method: 'POST',
  path: '/engagements/{engagement}/period',
  tag: TAG,
  may: 'audit',
  says: 'An auditor agrees to the period that the records now say; what was frozen and drawn is void.',
  params,
  body: z.strictObject({ reason: written('why'), by }),
  answers: done,
  refuses: { ...decides, 'engagement/audit-gone': 409, 'engagement/same-period': 409, 'engagement/no-reason': 422 },
});

export const pinAgain = endpoint({
  method: 'POST',
  path: '/engagements/{engagement}/pins',
  tag: TAG,
  may: 'audit',
  says: 'An auditor agrees to the versions with which the newest assessment was judged.',
  params,
  body: z.strictObject({ reason: written('why'), by }),
  answers: done,
  refuses: { ...decides, 'engagement/no-assessment': 409, 'engagement/no-reason': 422 },
});

export const explainDifference = endpoint({
  method: 'POST',
  path: '/engagements/{engagement}/explanations',
  tag: TAG,
  may: 'audit',
  says: 'The company says why a second source of a frozen population counts otherwise. The difference stays.',
  params,
  body: z.strictObject({ population: id, difference: z.string().min(1).max(10_000), explanation: written('why'), by }),
  answers: done,
  refuses: { ...decides, ...rows, 'engagement/no-difference': 422, 'engagement/no-reason': 422 },
});

const level = z.enum(['low', 'typical', 'high']);
const confidence = z.coerce.number('a confidence of 0.5 or more, below 1').gte(0.5, 'a confidence of 0.5 or more').lt(1, 'a confidence below 1');
const tolerableRate = z.coerce.number('a rate above 0, below 1').gt(0, 'a rate above 0, below 1').lt(1, 'a rate above 0, below 1');
const expectedDeviations = z.coerce.number('a number').int().min(0).max(1_000_000).default(0);

const draws = {
  'sampling/strata': 422,
  'sampling/size': 422,
  'sampling/more': 422,
  'sampling/name': 422,
  'sampling/item': 409,
  'sampling/duplicate-item': 409,
  'sampling/instant': 409,
  'sampling/period': 409,
  'sampling/population-hash': 409,
  'sampling/already': 409,
} as const;

/** How the auditor says how many items are to be looked at. */
const size = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('table'), table: id, level: level.default('typical') }),
  z.strictObject({ by: z.literal('confidence'), confidence, tolerableRate, expectedDeviations }),
  z.strictObject({ by: z.literal('judgement'), size: z.coerce.number('a number of items').int().min(1).max(10_000_000), why: written('the reason') }),
]);

const sizes = {
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

export const drawSample = endpoint({
  method: 'POST',
  path: '/engagements/{engagement}/samples',
  tag: TAG,
  may: 'audit',
  says: 'Draws the one sample of a frozen population for a control, from a seed that anybody can compute.',
  params,
  body: z.strictObject({ ...place, size, strata: z.coerce.number('a number of parts').int().min(1).max(366).default(1), by }),
  answers: done,
  status: 201,
  refuses: {
    ...decides,
    ...rows,
    ...sizes,
    ...draws,
    'engagement/no-such-test': 404,
    'engagement/control-out-of-scope': 422,
    'engagement/population-changed': 409,
    'engagement/sample-drawn': 409,
    'engagement/nothing-to-draw': 409,
    'engagement/no-reason': 422,
  },
});

export const extendSample = endpoint({
  method: 'POST',
  path: '/engagements/{engagement}/samples/extend',
  tag: TAG,
  may: 'audit',
  says: 'Adds the next items of the same ranking to a sample; those drawn before stay.',
  params,
  body: z.strictObject({ ...place, more: z.coerce.number('a number of items').int().min(1).max(10_000), reason: written('why'), by }),
  answers: done,
  refuses: {
    ...decides,
    ...rows,
    'engagement/control-out-of-scope': 422,
    'engagement/no-sample': 409,
    'engagement/already-in-sample': 409,
    'engagement/nothing-to-draw': 409,
    'engagement/no-reason': 422,
    ...draws,
  },
});

export const markItems = endpoint({
  method: 'POST',
  path: '/engagements/{engagement}/marks',
  tag: TAG,
  may: 'audit',
  says: 'Seals the auditor’s own mark beside what Tickmark judged, for one attribute of one item or several: all are marked, or none.',
  params,
  body: z.strictObject({
    ...place,
    items: z.array(id).min(1, 'at least one item').max(1000, 'at most 1,000 items at once'),
    attribute: id,
    mark,
    note: comment,
    by,
  }),
  answers: done,
  refuses: {
    ...decides,
    ...rows,
    'engagement/no-such-cell': 404,
    'engagement/not-in-sample': 422,
    'engagement/control-out-of-scope': 422,
    'engagement/no-note': 422,
  },
});

export const askRequest = endpoint({
  method: 'POST',
  path: '/engagements/{engagement}/requests',
  tag: TAG,
  may: 'audit',
  says: 'An auditor asks the company for something.',
  params,
  body: z.strictObject({ title: written('what is asked for'), control: id.nullable().default(null), due: day.nullable().default(null), by }),
  answers: done,
  status: 201,
  refuses: { ...decides, 'engagement/empty-request': 422, 'engagement/control-out-of-scope': 422 },
});

const requestParams = params.extend({ request: id });

export const moveRequest = endpoint({
  method: 'POST',
  path: '/engagements/{engagement}/requests/{request}',
  tag: TAG,
  may: 'audit',
  says: 'The company provides what was asked for; an auditor accepts, returns, withdraws or reopens it.',
  params: requestParams,
  body: z.strictObject({ state: requestState, comment, evidence: z.array(z.string().trim().max(1000)).max(100).default([]), by }),
  answers: done,
  refuses: {
    ...decides,
    'engagement/no-request': 404,
    'engagement/request-state': 409,
    'engagement/no-comment': 422,
    'engagement/nothing-provided': 422,
  },
});

export const commentRequest = endpoint({
  method: 'POST',
  path: '/engagements/{engagement}/requests/{request}/comments',
  tag: TAG,
  may: 'audit',
  says: 'Says something to a request, from either side.',
  params: requestParams,
  body: z.strictObject({ comment: written('a comment'), by }),
  answers: done,
  refuses: { ...decides, 'engagement/no-request': 404, 'engagement/no-comment': 422 },
});

export const closeEngagement = endpoint({
  method: 'POST',
  path: '/engagements/{engagement}/close',
  tag: TAG,
  may: 'audit',
  says: 'Closes an engagement: nothing is frozen, drawn or marked any more.',
  params,
  body: z.strictObject({ reason: written('why'), by }),
  answers: done,
  refuses: { ...decides, 'engagement/no-reason': 422 },
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
