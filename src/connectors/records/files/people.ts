import { z } from 'zod';
import * as field from '../fields.ts';
import { defineRecordFile, entriesOf } from '../record-file.ts';

const employment = z.strictObject({ from: field.date, until: field.date.optional() });

const person = z.strictObject({
  id: field.id,
  name: field.text,
  emails: field.listOf(field.email, 'a list of e-mail addresses'),
  role: field.text,
  authority: field.listOf(field.oneOf(['policies', 'risks', 'exclusions', 'access-reviews']), 'a list of what this person may approve').default([]),
  employment: field.listOf(employment, 'a list of { from, until }'),
});

export const people = defineRecordFile({
  name: 'people',
  kinds: ['person'],
  shape: z.strictObject({ people: field.listOf(person, 'a list of people').nullish() }),
  read: (file) => ({
    entries: entriesOf('person', { list: 'people', items: file.people }, (one) => ({
      ...one,
      employment: one.employment.map(({ from, until }) => ({ from, until: until ?? null })),
    })),
  }),
});
