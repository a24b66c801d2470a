import { z } from 'zod';
import { untold } from '../../../facts/told.ts';
import * as field from '../fields.ts';
import { defineRecordFile, entriesOf } from '../record-file.ts';

const account = z
  .strictObject({
    id: field.id,
    system: field.id,
    login: field.text,
    person: field.id.optional(),
    service: field.text.optional(),
    owner: field.id.optional(),
    privileged: field.flag,
    opened: field.dayOrMoment,
    closed: field.dayOrMomentOrUnknown.optional(),
  })
  .refine((one) => (one.person === undefined) !== (one.service === undefined), '`person`, or `service` with `owner`, and not both')
  .refine((one) => one.service === undefined || one.owner !== undefined, '`owner`: who answers for this service account');

export const accounts = defineRecordFile({
  name: 'accounts',
  kinds: ['account'],
  shape: z.strictObject({ accounts: field.listOf(account, 'a list of accounts').nullish() }),
  read: (file) => ({
    entries: entriesOf('account', { list: 'accounts', items: file.accounts }, (one, days) => ({
      id: one.id,
      system: one.system,
      login: one.login,
      person: one.person === 'unknown' ? { ...untold('The records say that nobody knows whose account this is.') } : (one.person ?? null),
      service: one.service ?? null,
      owner: one.owner ?? null,
      privileged: one.privileged,
      openedAt: days.begins(one.opened),
      closedAt: closedAt(one.closed, days),
    })),
  }),
});

function closedAt(closed: string | undefined, days: field.Days) {
  if (closed === undefined) return null;
  return closed === 'unknown' ? { ...untold('The records say that nobody knows when this account was closed.') } : days.completes(closed);
}
