import { z } from 'zod';
import { day, id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { confidence, expectedDeviations, level, mark, params, place, requestState, rows, sizes, TAG, tolerableRate } from './engagements.ts';

const written = (what: string) => z.string().trim().min(1, what).max(4000, 'at most 4,000 characters');
const comment = z.string().trim().max(4000, 'at most 4,000 characters').default('');
/** Who decides: an auditor of the engagement, or somebody of the company. Until there is sign-in, whoever may use this server says so. */
const by = id.describe('Who decides: an auditor of the engagement, or a person that the records name.');
const auditor = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'an id of letters, digits and . _ -, such as aud-1'),
  name: written('the name of the auditor'),
});

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
