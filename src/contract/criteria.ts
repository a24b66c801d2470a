import { z } from 'zod';
import { seenBy, state } from './common.ts';
import { endpoint } from './endpoint.ts';
import { viewQuery, viewRefuses } from './view.ts';

export const criterionRow = z.object({
  criterion: z.string(),
  category: z.string(),
  series: z.string(),
  asks: z.string().describe('A paraphrase; the official text is AICPA’s.'),
  inScope: z.boolean(),
  by: seenBy,
  controls: z.array(
    z.object({
      control: z.string(),
      title: z.string(),
      reason: z.string(),
      by: seenBy,
      outcome: state,
      exceptions: z.object({ open: z.int(), ended: z.int(), excluded: z.int() }),
    }),
  ),
});

export const listCriteria = endpoint({
  method: 'GET',
  path: '/criteria',
  tag: 'Criteria',
  may: 'read',
  says: 'All 61 criteria: which controls bear on each and why, and whether that is seen by systems, by records, by documents alone, or not at all.',
  query: viewQuery,
  answers: z.object({
    rows: z.array(criterionRow),
    /** Of the criteria in scope. */
    counts: z.object({ inScope: z.int(), automated: z.int(), record: z.int(), document: z.int(), open: z.int() }),
  }),
  refuses: viewRefuses,
});
