import { addDays, calendarDate } from '../../src/kernel/calendar.ts';
import { at, LAST_DAY, someTime } from '../clock.ts';
import type { Random } from '../random.ts';
import { valueAt } from './state-at.ts';
import type { Account, AuditIncident } from './world.ts';

const FIRST_MONDAY = calendarDate('2024-10-07');

/** Every member signs in once a week by the company's single sign-on; the audit log tells it. */
export function makeSignIns(random: Random, accounts: readonly Account[]): AuditIncident[] {
  const incidents: AuditIncident[] = [];
  for (let monday = FIRST_MONDAY; monday <= LAST_DAY; monday = addDays(monday, 7)) {
    for (const { id, membership } of accounts) {
      const when = someTime(random, monday, '08:00', '09:30');
      const isMember = valueAt(membership, at(monday, '07:59')) !== null && valueAt(membership, when) !== null;
      if (isMember) incidents.push({ at: when, action: 'org.sso_response', actor: id, repository: null, account: null, further: {} });
    }
  }
  return incidents;
}
