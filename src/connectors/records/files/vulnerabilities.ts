import { z } from 'zod';
import { untold } from '../../../facts/told.ts';
import * as field from '../fields.ts';
import { defineRecordFile, entriesOf } from '../record-file.ts';

const vulnerability = z.strictObject({
  id: field.id,
  identifier: field.text,
  severity: field.oneOf(['critical', 'high', 'medium', 'low']),
  where: field.text,
  found: field.dayOrMoment,
  fixed: field.dayOrMomentOrUnknown.optional(),
  source: field.text,
});

const acceptance = z.strictObject({
  id: field.id,
  vulnerability: field.id,
  reason: field.text,
  'requested-by': field.id,
  'approved-by': field.id.optional(),
  'approved-at': field.moment.optional(),
  until: field.dayOrMoment,
});

export const vulnerabilities = defineRecordFile({
  name: 'vulnerabilities',
  kinds: ['vulnerability', 'acceptance'],
  shape: z.strictObject({
    vulnerabilities: field.listOf(vulnerability, 'a list of vulnerabilities').nullish(),
    acceptances: field.listOf(acceptance, 'a list of acceptances').nullish(),
  }),
  read: (file) => ({
    entries: [
      ...entriesOf('vulnerability', { list: 'vulnerabilities', items: file.vulnerabilities }, ({ found, fixed, ...one }, days) => ({
        ...one,
        foundAt: days.begins(found),
        fixedAt: fixedAt(fixed, days),
      })),
      ...entriesOf('acceptance', { list: 'acceptances', items: file.acceptances }, (one, days) => ({
        id: one.id,
        vulnerability: one.vulnerability,
        reason: one.reason,
        requestedBy: one['requested-by'],
        approvedBy: one['approved-by'] ?? null,
        approvedAt: one['approved-at'] === undefined ? null : days.begins(one['approved-at']),
        untilAt: days.completes(one.until),
      })),
    ],
  }),
});

function fixedAt(fixed: string | undefined, days: field.Days) {
  if (fixed === undefined) return null;
  return fixed === 'unknown' ? { ...untold('The records say that nobody knows when this was fixed.') } : days.completes(fixed);
}
