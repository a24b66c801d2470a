import { z } from 'zod';
import { day, id, iso } from './common.ts';
import { managementResponse } from './controls.ts';
import { endpoint } from './endpoint.ts';
import { viewQuery, viewRefuses } from './view.ts';

const TAG = 'Decisions';
const written = z.string().trim().min(1, 'a sentence').max(4000, 'at most 4,000 characters');
/** Who decides. Until there is sign-in, whoever may use this server says so; the ledger keeps what was said. */
const by = id.describe('Who decides: an id of a person that the records name.');

const decisionRefuses = {
  'actor/unknown': 422,
  'actor/left': 422,
  'program/several': 409,
  'exclusion/no-assessment': 409,
  'exclusion/unknown': 404,
  'exclusion/exists': 409,
  'exclusion/decided': 409,
  'exclusion/ended': 409,
  'exclusion/no-reason': 422,
  'exclusion/no-items': 422,
  'exclusion/too-long': 422,
  'exclusion/unknown-check': 422,
  'exclusion/unknown-item': 422,
  'exclusion/covers-everything': 422,
  'exclusion/self-approval': 403,
  'exclusion/no-authority': 403,
  'exclusion/authority-unknown': 403,
  'decision/moved-on': 409,
  'decision/erased': 409,
} as const;

export const exclusionRow = z.object({
  id: z.string(),
  /** Where it was decided: here, or in the records. */
  from: z.enum(['here', 'records']),
  status: z.enum(['requested', 'approved', 'rejected', 'ended']),
  check: z.string(),
  checkTitle: z.string(),
  items: z.array(z.string()),
  reason: z.string(),
  requestedBy: z.string(),
  approvedBy: z.string().nullable(),
  approvedAt: iso.nullable(),
  until: iso,
  /** Whether it lies over findings of what is judged. */
  inForce: z.boolean(),
  /** Why it does not, or what is late about it. */
  remark: z.string(),
});

export const listExclusions = endpoint({
  method: 'GET',
  path: '/exclusions',
  tag: TAG,
  may: 'read',
  says: 'Every exclusion that touches the period, and those that wait for a decision. An exclusion lies over a finding, and changes nothing beneath.',
  query: viewQuery,
  answers: z.object({ rows: z.array(exclusionRow) }),
  refuses: viewRefuses,
});

const decided = z.object({ id: z.string(), status: z.enum(['requested', 'approved', 'rejected', 'ended']) });

export const requestExclusion = endpoint({
  method: 'POST',
  path: '/exclusions',
  tag: TAG,
  may: 'decide',
  says: 'Asks that named items of one check be accepted until a day. Somebody else, with the authority, must approve it.',
  body: z.strictObject({ check: id, items: z.array(id).min(1, 'at least one item').max(1000), reason: written, until: day, by }),
  answers: decided,
  refuses: decisionRefuses,
  status: 201,
});

export const decideExclusion = endpoint({
  method: 'POST',
  path: '/exclusions/{exclusion}/{decision}',
  tag: TAG,
  may: 'decide',
  says: 'Approves, rejects or ends an exclusion.',
  params: z.object({ exclusion: id, decision: z.enum(['approve', 'reject', 'end']) }),
  body: z.strictObject({ by, reason: z.string().trim().max(4000, 'at most 4,000 characters').default('') }),
  answers: decided,
  refuses: decisionRefuses,
});

export const respondToException = endpoint({
  method: 'POST',
  path: '/responses',
  tag: TAG,
  may: 'decide',
  says: 'Seals what management says to one exception of the newest sealed assessment: its cause, what is made of it, and what will be done by when.',
  body: z.strictObject({
    audit: id.optional(),
    check: id,
    item: id,
    cause: written,
    response: written,
    action: written.nullable().default(null),
    due: day.nullable().default(null),
    by,
  }),
  answers: managementResponse,
  refuses: {
    'actor/unknown': 422,
    'actor/left': 422,
    'program/several': 409,
    'response/no-assessment': 409,
    'response/no-exception': 422,
    'response/empty': 422,
    'response/due-without-action': 422,
    'decision/moved-on': 409,
    'decision/erased': 409,
  },
  status: 201,
});
