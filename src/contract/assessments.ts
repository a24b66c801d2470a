import { z } from 'zod';
import { day, id, iso } from './common.ts';
import { endpoint } from './endpoint.ts';

const TAG = 'Assessments';
const type = z.union([z.literal(1), z.literal(2)]);

const params = z.object({ assessment: id.describe('The ledger entry that seals it, or `newest`.') });
/** With `newest`: of an audit, or of a period; of all when both are left out. */
const query = z.object({
  audit: id.optional().describe('With `newest`: of this audit.'),
  period: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d(\.\.\d{4}-\d\d-\d\d)?$/, 'two days such as 2025-01-01..2025-12-31, or one')
    .optional()
    .describe('With `newest`: of these days, both included.'),
});
const refuses = { 'results/no-assessment': 404 } as const;

const sealed = {
  entry: z.string(),
  leaf: z.int(),
  /** The first checkpoint that covers it; null where none does yet. */
  checkpoint: z.object({ size: z.int(), recorded: iso }).nullable(),
  /** As it was sealed. */
  summary: z.looseObject({}).describe('As it was sealed: docs/spec/package.md says what stands in it.'),
};

export const listAssessments = endpoint({
  method: 'GET',
  path: '/assessments',
  tag: TAG,
  may: 'read',
  says: 'Every assessment that was sealed, the newest first.',
  answers: z.object({
    rows: z.array(
      z.object({ entry: z.string(), leaf: z.int(), audit: z.string().nullable(), type, first: day, last: day, horizon: iso, tickmark: z.string() }),
    ),
  }),
});

export const getAssessment = endpoint({
  method: 'GET',
  path: '/assessments/{assessment}',
  tag: TAG,
  may: 'read',
  says: 'A sealed assessment, with its findings, as they were sealed.',
  params,
  query,
  answers: z.object({ ...sealed, findings: z.array(z.looseObject({})) }),
  refuses,
});

export const getAssessmentReport = endpoint({
  method: 'GET',
  path: '/assessments/{assessment}/report',
  tag: TAG,
  may: 'read',
  says: 'The results of a sealed assessment by control and criterion, with what management answered since: what `tickmark results --json` prints.',
  params,
  query,
  answers: z.object({ ...sealed, report: z.looseObject({}) }),
  refuses,
});
