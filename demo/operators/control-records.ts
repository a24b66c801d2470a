import { addDays, type CalendarDate } from '../../src/kernel/calendar.ts';
import { type Instant, instant } from '../../src/kernel/time.ts';
import { at, dayOf, endOf, LAST_DAY, notedAfter, someTime, someWorkday, workdayUpTo } from '../clock.ts';
import { isKept } from '../company/control-records.ts';
import { RECORD_TEXTS } from '../company/record-texts.ts';
import type { World } from '../company/world.ts';
import type { ControlRecord, KeptControl } from '../company/world-program.ts';
import type { Random } from '../random.ts';
import { type Check, claim, found, isFree, NOTHING, type Operator, type Outcome, pickFree, replaced, unknown } from './operator.ts';

const SECOND = 1000;
const FILE = 'records/control-records.yaml';

const keyOf = ({ record, due }: ControlRecord): string => `${record}/${due}`;
const itemOf = (one: ControlRecord): string => `record:${keyOf(one)}`;
const checkOf = ({ record }: ControlRecord): Check => `record/${record}`;
const controlItem = (control: string): string => `control:${control}`;
const controlOf = ({ record }: ControlRecord): string => RECORD_TEXTS.find((text) => text.record === record)?.control ?? '';

/** The year's last windows fall due with the year's last instant: nothing can be late for them within the year. */
function dueWithin({ controlRecords }: World): ControlRecord[] {
  return controlRecords.filter(({ due }) => due < LAST_DAY);
}

/** What becomes of a record (none, one or two), and until when its window stays open: false where it never was. */
interface Spoilt {
  readonly fresh: readonly ControlRecord[];
  readonly until: Instant | null | false;
}

function onRecord(id: string, tells: string, spoil: (one: ControlRecord, random: Random) => Spoilt): Operator {
  return {
    id: `control-record/${id}`,
    tells,
    apply: (world, random) => {
      const one = pickFree(world, random, dueWithin(world), itemOf);
      if (one === null) return null;
      const { fresh, until } = spoil(one, random);
      return {
        world: claim(world, [itemOf(one)], { controlRecords: replaced(world.controlRecords, one, ...fresh) }),
        expected: until === false ? NOTHING : missed(one, until),
      };
    },
  };
}

function missed(one: ControlRecord, until: Instant | null): Outcome['expected'] {
  return found({ check: checkOf(one), item: one.due, from: endOf(one.due), until });
}

/** The same record, made at another time; whoever helped may have left by then. */
function madeAt(one: ControlRecord, done: Instant): ControlRecord {
  return { ...one, done, by: one.by.slice(0, 1), recorded: notedAfter(done, one.id) };
}

const soonAfter = (random: Random, due: CalendarDate): Instant =>
  someTime(random, someWorkday(random, addDays(due, 2), addDays(due, 25)), '09:00', '15:00');

const recordOperators = [
  onRecord('late', 'The record was made days after it was due.', (one, random) => {
    const done = soonAfter(random, one.due);
    return { fresh: [madeAt(one, done)], until: done };
  }),
  onRecord('one-second-late', 'The record was made one second after it was due.', (one) => {
    const done = instant(endOf(one.due) + SECOND);
    return { fresh: [madeAt(one, done)], until: done };
  }),
  onRecord('never-made', 'The record was not made for that window, nor later for it.', () => ({ fresh: [], until: null })),
  onRecord('without-notes-and-evidence', 'The record says that it was made, and nothing of what came of it.', (one) => ({
    fresh: [{ ...one, notes: null, evidence: [] }],
    until: null,
  })),
  onRecord('nobody-named', 'The record does not say who made it.', (one) => ({ fresh: [{ ...one, by: [] }], until: null })),
  onRecord('made-again', 'The record said nothing of what came of it; days after it was due, it was made again as it should be.', (one, random) => {
    const done = soonAfter(random, one.due);
    const again = madeAt({ ...one, id: `${one.id}-again` }, done);
    return { fresh: [{ ...one, notes: null, evidence: [] }, again], until: done };
  }),
  onRecord('just-in-time', 'The record was made in the last second before it was due: nothing is wrong.', (one) => ({
    fresh: [madeAt(one, instant(endOf(one.due) - SECOND))],
    until: false,
  })),
  onRecord('written-down-late', 'The record was made in time and written down only weeks later: nothing is wrong.', (one, random) => ({
    fresh: [{ ...one, recorded: soonAfter(random, one.due) }],
    until: false,
  })),
  onRecord('evidence-alone', 'The record has no notes, but evidence: nothing is wrong.', (one) => ({
    fresh: [{ ...one, notes: null }],
    until: false,
  })),
  onRecord('notes-alone', 'The record has notes and no evidence: nothing is wrong.', (one) => ({ fresh: [{ ...one, evidence: [] }], until: false })),
];

/** The file was broken and mended again before the due day: that hides nothing. */
const mendedInTime: Operator = {
  id: 'control-record/never-made-file-mended-in-time',
  tells: 'The record was not made; its file could not be read for some days, but could again when it was due.',
  apply: (world, random) => {
    const one = pickFree(world, random, dueWithin(world), itemOf);
    if (one === null) return null;
    const from = someTime(random, someWorkday(random, addDays(one.due, -30), addDays(one.due, -12)));
    const until = someTime(random, someWorkday(random, addDays(dayOf(from), 2), addDays(one.due, -3)));
    return {
      world: claim(world, [itemOf(one)], {
        controlRecords: replaced(world.controlRecords, one),
        malformed: [...world.malformed, { path: FILE, from, until }],
      }),
      expected: missed(one, null),
    };
  },
};

