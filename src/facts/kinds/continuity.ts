import { z } from 'zod';
import { dateField, idField, instantField } from '../fields.ts';
import { defineKind } from '../kind.ts';

export const restoreDrill = defineKind({
  id: 'restore-drill',
  title: 'Restore drill',
  schema: z.strictObject({
    id: idField,
    due: dateField,
    backup: idField,
    doneAt: instantField.nullable(),
    by: z.string(),
    result: z.enum(['restored', 'failed']),
    notes: z.string(),
  }),
});

export const tabletopExercise = defineKind({
  id: 'tabletop-exercise',
  title: 'Tabletop exercise',
  schema: z.strictObject({
    id: idField,
    due: dateField,
    heldAt: instantField.nullable(),
    scenario: z.string(),
    participants: z.array(z.string()),
    notes: z.string(),
    documentedAt: instantField.nullable(),
  }),
});

export const incident = defineKind({
  id: 'incident',
  title: 'Incident',
  schema: z.strictObject({
    id: idField,
    title: z.string(),
    severity: z.enum(['critical', 'high', 'medium', 'low']),
    beganAt: instantField,
    endedAt: instantField.nullable(),
    lead: z.string(),
    review: dateField.nullable(),
    notes: z.string(),
  }),
});
