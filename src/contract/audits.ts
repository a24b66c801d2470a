import { z } from 'zod';
import { day, id, iso } from './common.ts';
import { endpoint, fileAnswer } from './endpoint.ts';
import { engagementRow } from './engagements.ts';

const TAG = 'Audits';
const type = z.union([z.literal(1), z.literal(2)]);
const outcomes = z.object({ all: z.int(), pass: z.int(), fail: z.int(), unknown: z.int(), noItems: z.int() });

export const auditRow = z.object({
  id: z.string(),
  type,
  first: day,
  last: day,
  from: iso,
  until: iso,
  /** `ahead`: it has not begun. */
  stands: z.enum(['ahead', 'running', 'over']),
  /** The newest assessment of it that was sealed. */
  newest: z
    .object({
      entry: z.string(),
      leaf: z.int(),
      treeSize: z.int(),
      horizon: iso,
      tickmark: z.string(),
      controls: outcomes,
      /** Entries that somebody has sealed of what was looked at since: what it does not know. */
      looksSince: z.boolean(),
    })
    .nullable(),
  assessments: z.int(),
  engagements: z.array(engagementRow),
});

export const listAudits = endpoint({
  method: 'GET',
  path: '/audits',
  tag: TAG,
  may: 'read',
  says: 'The audits that the program names, the newest sealed assessment of each, and the engagements with auditors.',
  answers: z.object({
    rows: z.array(auditRow),
    zone: z.string(),
    now: iso,
    categories: z.array(z.string()),
    /** What may be drafted, and what each is. `applies` where an audit of this type has it. */
    drafts: z.array(z.object({ draft: z.string(), says: z.string(), types: z.array(type), needsDay: z.boolean() })),
  }),
});

export const getDraft = endpoint({
  method: 'GET',
  path: '/audits/{audit}/drafts/{draft}',
  tag: TAG,
  may: 'read',
  says: 'A draft of a document of an examination, from the newest sealed assessment of the audit: for people to settle and to complete.',
  params: z.object({ audit: id, draft: id }),
  query: z.object({
    format: z.enum(['pdf', 'md']).default('pdf'),
    to: day.optional().describe('Of a bridge letter: the day up to which it speaks.'),
  }),
  answers: fileAnswer('application/pdf', 'text/markdown'),
  refuses: {
    'results/no-assessment': 404,
    'draft/unknown': 404,
    'draft/no-date': 422,
    'draft/no-letter': 422,
    'bridge/no-date': 422,
    'bridge/before-period-end': 422,
    'bridge/other-days': 409,
    'assessment/nobody-looked': 409,
    'document/no-pdf-here': 409,
    'blob/missing': 409,
    'blob/damaged': 409,
  },
});
