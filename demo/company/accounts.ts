import { type CalendarDate, calendarDate } from '../../src/kernel/calendar.ts';
import { type Instant, instant } from '../../src/kernel/time.ts';
import { notedAfter, someTime, workdayFrom, workdayUpTo } from '../clock.ts';
import type { Random } from '../random.ts';
import { PROGRAM_BEGINS } from './people.ts';
import type { Account, Employment, Person } from './world.ts';

export const SYSTEMS: readonly { readonly id: string; readonly title: string; readonly why: string }[] = [
  { id: 'code-host', title: 'Code host', why: 'Holds the source and the pipelines' },
  { id: 'cloud', title: 'Cloud console', why: 'Runs the product and holds customer data' },
  { id: 'office', title: 'Mail, calendar and documents', why: 'Signs people in elsewhere' },
  { id: 'support-desk', title: 'Support desk', why: 'Holds what customers wrote to us' },
];

/** Every account that was ever opened, in the order of opening: a new one for every contract. */
export function makeAccounts(random: Random, people: readonly Person[]): Account[] {
  const personal = people.flatMap((person) =>
    person.employment.flatMap((employment) => systemsFor(random, person).map((system) => personalAccount(random, person, employment, system))),
  );
  const all = [...personal, ...serviceAccounts(random)].sort((a, b) => a.opened - b.opened);
  return all.map((account, index) => ({ ...account, id: `a-${String(index + 1).padStart(4, '0')}` }));
}

function systemsFor(random: Random, person: Person): string[] {
  const systems = ['office'];
  if (person.engineer) systems.push('code-host');
  if (person.team === 'platform' || person.team === 'security' || (person.engineer && random.chance(0.4))) systems.push('cloud');
  if (person.team === 'support' || person.team === 'operations') systems.push('support-desk');
  return systems;
}

function personalAccount(random: Random, person: Person, employment: Employment, system: string): Account {
  const login = (person.emails[0] as string).split('@')[0] as string;
  const closed = employment.until === null ? null : closingTime(random, employment.until);
  return {
    id: '',
    system,
    login,
    holder: { person: person.id },
    privileged: person.authority.includes('exclusions') || (system === 'cloud' && person.team === 'platform'),
    opened: someTime(random, workdayFrom(employment.from), '09:05', '11:30'),
    closed,
    closedRecorded: closed === null ? null : notedAfter(closed, `closed ${person.id} ${system}`),
  };
}

/** The last workday of the contract, late in the afternoon, to the millisecond. */
function closingTime(random: Random, lastDay: CalendarDate): Instant {
  return instant(someTime(random, workdayUpTo(lastDay), '16:00', '18:30') + random.integer(0, 999));
}

function serviceAccounts(random: Random): Account[] {
  const jobs: [string, string, string][] = [
    ['cloud', 'deployer', 'deploys what was merged'],
    ['code-host', 'pipelines', 'runs the tests of every change'],
    ['cloud', 'backup-writer', 'writes the nightly backups'],
  ];
  return jobs.map(([system, login, service]) => ({
    id: '',
    system,
    login,
    holder: { service, owner: 'p-004' },
    privileged: true,
    opened: someTime(random, calendarDate('2023-05-10')),
    closed: null,
    closedRecorded: null,
  }));
}

/** When accounts.yaml came to name the account. */
export function openingRecorded(account: Account): Instant {
  return account.opened < PROGRAM_BEGINS ? PROGRAM_BEGINS : notedAfter(account.opened, `opened ${account.id}`);
}

export function isOpen(account: Account, when: Instant): boolean {
  return account.opened <= when && (account.closed === null || account.closed === 'unknown' || when < account.closed);
}
