import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addCadence,
  addCadenceToInstant,
  addDays,
  type Cadence,
  type CalendarDate,
  calendarDate,
  dateAt,
  daysSpan,
  durationText,
  endOfDay,
  startOfDay,
  windows,
  writtenOut,
  zone,
} from './calendar.ts';
import { covers, spansOf } from './spans.ts';
import { BEGINNING, DAY, FOREVER, HOUR, instant, isoInstant, parseInstant } from './time.ts';

const date = calendarDate;
const vienna = zone('Europe/Vienna');

/** Half hours, quarter hours, midnights that do not exist, both sides of the date line, winter clocks that run ahead. */
const zones = [
  'UTC',
  'Europe/Vienna',
  'Europe/Dublin',
  'America/Sao_Paulo',
  'America/Havana',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'America/St_Johns',
  'Antarctica/Troll',
].map(zone);

const someZone = fc.constantFrom(...zones);
const someDay = fc
  .date({ min: new Date('1971-01-01'), max: new Date('2070-12-31'), noInvalidDate: true })
  .map((one) => date(one.toISOString().slice(0, 10)));
const someCadence: fc.Arbitrary<Cadence> = fc.record({
  every: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom('day', 'week', 'month', 'year'),
});

const startText = (day: string, name: string) => isoInstant(startOfDay(date(day), zone(name)));
const hours = (day: string, name: string) => (endOfDay(date(day), zone(name)) - startOfDay(date(day), zone(name))) / HOUR;

describe('a day', () => {
  test('begins where the one before ends, in every zone', () => {
    fc.assert(
      fc.property(someDay, someZone, (day, inZone) => {
        expect(startOfDay(addDays(day, 1), inZone)).toBe(endOfDay(day, inZone));
        expect(startOfDay(day, inZone)).toBeLessThanOrEqual(endOfDay(day, inZone));
      }),
    );
  });

  test('is what a wall clock of another library shows at its first and last instant, and not just before', () => {
    const clocks = new Map(zones.map((name) => [name, new Intl.DateTimeFormat('en-CA', { timeZone: name, dateStyle: 'short' })]));
    fc.assert(
      fc.property(someDay, someZone, (day, inZone) => {
        const [from, until] = [startOfDay(day, inZone), endOfDay(day, inZone)];
        fc.pre(from < until);
        const shown = (at: number) => clocks.get(inZone)?.format(at);
        expect([shown(from), shown(until - 1)]).toEqual([day, day]);
        expect(shown(from - 1)).not.toBe(day);
        expect([dateAt(from, inZone), dateAt(instant(until - 1), inZone)]).toEqual([day, day]);
      }),
    );
  });

  test.each([
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    ['Africa/Cairo', '2024-04-26', '2024-04-25T22:00:00.000Z'],
    ['Asia/Beirut', '2024-03-31', '2024-03-30T22:00:00.000Z'],
    ['Asia/Kathmandu', '1986-01-01', '1985-12-31T18:30:00.000Z'],
  ])('in %s begins later when midnight does not exist: %s', (name, day, first) => {
    expect(startText(day, name)).toBe(first);
    expect(writtenOut(parseInstant(first), zone(name))).not.toContain(' 00:00:00 ');
    expect(isoInstant(endOfDay(addDays(date(day), -1), zone(name)))).toBe(first);
  });

  test('begins with the first of two midnights', () => {
    expect(startText('2024-11-03', 'America/Havana')).toBe('2024-11-03T04:00:00.000Z');
    expect(hours('2024-11-03', 'America/Havana')).toBe(25);
    // One minute past midnight the clocks went back to the day before.
    expect(startText('2010-11-07', 'America/St_Johns')).toBe('2010-11-07T02:30:00.000Z');
  });

  test.each([
    ['Europe/Vienna', '2025-03-30', 23],
    ['Europe/Vienna', '2025-10-26', 25],
    ['Europe/Vienna', '2025-06-01', 24],
    ['Australia/Lord_Howe', '2025-04-06', 24.5],
    ['Australia/Lord_Howe', '2025-10-05', 23.5],
    ['Antarctica/Troll', '2025-03-30', 22],
    ['America/Sao_Paulo', '2018-11-04', 23],
    ['Asia/Kathmandu', '1986-01-01', 23.75],
    ['Pacific/Apia', '2011-12-30', 0],
  ])('in %s on %s has %d hours', (name, day, length) => {
    expect(hours(day, name)).toBe(length);
  });

  test.each([
    ['Asia/Kathmandu', '2024-12-31T18:15:00.000Z'],
    ['Pacific/Chatham', '2024-12-31T10:15:00.000Z'],
    ['Pacific/Kiritimati', '2024-12-31T10:00:00.000Z'],
    ['America/St_Johns', '2025-01-01T03:30:00.000Z'],
  ])('in %s begins at %s', (name, first) => {
    expect(startText('2025-01-01', name)).toBe(first);
  });

  test('at the ends of time stays there', () => {
    for (const inZone of zones) {
      expect(startOfDay(date('0001-01-01'), inZone)).toBeGreaterThanOrEqual(BEGINNING);
      expect(startOfDay(date('0000-01-01'), inZone)).toBe(BEGINNING);
      expect(endOfDay(date('9999-12-31'), inZone)).toBe(FOREVER);
    }
  });
});

