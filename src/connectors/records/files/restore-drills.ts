import { z } from 'zod';
import * as field from '../fields.ts';
import { defineRecordFile, entriesOf } from '../record-file.ts';

const drill = z.strictObject({
  id: field.id,
  due: field.date,
  backup: field.id,
  done: field.dayOrMoment.optional(),
  by: field.id,
  result: field.oneOf(['restored', 'failed']),
  notes: field.notes,
});

export const restoreDrills = defineRecordFile({
  name: 'restore-drills',
  kinds: ['restore-drill'],
  shape: z.strictObject({ 'restore-drills': field.listOf(drill, 'a list of restore drills').nullish() }),
  read: (file) => ({
    entries: entriesOf('restore-drill', { list: 'restore-drills', items: file['restore-drills'] }, ({ done, ...one }, days) => ({
      ...one,
      doneAt: done === undefined ? null : days.completes(done),
    })),
  }),
});
