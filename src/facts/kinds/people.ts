import { z } from 'zod';
import { dateField, idField, instantField } from '../fields.ts';
import { defineKind } from '../kind.ts';
import { told } from '../told.ts';

export const person = defineKind({
  id: 'person',
  title: 'Person',
  schema: z.strictObject({
    id: idField,
    name: z.string(),
    emails: z.array(z.string()),
    role: z.string(),
    authority: z.array(z.enum(['policies', 'risks', 'exclusions', 'access-reviews'])),
    employment: z.array(z.strictObject({ from: dateField, until: dateField.nullable() })),
  }),
});

export const account = defineKind({
  id: 'account',
  title: 'Account',
  schema: z.strictObject({
    id: idField,
    system: z.string(),
    login: z.string(),
    /** The person's id; null for a service account. */
    person: told(idField.nullable()),
    service: z.string().nullable(),
    owner: z.string().nullable(),
    privileged: z.boolean(),
    openedAt: instantField,
    /** null while open. */
    closedAt: told(instantField.nullable()),
  }),
});

export const accessReview = defineKind({
  id: 'access-review',
  title: 'Access review',
  schema: z.strictObject({
    id: idField,
    due: dateField,
    listedAt: instantField,
    systems: z.array(z.string()),
    decisions: z.array(z.strictObject({ account: idField, decision: z.enum(['keep', 'change', 'remove']), by: idField })),
    signed: z.strictObject({ by: idField, at: instantField }).nullable(),
  }),
});
