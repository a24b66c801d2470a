import { z } from 'zod';
import { dateField, idField, instantField } from '../fields.ts';
import { defineKind } from '../kind.ts';

export const policy = defineKind({
  id: 'policy',
  title: 'Policy',
  schema: z.strictObject({
    id: idField,
    title: z.string(),
    status: z.enum(['draft', 'adopted']),
    version: z.number().int(),
    owner: z.string(),
    author: z.string(),
    approvedBy: z.string().nullable(),
    approvedOn: dateField.nullable(),
    reviewedOn: dateField.nullable(),
    effective: dateField.nullable(),
    /** Numbers and words that checks read, as written: `24 hours`, `3 months`. */
    parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
    /** SHA-256 of the text below the front matter. */
    text: z.string(),
  }),
});

export const vendor = defineKind({
  id: 'vendor',
  title: 'Vendor',
  schema: z.strictObject({
    id: idField,
    name: z.string(),
    service: z.string(),
    tier: z.enum(['critical', 'important', 'minor']),
    owner: z.string(),
    since: dateField,
    until: dateField.nullable(),
    reviewed: dateField.nullable(),
    report: z.string().nullable(),
  }),
});

export const exclusion = defineKind({
  id: 'exclusion',
  title: 'Exclusion',
  schema: z.strictObject({
    id: idField,
    check: z.string(),
    items: z.array(z.string()).min(1),
    reason: z.string(),
    requestedBy: idField,
    approvedBy: idField.nullable(),
    approvedAt: instantField.nullable(),
    /** The first instant after its last day. */
    untilAt: instantField,
  }),
});
