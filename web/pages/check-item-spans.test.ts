import { describe, expect, it } from 'vitest';
import { type ItemRow, itemSpans } from './check-item-spans.ts';

const at = (day: string) => Date.parse(`${day}T00:00:00.000Z`);
const period = { from: at('2025-01-01'), until: at('2026-01-01') };
const horizon = at('2025-10-01');

function row(more: Partial<ItemRow>): ItemRow {
  return {
    ...{ item: 'a', title: 'A', outcome: 'pass', excludedBy: null, because: '', due: null, recordedLate: 0, claimed: false },
    ...{ from: '2024-06-01T00:00:00.000Z', until: '9999-12-31T00:00:00.000Z', spans: [], lasted: 0, failed: 0, unknown: 0 },
    ...more,
  };
}

const drawn = (mode: 'state' | 'events' | 'calendar', more: Partial<ItemRow>) =>
  itemSpans(row(more), mode, period, horizon).map(({ from, until, state, open }) => [
    new Date(from).toISOString().slice(0, 10),
    new Date(until).toISOString().slice(0, 10),
    state,
    ...(open === true ? ['open'] : []),
  ]);

const fail = (from: string, until: string | null) => ({
  from: `${from}T00:00:00.000Z`,
  until: until === null ? null : `${until}T00:00:00.000Z`,
  outcome: 'fail' as const,
});
const unknown = (from: string, until: string | null) => ({ ...fail(from, until), outcome: 'unknown' as const, reason: 'denied' });

describe('what is drawn of a thing that existed', () => {
  it('reaches from the beginning of the period to where judging ends, and never into what is to come', () => {
    expect(drawn('state', {})).toEqual([['2025-01-01', '2025-10-01', 'pass']]);
  });

  it('begins and ends with the thing', () => {
    expect(drawn('state', { from: '2025-03-01T00:00:00.000Z', until: '2025-04-01T00:00:00.000Z' })).toEqual([['2025-03-01', '2025-04-01', 'pass']]);
  });

  it('passes where it neither failed nor is unknown; what still fails is open', () => {
    const spans = [fail('2024-12-01', '2025-01-05'), unknown('2025-02-01', '2025-02-03'), fail('2025-09-01', null)];
    expect(drawn('state', { outcome: 'fail', spans })).toEqual([
      ['2025-01-01', '2025-01-05', 'fail'],
      ['2025-01-05', '2025-02-01', 'pass'],
      ['2025-02-01', '2025-02-03', 'unknown'],
      ['2025-02-03', '2025-09-01', 'pass'],
      ['2025-09-01', '2025-10-01', 'fail', 'open'],
    ]);
  });

  it('what is unknown to the end is not called open: nobody knows', () => {
    expect(drawn('state', { outcome: 'unknown', spans: [unknown('2025-05-01', null)] }).at(-1)).toEqual(['2025-05-01', '2025-10-01', 'unknown']);
  });

  it('an exclusion lies over the whole of it, and so does what is not owed', () => {
    expect(drawn('state', { outcome: 'fail', excludedBy: 'x', spans: [fail('2025-02-01', null)] })).toEqual([
      ['2025-01-01', '2025-10-01', 'excluded'],
    ]);
    expect(drawn('state', { outcome: 'not-owed' })).toEqual([['2025-01-01', '2025-10-01', 'not-owed']]);
  });

  it('spans that overlap are cut, so that none lies over another', () => {
    const spans = itemSpans(
      row({ outcome: 'fail', spans: [fail('2025-02-01', '2025-02-10'), unknown('2025-02-05', '2025-02-20')] }),
      'state',
      period,
      horizon,
    );
    for (const [place, one] of spans.slice(1).entries()) expect(one.from).toBeGreaterThanOrEqual(spans[place]?.until ?? 0);
  });
});

describe('what is drawn of what happened or fell due', () => {
  const moment = { from: '2025-03-01T00:00:00.000Z', until: '2025-03-01T00:00:00.001Z' };

  it('an instant is drawn as what it was, and nothing that is well is drawn before what is not', () => {
    expect(drawn('events', moment)).toEqual([['2025-03-01', '2025-03-01', 'pass']]);
    expect(drawn('events', { ...moment, outcome: 'fail', spans: [{ from: moment.from, until: moment.until, outcome: 'fail' }] })).toEqual([
      ['2025-03-01', '2025-03-01', 'fail'],
    ]);
  });

  it('until it is late it is inside its limit, and when it is over nothing is drawn', () => {
    const due = { from: '2025-01-01T00:00:00.000Z', until: '2025-04-01T00:00:00.000Z' };
    expect(drawn('calendar', { ...due, outcome: 'fail', spans: [fail('2025-04-01', '2025-04-18')] })).toEqual([
      ['2025-01-01', '2025-04-01', 'grace'],
      ['2025-04-01', '2025-04-18', 'fail'],
    ]);
  });

  it('what lies outside the judged part is drawn at its edge, and is never lost', () => {
    expect(drawn('events', { from: '2024-12-01T00:00:00.000Z', until: '2024-12-01T00:00:00.001Z' })).toEqual([['2025-01-01', '2025-01-01', 'pass']]);
    expect(drawn('events', { from: '2025-11-01T00:00:00.000Z', until: '2025-11-01T00:00:00.001Z' })).toEqual([['2025-09-30', '2025-10-01', 'pass']]);
  });
});
