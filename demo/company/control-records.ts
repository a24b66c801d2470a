import { addDays, type CalendarDate, windows } from '../../src/kernel/calendar.ts';
import type { Instant } from '../../src/kernel/time.ts';
import { FIRST_DAY, LAST_DAY, notedAfter, someTime, someWorkday } from '../clock.ts';
import type { Random } from '../random.ts';
import { isEmployed } from './people.ts';
import type { RecordText } from './record-text.ts';
import { RECORD_TEXTS } from './record-texts.ts';
import type { Person } from './world.ts';
import type { ControlRecord, KeptControl } from './world-program.ts';

/** How many days before the last one of its window a record is made, at most and at least. */
const MADE_BEFORE = { 3: [27, 4], 6: [45, 6], 12: [100, 12] } as const;

/** The leads who are always here. */
const LEADS = ['p-001', 'p-002', 'p-003', 'p-004', 'p-005'];

/** The last days of a record's windows in the audited year. */
function windowsOf({ months }: Pick<RecordText, 'months'>): CalendarDate[] {
  return windows(FIRST_DAY, { every: months, unit: 'month' }, LAST_DAY).map(({ last }) => last);
}

/** Whether the company keeps a control on a day. */
export function isKept(controls: readonly KeptControl[], control: string, day: CalendarDate): boolean {
  return controls.some((one) => one.control === control && one.since <= day && (one.ended === null || day <= one.ended.until));
}

/** Every record in every window that closes while its control is kept, made in time by people who work here then. */
export function makeControlRecords(random: Random, people: readonly Person[], controls: readonly KeptControl[]): ControlRecord[] {
  return RECORD_TEXTS.flatMap((text) => {
    const own = random.fork(text.record);
    const dues = windowsOf(text).filter((due) => isKept(controls, text.control, due));
    return dues.map((due, index) => makeRecord(own, text, due, index, people));
  });
}

function makeRecord(random: Random, text: RecordText, due: CalendarDate, index: number, people: readonly Person[]): ControlRecord {
  const [most, least] = MADE_BEFORE[text.months];
  const done = someTime(random, someWorkday(random, addDays(due, -most), addDays(due, -least)), '09:00', '16:30');
  const id = `cr-${due.slice(0, 7)}-${text.record}`;
  return {
    ...{ id, record: text.record, due, done, by: makersOf(random, text, people, done) },
    notes: filledIn(random, text.notes[index % text.notes.length] as string),
    evidence: [`https://records.harbourlight.example/${id}`],
    ...{ recorded: notedAfter(done, id), removed: null },
  };
}

/** Whoever leads, and every other time somebody who helps. */
function makersOf(random: Random, { lead, helpers }: RecordText, people: readonly Person[], done: Instant): string[] {
  if (random.chance(0.5)) return [lead];
  const suiting = people.filter(({ id, engineer }) => (helpers === 'engineers' ? engineer : LEADS.includes(id)));
  const others = suiting.filter((one) => one.id !== lead && isEmployed(one, done));
  return [lead, random.pick(others).id];
}

/** `{18-30}` becomes a number between these two. */
function filledIn(random: Random, text: string): string {
  return text.replace(/\{(\d+)-(\d+)\}/g, (_, low: string, high: string) => String(random.integer(Number(low), Number(high))));
}