/** Controls kept all year, with a record that falls due within it, of which nothing was claimed. */
function pickControl(world: World, random: Random): { control: KeptControl; records: ControlRecord[] } | null {
  const all = world.controls.map((control) => ({ control, records: world.controlRecords.filter((one) => controlOf(one) === control.control) }));
  const suiting = all.filter(
    ({ control, records }) =>
      control.ended === null &&
      records.some(({ due }) => due < LAST_DAY) &&
      [controlItem(control.control), ...records.map(itemOf)].every((item) => isFree(world, item)),
  );
  return suiting.length === 0 ? null : random.pick(suiting);
}

/** The same control kept over other days; records that fall due on other days are gone, and so is `missing`. */
function keptOtherwise(world: World, control: KeptControl, fresh: KeptControl, records: readonly ControlRecord[], missing?: ControlRecord): World {
  const controls = replaced(world.controls, control, fresh);
  const gone = new Set(records.filter((one) => one === missing || !isKept(controls, control.control, one.due)));
  return claim(world, [controlItem(control.control), ...records.map(itemOf)], {
    controls,
    controlRecords: world.controlRecords.filter((one) => !gone.has(one)),
  });
}

function onControl(
  id: string,
  tells: string,
  lay: (world: World, control: KeptControl, records: ControlRecord[], random: Random) => Outcome,
): Operator {
  return {
    id: `control/${id}`,
    tells,
    apply: (world, random) => {
      const picked = pickControl(world, random);
      return picked === null ? null : lay(world, picked.control, picked.records, random);
    },
  };
}

/** Written down some days before. */
const before = (random: Random, day: CalendarDate): Instant => someTime(random, workdayUpTo(addDays(day, -random.integer(2, 6))));

const firstDue = (random: Random, records: readonly ControlRecord[]): ControlRecord => random.pick(records.filter(({ due }) => due < LAST_DAY));

const takenUpLate = onControl(
  'taken-up-late',
  'The control was taken up only after a window had closed, and nothing was made for that: nothing is wrong.',
  (world, control, records, random) => {
    const since = addDays(firstDue(random, records).due, random.chance(0.3) ? 1 : random.integer(2, 60));
    const fresh = { ...control, since, recorded: before(random, since) };
    return { world: keptOtherwise(world, control, fresh, records), expected: NOTHING };
  },
);

const takenUpAndMissed = onControl(
  'taken-up-and-missed',
  'The control was taken up in the course of a window, at times on its last day, and nothing was made for that window.',
  (world, control, records, random) => {
    const missing = firstDue(random, records);
    const since = addDays(missing.due, random.chance(0.3) ? 0 : -random.integer(1, 60));
    const fresh = { ...control, since, recorded: before(random, since) };
    return { world: keptOtherwise(world, control, fresh, records, missing), expected: missed(missing, null) };
  },
);

const givenUp = onControl(
  'given-up',
  'The control was given up before a window closed, at times on the day before its last one, and nothing was made for it: nothing is wrong.',
  (world, control, records, random) => {
    const until = addDays(firstDue(random, records).due, random.chance(0.3) ? -1 : -random.integer(2, 60));
    const fresh = { ...control, ended: { until, why: 'The service that it guarded was switched off.', recorded: before(random, until) } };
    return { world: keptOtherwise(world, control, fresh, records), expected: NOTHING };
  },
);

export const controlRecordOperators: readonly Operator[] = [...recordOperators, mendedInTime, takenUpLate, takenUpAndMissed, givenUp];

/**
 * Unreadable from days before a due day to days after it, and mended without the entry that was typed in meanwhile. No other defect may have been
 * laid over a record of the same day: the gap could answer for it, too.
 */
function unreadable(world: World, random: Random): Outcome | null {
  const isUntouched = ({ due }: ControlRecord) => !world.touched.some((item) => item.startsWith('record:') && item.endsWith(`/${due}`));
  const dues = dueWithin(world).filter(isUntouched);
  if (dues.length === 0) return null;
  const one = random.pick(dues);
  const from = someTime(random, someWorkday(random, addDays(one.due, -8), addDays(one.due, -4)), '09:00', '11:00');
  const until = someTime(random, someWorkday(random, addDays(one.due, 3), addDays(one.due, 9)));
  const done = at(dayOf(from), '11:30');
  const hidden = { ...one, done, recorded: notedAfter(done, one.id), removed: until };
  const others = world.controlRecords.filter(({ due }) => due === one.due);
  return {
    world: claim(world, others.map(itemOf), {
      controlRecords: replaced(world.controlRecords, one, hidden),
      malformed: [...world.malformed, { path: FILE, from, until }],
    }),
    expected: unknown({ check: checkOf(one), item: one.due, reason: 'lost-sight', from: endOf(one.due), until: null }),
  };
}

export const controlRecordGapOperators: readonly Operator[] = [
  {
    id: 'gap/control-records-unreadable',
    tells: 'The file of records could not be read over a due day, and one of them was written down only in that span.',
    apply: unreadable,
  },
];
