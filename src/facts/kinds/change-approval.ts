import { z } from 'zod';
import { idField, instantField } from '../fields.ts';
import { defineKind } from '../kind.ts';

/** An approval of a change, written down where no code host is connected. */
export const changeApproval = defineKind({
  id: 'change-approval',
  title: 'Approval of a change',
  schema: z.strictObject({
    id: idField,
    repository: idField,
    pullRequest: z.number().int().nullable(),
    landed: z.string().nullable(),
    by: idField,
    at: instantField,
    commit: z.string(),
    withdrawnAt: instantField.nullable(),
  }),
});
