import { describe, expect, test } from 'vitest';
import { fieldsOf, instantOf, lacking, viewOfFields } from './time-fields.ts';

const shown = { audit: 'type-2', first: '2025-01-01', last: '2025-12-31', zone: 'Europe/Berlin' };

describe('the fields of the time machine', () => {
  test('hold the audit that is shown, and no instant, where the address says nothing', () => {
    const fields = fieldsOf({}, shown);
    expect(fields).toMatchObject({
      period: 'type-2',
      from: '2025-01-01',
      until: '2025-12-31',
      at: { day: '', time: '' },
      known: { day: '', time: '' },
    });
    expect(viewOfFields(fields, shown.zone)).toEqual({ audit: 'type-2' });
  });

  test.each([
    { audit: 'other', at: '2025-06-30' },
    { from: '2025-02-01', until: '2025-03-31', asKnownAt: '2025-07-01T10:30:00.000Z' },
    { audit: 'type-2', at: '2025-12-01T23:30:00.000Z', asKnownAt: '2026-01-02' },
  ])('give back the view that they were filled in from: %j', (view) => {
    expect(viewOfFields(fieldsOf(view, shown), shown.zone)).toEqual(view);
  });

  test('read a time in the zone of the program, in summer and in winter', () => {
    const fields = fieldsOf({}, shown);
    expect(viewOfFields({ ...fields, at: { day: '2025-07-01', time: '12:00' } }, shown.zone).at).toBe('2025-07-01T10:00:00.000Z');
    expect(viewOfFields({ ...fields, at: { day: '2025-01-01', time: '12:00' } }, shown.zone).at).toBe('2025-01-01T11:00:00.000Z');
  });

  test('leave what is no instant empty, rather than failing', () => {
    expect(fieldsOf({ at: 'yesterday' }, shown).at).toEqual({ day: '', time: '' });
  });

  test('say what is missing before anything is asked', () => {
    const fields = fieldsOf({}, shown);
    expect(lacking(fields)).toBeNull();
    expect(lacking({ ...fields, period: 'days', until: '' })).toContain('last day');
    expect(lacking({ ...fields, at: { day: '', time: '10:00' } })).toContain('needs its day');
  });
});

describe('an instant of an address', () => {
  test('is a moment, or the first of a day in the zone of the program', () => {
    expect(instantOf('2025-06-30', 'Europe/Vienna')).toBe(Date.parse('2025-06-29T22:00:00Z'));
    expect(instantOf('2025-06-30T08:00:00Z', 'Europe/Vienna')).toBe(Date.parse('2025-06-30T08:00:00Z'));
  });

  test('is none where none is named, or nonsense', () => {
    expect(instantOf(undefined, 'UTC')).toBeUndefined();
    expect(instantOf('tomorrow', 'UTC')).toBeUndefined();
  });
});
