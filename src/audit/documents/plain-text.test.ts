import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test.each([
  ['gpj.\u202Eexe', 'gpj.[U+202E]exe'],
  ['\u2066hidden\u2069', '[U+2066]hidden[U+2069]'],
  ['zero\u200Bwidth', 'zero[U+200B]width'],
  ['soft\u00ADhyphen', 'soft[U+00AD]hyphen'],
  ['tag\u{E0041}', 'tag[U+E0041]'],
  ['bell\u0007', 'bell[U+0007]'],
  ['half \uD800 a pair', 'half \uFFFD a pair'],
  ['  two\r\n\tlines\u2028three ', 'two lines three'],
  ['שלום 日本 🙂', 'שלום 日本 🙂'],
])('%j is shown as %j', (text, shown) => {
  expect(plainText(text)).toBe(shown);
});