describe('dates', () => {
  test.each([
    '2025-02-29',
    '2100-02-29',
    '2025-04-31',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
    '2025-1-1',
    '20250101',
    '2025-01-01T00:00',
    ' 2025-01-01',
    '2025-01-01\n',
    '-000001-01-01',
    '',
  ])('are nothing like %j', (text) => {
    expect(() => calendarDate(text)).toThrow(expect.objectContaining({ code: 'calendar/not-a-date' }));
  });

  test.each(['2024-02-29', '2000-02-29', '0999-12-31', '9999-12-31'])('%s is a day', (text) => {
    expect(calendarDate(text)).toBe(text);
  });

  test('sort as text, so nothing leads beyond four digits', () => {
    expect(() => addDays(date('9999-12-31'), 1)).toThrow(expect.objectContaining({ code: 'calendar/out-of-range' }));
    expect(() => addCadence(date('2025-01-01'), { every: 99_999, unit: 'year' })).toThrow(expect.objectContaining({ code: 'calendar/out-of-range' }));
    expect(() => addDays(date('0000-01-01'), -1)).toThrow(expect.objectContaining({ code: 'calendar/out-of-range' }));
    fc.assert(
      fc.property(someDay, fc.integer({ min: -20_000, max: 20_000 }), (day, days) => {
        const moved = addDays(day, days);
        expect(addDays(moved, -days)).toBe(day);
        expect(Math.sign(moved < day ? -1 : moved > day ? 1 : 0)).toBe(Math.sign(days));
        expect((Date.parse(moved) - Date.parse(day)) / DAY).toBe(days);
      }),
    );
  });

  test('a leap day is a day', () => {
    expect(addDays(date('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(date('2100-02-28'), 1)).toBe('2100-03-01');
    expect(dateAt(parseInstant('2024-02-29T23:30:00Z'), vienna)).toBe('2024-03-01');
  });
});

describe('a zone', () => {
  test('is written as the time zone database does', () => {
    expect(zone('europe/vienna')).toBe('Europe/Vienna');
    expect(zone('utc')).toBe('UTC');
    for (const name of ['UTC', 'Etc/GMT+5', 'America/Argentina/Buenos_Aires', 'Asia/Kathmandu']) expect(zone(name)).toBe(name);
  });

  test.each([
    '',
    'Vienna',
    'Europe/Wien',
    ' Europe/Vienna',
    'Europe/Vienna ',
    '+01:00',
    '-00:00',
    '+01',
    'Z',
    '2025-01-01T00:00Z[Europe/Vienna]',
    '2020-01-01T00:00+05:00',
  ])('is not %j', (name) => {
    expect(() => zone(name)).toThrow(expect.objectContaining({ code: 'calendar/not-a-zone' }));
  });
});

describe('a period', () => {
  test('includes its last day, and not an instant more', () => {
    const year = daysSpan(date('2025-01-01'), date('2025-12-31'), vienna);
    expect([isoInstant(year.from), isoInstant(year.until)]).toEqual(['2024-12-31T23:00:00.000Z', '2025-12-31T23:00:00.000Z']);
    expect(dateAt(instant(year.until - 1), vienna)).toBe('2025-12-31');
    expect(dateAt(year.until, vienna)).toBe('2026-01-01');
  });

  test('of one date is that day', () => {
    expect(daysSpan(date('2025-03-30'), date('2025-03-30'), vienna)).toEqual({
      from: parseInstant('2025-03-29T23:00:00Z'),
      until: parseInstant('2025-03-30T22:00:00Z'),
    });
  });

  test('may begin or end on a day that the zone skipped, but not consist of it', () => {
    const apia = zone('Pacific/Apia');
    expect(() => daysSpan(date('2011-12-30'), date('2011-12-30'), apia)).toThrow(expect.objectContaining({ code: 'calendar/no-such-day' }));
    expect(daysSpan(date('2011-12-29'), date('2011-12-30'), apia)).toEqual(daysSpan(date('2011-12-29'), date('2011-12-29'), apia));
    expect(daysSpan(date('2011-12-30'), date('2011-12-31'), apia)).toEqual(daysSpan(date('2011-12-31'), date('2011-12-31'), apia));
    expect(dateAt(instant(startOfDay(date('2011-12-31'), apia) - 1), apia)).toBe('2011-12-29');
  });

  test('does not run backwards, nor beyond time', () => {
    expect(() => daysSpan(date('2025-01-02'), date('2025-01-01'), vienna)).toThrow(expect.objectContaining({ code: 'calendar/backwards' }));
    expect(() => daysSpan(date('9999-12-31'), date('9999-12-31'), zone('America/Los_Angeles'))).toThrow(
      expect.objectContaining({ code: 'calendar/no-such-day' }),
    );
  });

  test('is the sum of its days, in every zone', () => {
    fc.assert(
      fc.property(someDay, fc.nat({ max: 400 }), someZone, (first, length, inZone) => {
        const last = addDays(first, length);
        fc.pre(startOfDay(first, inZone) < endOfDay(last, inZone));
        const days = Array.from({ length: length + 1 }, (_, n) => addDays(first, n)).map((day) => ({
          from: startOfDay(day, inZone),
          until: endOfDay(day, inZone),
        }));
        expect(days.every((day, i) => i === 0 || day.from === days[i - 1]?.until)).toBe(true);
        expect(covers(spansOf(days), daysSpan(first, last, inZone))).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});

describe('windows of a cadence', () => {
  test('tile the days from the anchor to the one asked for: no hole, no overlap, no drift', () => {
    fc.assert(
      fc.property(someDay, someCadence, fc.nat({ max: 4_000 }), someZone, (anchor, cadence, ahead, inZone) => {
        const until = addDays(anchor, ahead % (cadence.unit === 'day' ? 400 : 4_000));
        const found = windows(anchor, cadence, until);
        expect(found[0]?.first).toBe(anchor);
        for (const [i, { first, last }] of found.entries()) {
          expect(first <= last).toBe(true);
          expect(first).toBe(addCadence(anchor, cadence, i));
          const next = found[i + 1];
          if (next) expect(next.first).toBe(addDays(last, 1));
          if (next) expect(startOfDay(next.first, inZone)).toBe(endOfDay(last, inZone));
        }
        const end = found.at(-1);
        expect(end && end.first <= until && until <= end.last).toBe(true);
      }),
    );
  });

  test('of months keep the day of the anchor, or the last one that the month has', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 36 }), fc.nat({ max: 60 }), (anchor, every, count) => {
        const reached = addCadence(anchor, { every, unit: 'month' }, count);
        const [year, month, day] = reached.split('-').map(Number) as [number, number, number];
        const wanted = Number(anchor.slice(8));
        const lengthOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
        expect(day).toBe(Math.min(wanted, lengthOfMonth));
        expect(year * 12 + month - Number(anchor.slice(0, 4)) * 12 - Number(anchor.slice(5, 7))).toBe(every * count);
      }),
    );
  });

  test('at the end of a month come back to it', () => {
    const ends = (anchor: string, unit: Cadence['unit'], until: string) =>
      windows(date(anchor), { every: 1, unit }, date(until)).map(({ first }) => first);
    expect(ends('2024-01-31', 'month', '2024-06-01')).toEqual(['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31']);
    expect(ends('2024-02-29', 'year', '2028-03-01')).toEqual(['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
  });

  test('90 days are not a quarter', () => {
    const quarters = windows(date('2025-01-01'), { every: 3, unit: 'month' }, date('2025-12-31'));
    expect(quarters.map(({ first, last }) => `${first}/${last}`)).toEqual([
      '2025-01-01/2025-03-31',
      '2025-04-01/2025-06-30',
      '2025-07-01/2025-09-30',
      '2025-10-01/2025-12-31',
    ]);
    expect(windows(date('2025-01-01'), { every: 90, unit: 'day' }, date('2025-12-31'))).toHaveLength(5);
  });

  test('are none before the anchor, and never without end', () => {
    expect(windows(date('2025-01-02'), { every: 1, unit: 'day' }, date('2025-01-01'))).toEqual([]);
    for (const every of [0, -1, Number.NaN])
      expect(() => windows(date('2025-01-01'), { every, unit: 'month' }, date('2025-12-31'))).toThrow(RangeError);
  });
});

describe('a cadence after an instant', () => {
  const moved = (at: string, cadence: Cadence, name: string) => isoInstant(addCadenceToInstant(parseInstant(at), cadence, zone(name)));

  test('keeps the time on the wall, across a change of clocks', () => {
    expect(moved('2025-03-29T11:00:00Z', { every: 1, unit: 'day' }, 'Europe/Vienna')).toBe('2025-03-30T10:00:00.000Z');
    expect(moved('2025-10-25T10:00:00.123Z', { every: 1, unit: 'week' }, 'Europe/Vienna')).toBe('2025-11-01T11:00:00.123Z');
    expect(moved('2025-01-31T01:30:00Z', { every: 1, unit: 'month' }, 'Europe/Vienna')).toBe('2025-02-28T01:30:00.000Z');
    expect(moved('2024-02-29T12:00:00Z', { every: 1, unit: 'year' }, 'UTC')).toBe('2025-02-28T12:00:00.000Z');
  });

  test('moves on where that time does not exist, and takes the first where it stands twice', () => {
    expect(moved('2025-03-29T01:30:00Z', { every: 1, unit: 'day' }, 'Europe/Vienna')).toBe('2025-03-30T01:30:00.000Z');
    expect(moved('2025-10-25T00:30:00Z', { every: 1, unit: 'day' }, 'Europe/Vienna')).toBe('2025-10-26T00:30:00.000Z');
  });

  test('always lies later, and stays inside time', () => {
    fc.assert(
      fc.property(someDay, fc.nat({ max: DAY - 1 }), someCadence, someZone, (day, ms, cadence, inZone) => {
        const at = instant(Date.parse(day) + ms);
        expect(addCadenceToInstant(at, cadence, inZone)).toBeGreaterThan(at);
      }),
    );
    expect(addCadenceToInstant(FOREVER, { every: 1, unit: 'year' }, vienna)).toBe(FOREVER);
  });
});

describe('written out', () => {
  test('an instant shows its zone to the second, and UTC to the millisecond', () => {
    expect(writtenOut(parseInstant('2025-03-01T09:30:00.123Z'), vienna)).toBe('2025-03-01 10:30:00 Europe/Vienna (2025-03-01T09:30:00.123Z)');
    expect(writtenOut(parseInstant('2025-01-01T00:00:59.999Z'), zone('Asia/Kathmandu'))).toBe(
      '2025-01-01 05:45:59 Asia/Kathmandu (2025-01-01T00:00:59.999Z)',
    );
  });

  test('an hour that the clocks repeat is told apart by UTC', () => {
    const twice = ['2025-10-26T00:30:00Z', '2025-10-26T01:30:00Z'].map((text) => writtenOut(parseInstant(text), vienna));
    expect(twice).toEqual([
      '2025-10-26 02:30:00 Europe/Vienna (2025-10-26T00:30:00.000Z)',
      '2025-10-26 02:30:00 Europe/Vienna (2025-10-26T01:30:00.000Z)',
    ]);
  });

  test('an instant of any century says what the calendar library says', () => {
    const anyInstant = fc.integer({ min: BEGINNING, max: FOREVER }).map(instant);
    fc.assert(
      fc.property(fc.oneof(anyInstant, fc.integer({ min: 0, max: Date.UTC(2100, 0) }).map(instant)), someZone, (at, inZone) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(inZone);
        const time = zoned.toPlainTime().toString({ smallestUnit: 'second' });
        expect(writtenOut(at, inZone)).toBe(`${zoned.toPlainDate().toString()} ${time} ${inZone} (${isoInstant(at)})`);
      }),
      { numRuns: 1_000 },
    );
  });

  test('before 1970 it is rounded down too, and early years have four digits', () => {
    expect(writtenOut(parseInstant('1969-12-31T23:59:59.999Z'), zone('UTC'))).toBe('1969-12-31 23:59:59 UTC (1969-12-31T23:59:59.999Z)');
    expect(writtenOut(BEGINNING, zone('UTC'))).toBe('0001-01-01 00:00:00 UTC (0001-01-01T00:00:00.000Z)');
    expect(dateAt(BEGINNING, zone('UTC'))).toBe('0001-01-01' as CalendarDate);
  });

  test.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1_000, '1 s'],
    [35_999, '35 s'],
    [60_000, '1 min'],
    [4 * HOUR + 600_000, '4 h 10 min'],
    [4 * HOUR + 600_999, '4 h 10 min'],
    [9 * DAY + 21 * HOUR + 59 * 60_000, '9 d 21 h'],
    [DAY - 1, '23 h 59 min'],
    [400 * DAY, '400 d'],
    [-5_000, '5 s'],
  ])('a length of %d ms is "%s"', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });
});
