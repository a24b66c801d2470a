import { addCadence, addDays, type CalendarDate, calendarDate } from '../../src/kernel/calendar.ts';
import type { Instant } from '../../src/kernel/time.ts';
import { at, dayOf, someTime, someWorkday, workdayFrom, workdayUpTo } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Employment, Identity, Person } from './world.ts';

/** The first commit of the program's repository: what it says about earlier years was written down then. */
export const PROGRAM_BEGINS = at(calendarDate('2024-10-07'), '09:12:40');

const GIVEN = [
  ...['Ada', 'Bruno', 'Clara', 'Dario', 'Edda', 'Falk', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Kaja', 'Levin', 'Mira'],
  ...['Nils', 'Olga', 'Pavel', 'Quirin', 'Rosa', 'Sami', 'Tilda', 'Urs', 'Vera', 'Wanda', 'Xaver', 'Yara', 'Zeno'],
];
const FAMILY = [
  ...['Anchorwright', 'Bollardsen', 'Capstan', 'Driftwood', 'Ebbtide', 'Fairlead', 'Gangplank', 'Halyard', 'Inletson', 'Jibsheet'],
  ...['Keelhaven', 'Lanternby', 'Mainbrace', 'Netherquay', 'Oarlock', 'Pilotfish', 'Quayside', 'Rudderman', 'Saltmarsh'],
  ...['Tidewell', 'Underkeel', 'Vanefield', 'Windlass', 'Yardarm', 'Zephyrson'],
];

interface Position {
  readonly role: string;
  readonly team: string;
  readonly engineer: boolean;
  readonly authority: readonly string[];
}

const position = (role: string, team: string, engineer: boolean, ...authority: string[]): Position => ({ role, team, engineer, authority });
const several = (count: number, one: Position): Position[] => Array.from({ length: count }, () => one);

/** Twenty-five positions. The first five never leave; the first three decide. */
const POSITIONS: readonly Position[] = [
  position('Chief technology officer', 'platform', true, 'policies', 'risks', 'exclusions', 'access-reviews'),
  position('Head of security', 'security', true, 'policies', 'risks', 'exclusions', 'access-reviews'),
  position('Chief operating officer', 'operations', false, 'policies', 'access-reviews'),
  position('Lead engineer', 'product', true),
  position('Head of people', 'operations', false),
  ...several(5, position('Platform engineer', 'platform', true)),
  ...several(9, position('Product engineer', 'product', true)),
  ...several(2, position('Data engineer', 'data', true)),
  position('Product manager', 'product', false),
  ...several(2, position('Support engineer', 'support', false)),
  position('Accountant', 'operations', false),
];

const NEVER_LEAVE = 5;

export function makePeople(random: Random): Person[] {
  const names = random.shuffled(GIVEN);
  const families = random.shuffled(FAMILY);
  const lives = makeLives(random, POSITIONS.length - NEVER_LEAVE);
  return POSITIONS.map((place, index) => {
    const given = names[index] as string;
    const family = families[index] as string;
    const address = `${given}.${family}`.toLowerCase();
    return {
      ...place,
      id: `p-${String(index + 1).padStart(3, '0')}`,
      name: `${given} ${family}`,
      emails: [`${address}@harbourlight.example`, ...(place.engineer && random.chance(0.4) ? [`${address}@mail.example`] : [])],
      employment: index < NEVER_LEAVE ? [longAgo(random)] : (lives[index - NEVER_LEAVE] as Employment[]),
    };
  });
}

/** Who came and went: one left before the year, six leave in it, one of these returns, five join; the others stay. */
function makeLives(random: Random, count: number): Employment[][] {
  const ends = leavingDays(random);
  const returned = ends[1] as CalendarDate;
  const lives: Employment[][] = [
    [ended(longAgo(random), calendarDate('2024-11-29'), random)],
    ...ends.map((day) => [ended(longAgo(random), day, random)]),
    ...Array.from({ length: 5 }, () => [joined(someWorkday(random, calendarDate('2025-01-13'), calendarDate('2025-10-01')))]),
  ];
  (lives[2] as Employment[]).push(joined(workdayFrom(addDays(addCadence(returned, { every: 5, unit: 'month' }), random.integer(0, 20)))));
  while (lives.length < count) lives.push([longAgo(random)]);
  return random.shuffled(lives);
}

/** Six different last days; the second of them early enough for a return. */
function leavingDays(random: Random): CalendarDate[] {
  const months = ['2025-01', '2025-03', '2025-05', '2025-07', '2025-09', '2025-10'];
  return months.map((month) => {
    const first = calendarDate(`${month}-01`);
    if (random.chance(0.5)) return addDays(addCadence(first, { every: 1, unit: 'month' }), -1);
    return someWorkday(random, addDays(first, 13), addDays(first, 24));
  });
}

function longAgo(random: Random): Employment {
  const from = someWorkday(random, calendarDate('2019-02-01'), calendarDate('2024-07-01'));
  return { from, recorded: PROGRAM_BEGINS, until: null, endRecorded: null };
}

/** Somebody's first day; people.yaml is told on the last workday before it. */
function joined(from: CalendarDate): Employment {
  return { from, recorded: at(workdayUpTo(addDays(from, -1)), '15:20:00'), until: null, endRecorded: null };
}

/** The end of a contract is written down about three weeks before it. */
function ended(employment: Employment, until: CalendarDate, random: Random): Employment {
  return { ...employment, until, endRecorded: someTime(random, workdayUpTo(addDays(until, -random.integer(16, 26)))) };
}

export function isEmployed(person: Person, when: Instant): boolean {
  const day = dayOf(when);
  return person.employment.some(({ from, until }) => from <= day && (until === null || day <= until));
}

export function identityOf(person: Person): Identity {
  return { name: person.name, email: person.emails[0] as string };
}
