import { z } from 'zod';
import { dateField, idField } from '../fields.ts';
import { defineKind } from '../kind.ts';

export const program = defineKind({
  id: 'program',
  title: 'Program',
  schema: z.strictObject({
    id: idField,
    title: z.string(),
    categories: z.array(z.enum(['security', 'availability', 'processing-integrity', 'confidentiality', 'privacy'])),
    zone: z.string(),
    since: dateField,
  }),
});

/** A Type 1 date or a Type 2 period: calendar dates, both inclusive, in the program's zone. */
export const audit = defineKind({
  id: 'audit',
  title: 'Audit',
  schema: z.union([
    z.strictObject({ id: idField, type: z.literal(1), date: dateField }),
    z.strictObject({ id: idField, type: z.literal(2), from: dateField, until: dateField }),
  ]),
});

const decided = { since: dateField, until: dateField.nullable(), decidedBy: z.string(), why: z.string() };

/** What is in scope, since when, who decided and why. Key: what it is, `/`, its id. */
export const scope = defineKind({
  id: 'scope',
  title: 'Scope',
  schema: z.union([
    z.strictObject({ what: z.literal('repository'), id: idField, branches: z.array(z.string()), approvals: z.enum(['records', 'none']), ...decided }),
    z.strictObject({ what: z.literal('system'), id: idField, title: z.string(), ...decided }),
    z.strictObject({ what: z.literal('backup'), id: idField, title: z.string(), ...decided }),
  ]),
});

const complementary = { id: idField, text: z.string(), criteria: z.array(z.string()) };

/** What the company says of its system, where no other record tells it. Key: `description`. */
export const systemDescription = defineKind({
  id: 'system-description',
  title: 'System description',
  schema: z.strictObject({
    /** What the company provides, in its own words (Markdown). */
    services: z.string().nullable(),
    /** Sections that the company wrote itself (Markdown), by the part of the description: `DC1` to `DC9`. */
    sections: z.record(z.string(), z.string()),
    /** How each subservice organization, a vendor of the records, is treated. */
    subservice: z.array(z.strictObject({ vendor: idField, method: z.enum(['carved-out', 'inclusive']) })),
    /** What is expected of customers. */
    customerControls: z.array(z.strictObject(complementary)),
    /** What is expected of vendors. */
    vendorControls: z.array(z.strictObject({ ...complementary, vendor: idField })),
    /** Criteria that do not apply, each with the reason. */
    notRelevant: z.array(z.strictObject({ criterion: z.string(), reason: z.string() })),
  }),
});
