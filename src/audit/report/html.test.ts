import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escaped, html, markupOf, named } from './html.ts';

describe('text in a page', () => {
  test.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['"><svg onload=alert(1)>', '&quot;&gt;&lt;svg onload=alert(1)&gt;'],
    ["' onmouseover='x", '&#39; onmouseover=&#39;x'],
    ['a & b', 'a &amp; b'],
    ['gpj.\u202Eexe', 'gpj.[U+202E]exe'],
    ['\u2066hidden\u2069', '[U+2066]hidden[U+2069]'],
    ['zero\u200Bwidth', 'zero[U+200B]width'],
    ['bell\u0007', 'bell[U+0007]'],
    ['two\nlines', 'two lines'],
    ['שלום', 'שלום'],
  ])('%j is written as %j', (text, written) => {
    expect(escaped(text)).toBe(written);
  });

  test('never becomes markup, in content or in an attribute', () => {
    const nasty = fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '`', '=', '/', 'a', ' ', '\u202E', '\u0000', '\uD800'), maxLength: 30 });
    fc.assert(
      fc.property(nasty, (text) => {
        const { markup } = html`<p title="${text}">${named(text)}</p>`;
        expect(markup.match(/[<>"']/g)?.join('')).toBe('<""><><><>');
      }),
    );
  });

  test('nests, leaves out what is false or null, and keeps zero', () => {
    expect(markupOf(html`<b>${[html`<i>${0}</i>`, false, null, 'x<']}</b>`)).toBe('<b><i>0</i>x&lt;</b>');
  });
});
