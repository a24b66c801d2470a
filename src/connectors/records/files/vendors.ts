import { z } from 'zod';
import * as field from '../fields.ts';
import { defineRecordFile, entriesOf } from '../record-file.ts';

const vendor = z.strictObject({
  id: field.id,
  name: field.text,
  service: field.text,
  tier: field.oneOf(['critical', 'important', 'minor']),
  owner: field.id,
  since: field.date,
  until: field.date.optional(),
  reviewed: field.date.optional(),
  report: field.text.optional(),
});

export const vendors = defineRecordFile({
  name: 'vendors',
  kinds: ['vendor'],
  shape: z.strictObject({ vendors: field.listOf(vendor, 'a list of vendors').nullish() }),
  read: (file) => ({
    entries: entriesOf('vendor', { list: 'vendors', items: file.vendors }, (one) => ({
      ...one,
      until: one.until ?? null,
      reviewed: one.reviewed ?? null,
      report: one.report ?? null,
    })),
  }),
});
