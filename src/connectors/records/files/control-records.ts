import { z } from 'zod';
import * as field from '../fields.ts';
import { defineRecordFile, entriesOf } from '../record-file.ts';

const record = z.strictObject({
  id: field.id,
  record: field.id,
  due: field.date,
  done: field.dayOrMoment.optional(),
  by: field.listOf(field.id, 'a list of people').default([]),
  notes: field.notes,
  evidence: field.listOf(field.text, 'a list of addresses or file names').default([]),
});

export const controlRecords = defineRecordFile({
  name: 'control-records',
  kinds: ['control-record'],
  shape: z.strictObject({ 'control-records': field.listOf(record, 'a list of records').nullish() }),
  read: (file) => ({
    entries: entriesOf('control-record', { list: 'control-records', items: file['control-records'] }, ({ done, ...one }, days) => ({
      ...one,
      doneAt: done === undefined ? null : days.completes(done),
    })),
  }),
});
