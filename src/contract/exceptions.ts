import { z } from 'zod';
import { id, iso } from './common.ts';
import { managementResponse } from './controls.ts';
import { endpoint } from './endpoint.ts';
import { page, pageQuery, pageRefuses, searchText } from './paging.ts';
import { viewQuery, viewRefuses } from './view.ts';

export const exceptionState = z.enum(['open', 'ended', 'excluded']);

export const exceptionRow = z.object({
  check: z.string(),
  checkTitle: z.string(),
  item: z.string(),
  title: z.string(),
  from: iso,
  until: iso.nullable().describe('Null: still open at the horizon.'),
  /** Up to the horizon, where it is open. */
  milliseconds: z.number(),
  state: exceptionState,
  because: z.string(),
  mend: z.string(),
  due: iso.nullable(),
  excludedBy: z.string().nullable(),
  repeats: z.int(),
  response: managementResponse.nullable(),
  /** Every control that the check speaks for. */
  controls: z.array(z.object({ id: z.string(), title: z.string(), owner: z.string(), criteria: z.array(z.string()) })),
});

export const listExceptions = endpoint({
  method: 'GET',
  path: '/exceptions',
  tag: 'Exceptions',
  may: 'read',
  says: 'Every failed item of the period, open and ended, with why, how long, how often before, and what management says. Repair ends one; nothing erases it.',
  query: viewQuery.extend(pageQuery.shape).extend({
    state: exceptionState.optional(),
    control: id.optional(),
    check: id.optional(),
    unanswered: z.literal('true').optional().describe('Only those that management has not answered.'),
    repeated: z.literal('true').optional().describe('Only those whose item failed the same check before.'),
    text: searchText.optional(),
    sort: z.enum(['longest', 'newest', 'oldest', 'control']).default('longest').describe('Open ones come first under `longest`.'),
  }),
  answers: page(exceptionRow).extend({
    counts: z.object({ all: z.int(), open: z.int(), ended: z.int(), excluded: z.int(), unanswered: z.int(), repeated: z.int() }),
  }),
  refuses: { ...viewRefuses, ...pageRefuses },
});
