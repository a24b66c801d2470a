import { z } from 'zod';
import * as field from '../fields.ts';
import { defineRecordFile } from '../record-file.ts';

const parameter = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())], 'a text, a number, true or false, or a list of texts');

const policy = z.strictObject({
  id: field.id,
  title: field.text,
  status: field.oneOf(['draft', 'adopted']),
  version: field.count,
  owner: field.id,
  author: field.id,
  'approved-by': field.id.optional(),
  'approved-on': field.date.optional(),
  'reviewed-on': field.date.optional(),
  effective: field.date.optional(),
  parameters: z.record(z.string(), parameter, 'parameters by their names').nullish(),
  /** SHA-256 of the text below the front matter, added by the reader. */
  text: z.string(),
});

/** One policy a file: its front matter. */
export const policies = defineRecordFile({
  name: 'policies',
  kinds: ['policy'],
  shape: policy,
  read: (one) => ({
    entries: [
      {
        kind: 'policy',
        id: one.id,
        path: [],
        state: () => ({
          id: one.id,
          title: one.title,
          status: one.status,
          version: one.version,
          owner: one.owner,
          author: one.author,
          approvedBy: one['approved-by'] ?? null,
          approvedOn: one['approved-on'] ?? null,
          reviewedOn: one['reviewed-on'] ?? null,
          effective: one.effective ?? null,
          parameters: one.parameters ?? {},
          text: one.text,
        }),
      },
    ],
  }),
});
