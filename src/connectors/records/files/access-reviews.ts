import { z } from 'zod';
import * as field from '../fields.ts';
import { defineRecordFile, entriesOf } from '../record-file.ts';

const decision = z.strictObject({ account: field.id, decision: field.oneOf(['keep', 'change', 'remove']), by: field.id });

const review = z.strictObject({
  id: field.id,
  due: field.date,
  listed: field.moment,
  systems: field.listOf(field.id, 'a list of systems'),
  decisions: field.listOf(decision, 'a list of { account, decision, by }').default([]),
  signed: z.strictObject({ by: field.id, at: field.dayOrMoment }).optional(),
});

export const accessReviews = defineRecordFile({
  name: 'access-reviews',
  kinds: ['access-review'],
  shape: z.strictObject({ 'access-reviews': field.listOf(review, 'a list of access reviews').nullish() }),
  read: (file) => ({
    entries: entriesOf('access-review', { list: 'access-reviews', items: file['access-reviews'] }, (one, days) => ({
      id: one.id,
      due: one.due,
      listedAt: days.begins(one.listed),
      systems: one.systems,
      decisions: one.decisions,
      signed: one.signed ? { by: one.signed.by, at: days.completes(one.signed.at) } : null,
    })),
  }),
});
