import { z } from 'zod';
import * as field from '../fields.ts';
import { defineRecordFile, entriesOf } from '../record-file.ts';

const incident = z.strictObject({
  id: field.id,
  title: field.text,
  severity: field.oneOf(['critical', 'high', 'medium', 'low']),
  began: field.dayOrMoment,
  ended: field.dayOrMoment.optional(),
  lead: field.id,
  review: field.date.optional(),
  notes: field.notes,
});

export const incidents = defineRecordFile({
  name: 'incidents',
  kinds: ['incident'],
  shape: z.strictObject({ incidents: field.listOf(incident, 'a list of incidents').nullish() }),
  read: (file) => ({
    entries: entriesOf('incident', { list: 'incidents', items: file.incidents }, ({ began, ended, review, ...one }, days) => ({
      ...one,
      beganAt: days.begins(began),
      endedAt: ended === undefined ? null : days.completes(ended),
      review: review ?? null,
    })),
  }),
});
