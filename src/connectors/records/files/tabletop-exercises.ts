import { z } from 'zod';
import * as field from '../fields.ts';
import { defineRecordFile, entriesOf } from '../record-file.ts';

const exercise = z.strictObject({
  id: field.id,
  due: field.date,
  held: field.dayOrMoment.optional(),
  scenario: field.text,
  participants: field.listOf(field.id, 'a list of people').default([]),
  notes: field.notes,
  documented: field.dayOrMoment.optional(),
});

export const tabletopExercises = defineRecordFile({
  name: 'tabletop-exercises',
  kinds: ['tabletop-exercise'],
  shape: z.strictObject({ 'tabletop-exercises': field.listOf(exercise, 'a list of exercises').nullish() }),
  read: (file) => ({
    entries: entriesOf(
      'tabletop-exercise',
      { list: 'tabletop-exercises', items: file['tabletop-exercises'] },
      ({ held, documented, ...one }, days) => ({
        ...one,
        heldAt: held === undefined ? null : days.completes(held),
        documentedAt: documented === undefined ? null : days.completes(documented),
      }),
    ),
  }),
});
