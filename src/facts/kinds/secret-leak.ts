import { z } from 'zod';
import { instantField } from '../fields.ts';
import { defineKind } from '../kind.ts';
import { told } from '../told.ts';

/** A secret that was found where it does not belong. The secret itself is never asked for. Key: `repository/number`. */
export const secretLeak = defineKind({
  id: 'secret-leak',
  title: 'Leaked secret',
  schema: z.strictObject({
    id: z.string(),
    repository: z.string(),
    type: z.string(),
    foundAt: instantField,
    /** null while open. */
    resolvedAt: told(instantField.nullable()),
    resolution: z.enum(['revoked', 'false-positive', 'used-in-tests', 'accepted', 'pattern-removed']).nullable(),
    resolvedBy: z.string().nullable(),
    comment: z.string().nullable(),
    /** Does the issuer still honour it? */
    validity: told(z.enum(['active', 'inactive', 'unknown'])),
    publiclyLeaked: told(z.boolean()),
  }),
});
