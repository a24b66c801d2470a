import { z } from 'zod';
import * as field from '../fields.ts';
import { defineRecordFile, entriesOf } from '../record-file.ts';

const approval = z
  .strictObject({
    id: field.id,
    repository: field.id,
    'pull-request': field.count.optional(),
    landed: field.sha.optional(),
    by: field.id,
    at: field.moment,
    commit: field.sha,
    withdrawn: field.moment.optional(),
  })
  .refine((one) => one['pull-request'] !== undefined || one.landed !== undefined, '`pull-request`, or `landed`: what was approved');

export const approvals = defineRecordFile({
  name: 'approvals',
  kinds: ['change-approval'],
  shape: z.strictObject({ approvals: field.listOf(approval, 'a list of approvals').nullish() }),
  read: (file) => ({
    entries: entriesOf('change-approval', { list: 'approvals', items: file.approvals }, (one, days) => ({
      id: one.id,
      repository: one.repository,
      pullRequest: one['pull-request'] ?? null,
      landed: one.landed ?? null,
      by: one.by,
      at: days.begins(one.at),
      commit: one.commit,
      withdrawnAt: one.withdrawn === undefined ? null : days.begins(one.withdrawn),
    })),
  }),
});
