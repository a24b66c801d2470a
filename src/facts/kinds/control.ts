import { z } from 'zod';
import { dateField, idField, instantField } from '../fields.ts';
import { defineKind } from '../kind.ts';

/** One version of a control as the program keeps it: since when, until when, and how it differs from the catalogue's. Key: control, `@`, version. */
export const control = defineKind({
  id: 'control',
  title: 'Control',
  schema: z.strictObject({
    /** The control's id in the catalogue. */
    control: idField,
    version: z.number().int(),
    since: dateField,
    /** The last day on which it is kept; null while it is. */
    until: dateField.nullable(),
    /** For a company in which it cannot be kept as the catalogue writes it. */
    variant: z.enum(['one-person', 'platform-only', 'no-office']).nullable(),
    owner: idField.nullable(),
    /** The promise in the company's own words; null: the catalogue's. */
    promise: z.string().nullable(),
    /** The compensating control in the company's own words; null: the variant's. */
    compensating: z.string().nullable(),
    why: z.string(),
  }),
});

/** Something that a control promised to make at a cadence, made: the minutes of a meeting, the result of a review. */
export const controlRecord = defineKind({
  id: 'control-record',
  title: 'Control record',
  schema: z.strictObject({
    id: idField,
    /** The record's id in the catalogue. */
    record: idField,
    /** A day inside the window that it answers. */
    due: dateField,
    doneAt: instantField.nullable(),
    by: z.array(idField),
    notes: z.string(),
    /** Where it can be inspected: addresses, or names of files in the program's repository. */
    evidence: z.array(z.string()),
  }),
});
