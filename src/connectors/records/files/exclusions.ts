import { z } from 'zod';
import * as field from '../fields.ts';
import { defineRecordFile, entriesOf } from '../record-file.ts';

const exclusion = z.strictObject({
  id: field.id,
  check: field.text,
  items: field.listOf(field.text, 'a list of items').min(1, 'at least one item'),
  reason: field.text,
  'requested-by': field.id,
  'approved-by': field.id.optional(),
  'approved-at': field.moment.optional(),
  until: field.dayOrMoment,
});

export const exclusions = defineRecordFile({
  name: 'exclusions',
  kinds: ['exclusion'],
  shape: z.strictObject({ exclusions: field.listOf(exclusion, 'a list of exclusions').nullish() }),
  read: (file) => ({
    entries: entriesOf('exclusion', { list: 'exclusions', items: file.exclusions }, (one, days) => ({
      id: one.id,
      check: one.check,
      items: one.items,
      reason: one.reason,
      requestedBy: one['requested-by'],
      approvedBy: one['approved-by'] ?? null,
      approvedAt: one['approved-at'] === undefined ? null : days.begins(one['approved-at']),
      untilAt: days.completes(one.until),
    })),
  }),
});
