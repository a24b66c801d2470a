import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isUntold, known, NotTold, told, untold } from './told.ts';

describe('what a source does not tell', () => {
  test.each([false, 0, '', null, undefined, [], {}, 'untold', { told: 1 }])('is not %j', (value) => {
    expect(isUntold(value)).toBe(false);
    expect(known(value)).toBe(value);
  });

  test('ends the judgement with its sentence', () => {
    const value = untold('The plan does not include it.');
    expect(isUntold(value)).toBe(true);
    expect(() => known<boolean>(value)).toThrow(new NotTold('The plan does not include it.'));
    expect(() => known<boolean>(value)).toThrow(NotTold);
  });

  test.each([
    ['a boolean', z.boolean(), true, 'yes'],
    ['a list', z.array(z.string()), ['a'], [1]],
    ['nothing', z.string().nullable(), null, undefined],
    ['an object', z.strictObject({ at: z.int() }), { at: 1 }, { at: 1, untold: 'both' }],
  ])('is kept apart from %s by its schema', (_what, schema, value, other) => {
    const either = told(schema);
    expect(either.parse(value)).toEqual(value);
    expect(either.parse(untold('why'))).toEqual({ untold: 'why' });
    expect(either.safeParse(other).success).toBe(false);
    expect(either.safeParse({ untold: 1 }).success).toBe(false);
    expect(either.safeParse({ untold: 'why', more: 1 }).success).toBe(false);
  });
});
