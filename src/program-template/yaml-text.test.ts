import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { yamlList, yamlText } from './yaml-text.ts';

const rough = fc.string({ unit: fc.constantFrom(...' \n\r\t"\'\\:,#-[]{}&*!|>%@`~$?=0a\u0000\u0085\u2028\ufeff'), maxLength: 12 });
const text = fc.oneof(
  rough,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('true', 'No', 'null', '~', '1e3', '0x1f', '2025-01-01', '.inf', '<<'),
);

test('any text is read back as it was, on one line, beside other keys', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(yamlText(value)).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
      expect(parse(`before: 1\ntext: ${yamlText(value)}\nafter: 2\n`)).toEqual({ before: 1, text: value, after: 2 });
    }),
    { numRuns: 2000 },
  );
});

test('any list of texts is read back as it was', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), (values) => {
      expect(parse(`list: ${yamlList(values)}\nafter: 2\n`)).toEqual({ list: values, after: 2 });
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['Harbourlight (demo)', 'Harbourlight (demo)'],
  ['Europe/Vienna', 'Europe/Vienna'],
  ['ada@company.example', 'ada@company.example'],
  ['true', '"true"'],
  ['2025', '"2025"'],
  ['a: b', '"a: b"'],
])('%j is written %s', (value, written) => {
  expect(yamlText(value)).toBe(written);
});
