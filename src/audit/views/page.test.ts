import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PageWanted, pageOf } from './page.ts';

const rows = Array.from({ length: 23 }, (_, at) => at);
const view = { id: 'a view' };
const read = (wanted: PageWanted, list = 'a list', of = view) => pageOf(of, list, rows, wanted, (one) => one);
const made = (told: unknown) => Buffer.from(JSON.stringify(told)).toString('base64url');

describe('a part of a list', () => {
  it('page after page is the list, whatever the limits are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 }), (limits) => {
        const found: number[] = [];
        let cursor: string | undefined;
        for (let turn = 0; ; turn++) {
          const page = read({ cursor, limit: limits[turn % limits.length] as number });
          expect([page.offset, page.total]).toEqual([found.length, rows.length]);
          found.push(...page.rows);
          if (page.next === null) break;
          cursor = page.next;
        }
        expect(found).toEqual(rows);
      }),
    );
  });

  it('an offset beyond the end is an empty last page', () => {
    expect(read({ offset: 23, limit: 5 })).toEqual({ rows: [], total: 23, offset: 23, next: null });
    expect(read({ offset: 9_000_000, limit: 5 })).toMatchObject({ rows: [], next: null });
    expect(read({ offset: 18, limit: 5 })).toMatchObject({ rows: [18, 19, 20, 21, 22], next: null });
  });

  it('a row is shown with its place in the whole list', () => {
    expect(pageOf(view, 'a list', ['a', 'b', 'c'], { offset: 1, limit: 1 }, (row, place) => `${row}${place}`).rows).toEqual(['b1']);
  });

  it('a cursor counts before an offset', () => {
    const { next } = read({ limit: 4 });
    expect(read({ cursor: next as string, offset: 20, limit: 1 }).rows).toEqual([4]);
  });
});

describe('a cursor', () => {
  const cursor = read({ limit: 4 }).next as string;
  const [of, list] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, string, number];
  const refused = (told: string) => expect(() => read({ cursor: told, limit: 4 }), told).toThrow(expect.objectContaining({ code: 'page/cursor' }));

  it('of another list, or of the same list of another view, is refused', () => {
    expect(() => read({ cursor, limit: 4 }, 'another list')).toThrow('This cursor belongs to another list');
    expect(() => read({ cursor, limit: 4 }, 'a list', { id: 'the next view' })).toThrow('This cursor belongs to another list');
  });

  it('that nobody gave is refused: garbage, other shapes, and offsets that are none', () => {
    for (const told of ['', 'garbage', '%00', '\u202e', '🙂', '..', 'x'.repeat(500), made(null), made({}), made([]), made([of]), made('a')])
      refused(told);
    for (const offset of [-1, 0.5, '4', null, 1e300, [4], { at: 4 }, true, undefined]) refused(made([of, list, offset]));
  });

  it('whatever is written in one, a part of the list comes back or it is refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json().map(made)), (told) => {
        try {
          expect(read({ cursor: told, limit: 4 }).total).toBe(23);
        } catch (error) {
          expect(error).toMatchObject({ code: 'page/cursor' });
        }
      }),
    );
  });
});
