import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from './csv.ts';

describe('a CSV field', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', " '=1"],
    ['\r\n=1', "  '=1"],
    ['  =1', "'  =1"],
    ['"=1"', `'""=1""`],
    ["'=1", "''=1"],
    ['＝1', "'＝1"],
    ['a;=1', "a;'=1"],
    ['a, @b', "a,' @b"],
    ['a|-b', "a|'-b"],
    ['=;=;=', "'=;'=;'="],
    ['a - b', 'a - b'],
    ['a=b', 'a=b'],
    ['say "so"', 'say ""so""'],
    ['Zoë', 'Zoë'],
  ])('%j is written as %j', (field, written) => {
    const spaced = written.startsWith(' ') ? `'${written.replace("'", '')}` : written;
    expect(csvLine([field])).toBe(`"${spaced}"\r\n`);
  });

  test('never begins a formula, wherever a spreadsheet splits it', () => {
    const letters = fc.constantFrom(...'=+-@＝"\' \t\r\n,;|a1');
    fc.assert(
      fc.property(fc.array(fc.string({ unit: letters, maxLength: 12 }), { minLength: 1, maxLength: 4 }), (fields) => {
        const line = csvLine(fields);
        expect(line.endsWith('\r\n')).toBe(true);
        expect(line.slice(0, -2)).not.toMatch(/[\r\n\t]/);
        for (const part of line.slice(0, -2).split(/[,;|]/)) expect(part).not.toMatch(/^[\s"]*[=+\-@＝]/);
      }),
      { numRuns: 2_000 },
    );
  });

  test('reads back as it was, but for the apostrophes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 20 }), { minLength: 1, maxLength: 5 }), (fields) => {
        const read = [...csvLine(fields).matchAll(/"((?:[^"]|"")*)"(?:,|\r\n)/g)].map(([, field]) => (field as string).replaceAll('""', '"'));
        const plain = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').replaceAll("'", '');
        expect(read.map((field) => field.replaceAll("'", ''))).toEqual(fields.map(plain));
      }),
    );
  });
});
