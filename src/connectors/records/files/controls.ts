import { z } from 'zod';
import * as field from '../fields.ts';
import { defineRecordFile, entriesOf } from '../record-file.ts';

const control = z
  .strictObject({
    id: field.id,
    version: z.int('a whole number').min(1, 'a whole number, 1 or more').default(1),
    since: field.date,
    until: field.date.optional(),
    variant: field.oneOf(['one-person', 'platform-only', 'no-office']).optional(),
    owner: field.id.optional(),
    promise: field.text.optional(),
    compensating: field.text.optional(),
    why: field.notes,
  })
  .refine((one) => one.until === undefined || one.since <= one.until, 'a control that is kept until the day on which it begins, or later');

/** Which controls the program keeps. A control whose promise changed stands here once for each version. */
export const controls = defineRecordFile({
  name: 'controls',
  kinds: ['control'],
  shape: z.strictObject({ controls: field.listOf(control, 'a list of controls').nullish() }),
  read: (file) => ({
    entries: entriesOf('control', { list: 'controls', items: file.controls }, ({ id, ...one }) => ({
      control: id,
      version: one.version,
      since: one.since,
      until: one.until ?? null,
      variant: one.variant ?? null,
      owner: one.owner ?? null,
      promise: one.promise ?? null,
      compensating: one.compensating ?? null,
      why: one.why,
    })).map((entry, place) => ({ ...entry, id: `${entry.id}@${file.controls?.[place]?.version ?? 1}` })),
  }),
});
