import { z } from 'zod';
import * as field from '../fields.ts';
import { defineRecordFile } from '../record-file.ts';

const criterion = z.string('a criterion').regex(/^(CC[1-9]|A1|C1|PI1|P[1-8])\.\d$/, 'the id of a criterion, such as CC6.1');
const complementary = { id: field.id, text: field.text, criteria: field.listOf(criterion, 'a list of criteria').default([]) };

const description = z.strictObject({
  services: field.text.optional(),
  sections: z
    .record(z.string().regex(/^DC[1-9]$/, 'a part of the description, DC1 to DC9'), field.text, 'the parts DC1 to DC9, each with its text')
    .default({}),
  subservice: field.listOf(z.strictObject({ vendor: field.id, method: field.oneOf(['carved-out', 'inclusive']) }), 'a list of vendors').default([]),
  'customer-controls': field.listOf(z.strictObject(complementary), 'a list of controls').default([]),
  'vendor-controls': field.listOf(z.strictObject({ ...complementary, vendor: field.id }), 'a list of controls').default([]),
  'not-relevant': field.listOf(z.strictObject({ criterion, reason: field.text }), 'a list of criteria').default([]),
});

/** What the company says of its system in its own words. */
export const descriptionFile = defineRecordFile({
  name: 'description',
  kinds: ['system-description'],
  shape: z.strictObject({ description: description.nullish() }),
  read: ({ description: said }) => ({
    entries: said ? [{ kind: 'system-description', id: 'description', path: ['description'], state: () => stateOf(said) }] : [],
  }),
});

function stateOf(said: z.infer<typeof description>) {
  const { services, sections, subservice } = said;
  return {
    services: services ?? null,
    sections,
    subservice,
    customerControls: said['customer-controls'],
    vendorControls: said['vendor-controls'],
    notRelevant: said['not-relevant'],
  };
}
