import { addDays, calendarDate } from '../../src/kernel/calendar.ts';
import { HOUR, instant } from '../../src/kernel/time.ts';
import { dayOf, someTime, someWorkday, workdayFrom } from '../clock.ts';
import type { Random } from '../random.ts';
import { QUARTERS } from './access-reviews.ts';
import type { Incident, RestoreDrill, Tabletop, Vendor } from './world.ts';

export const BACKUPS = [
  { id: 'main-db', title: 'Customer database', why: 'Holds customer data' },
  { id: 'documents', title: 'Document store', why: 'Holds contracts and invoices' },
];

const SCENARIOS = [
  'A stolen laptop with a session on the cloud console',
  'The database answers, but with last month’s data',
  'A partner’s key is found in a public place',
  'The whole region is gone for a day',
];

/** Each backup is restored once a quarter. */
export function makeRestoreDrills(random: Random): RestoreDrill[] {
  return QUARTERS.flatMap(({ name, last }) =>
    BACKUPS.map(({ id }) => ({
      ...{ id: `rd-2025-${name}-${id}`, due: last, backup: id },
      done: someTime(random, someWorkday(random, addDays(last, -60), addDays(last, -12)), '09:00', '15:00'),
      ...{ by: random.pick(['p-001', 'p-004']), result: 'restored' as const, removed: null },
      notes: `Restored last night's copy to a scratch server in ${random.integer(18, 75)} minutes; row counts of ${random.integer(8, 30)} tables equal.`,
    })),
  );
}

/** One exercise a quarter, documented a few days after it. */
export function makeTabletops(random: Random): Tabletop[] {
  const scenarios = random.shuffled(SCENARIOS);
  return QUARTERS.map(({ name, last }, index) => {
    const day = someWorkday(random, addDays(last, -70), addDays(last, -25));
    return {
      ...{ id: `tt-2025-${name}`, due: last, held: someTime(random, day, '13:30', '15:00'), scenario: scenarios[index] as string },
      participants: ['p-001', 'p-002', random.pick(['p-003', 'p-004'])],
      notes: 'Who noticed, who decided, which number was called; two changes to the run book follow.',
      documented: workdayFrom(addDays(day, random.integer(1, 4))),
      removed: null,
    };
  });
}

const TROUBLES = ['Queue stalled', 'Sign-in slow after a release', 'Invoices sent twice', 'Tide tables a day old'];

export function makeIncidents(random: Random): Incident[] {
  return TROUBLES.map((title, index) => {
    const began = someTime(
      random,
      someWorkday(random, addDays(calendarDate('2025-01-20'), index * 85), addDays(calendarDate('2025-03-20'), index * 85)),
      '04:00',
      '20:00',
    );
    return {
      ...{ id: `in-${index + 1}`, title, severity: random.pick(['high', 'medium']), began },
      ended: instant(began + random.integer(1, 6) * HOUR),
      lead: 'p-004',
      review: workdayFrom(addDays(dayOf(began), 6)),
      notes: 'Cause, measures and who told the customers are in the review.',
    };
  });
}

const SERVICES: readonly [string, string, Vendor['tier']][] = [
  ['Example Cloud', 'Hosting', 'critical'],
  ['Example Source', 'Code host', 'critical'],
  ['Example Office', 'Mail and documents', 'important'],
  ['Example Pay', 'Card payments', 'critical'],
  ['Example Desk', 'Support desk', 'important'],
  ['Example Post', 'Transactional mail', 'important'],
  ['Example Watch', 'Monitoring', 'minor'],
];

export function makeVendors(random: Random): Vendor[] {
  return SERVICES.map(([name, service, tier], index) => ({
    ...{ id: `ve-${index + 1}`, name, service, tier, owner: random.pick(['p-002', 'p-003']) },
    since: someWorkday(random, calendarDate('2021-01-11'), calendarDate('2024-05-31')),
    reviewed: someWorkday(random, calendarDate('2025-01-20'), calendarDate('2025-03-20')),
    report: 'SOC 2 Type 2 of 2024',
  }));
}
