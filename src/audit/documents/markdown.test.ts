import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blank, flag, heading, list, paragraph, placeholder, table } from './document.ts';
import { toMarkdown } from './markdown.ts';
import { plainText } from './plain-text.ts';
import { hostileTexts, sampleDocument } from './testing/sample-document.ts';

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&#64;': '@', '&#58;': ':', '&#46;': '.' };
const written = /\\[!-/:-@[-`{-~]|&(?:amp|lt|gt|#\d+);/g;

/** What a reader of the rendered page sees of a line. */
function read(markdown: string): string {
  return markdown.replace(written, (one) => entities[one] ?? one.slice(1));
}

/** What could begin markup in a line, once everything that is escaped is gone. */
function markupIn(markdown: string): readonly string[] {
  const left = markdown.replace(written, 'x');
  return left.match(/[\\`*_[\]{}<>|~$&]|^[#+=-]|^\d+[.)]|(?<!\w)@|(?<![a-z])(?:https?|ftp|mailto):|(?<![a-z])www\./gi) ?? [];
}

function lineOf(text: string): string {
  return toMarkdown(sampleDocument([paragraph('before'), paragraph(text), paragraph('after')]))
    .split('before\n\n')[1]!
    .split('after')[0]!
    .trimEnd();
}

describe('a document as Markdown', () => {
  test.each(hostileTexts)('shows %j as it is', (text) => {
    expect(read(lineOf(text))).toBe(plainText(text));
    expect(markupIn(lineOf(text))).toEqual([]);
  });

  test('shows any text as it is', () => {
    const letters = fc.constantFrom(...'#[]{}()$@<>`*_\\/"\'=-+~^&|:;.,!? \n\t%a1', 'https://', 'www.', '<b>', '&lt;', '1.');
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 40 }), (text) => {
        const line = lineOf(text);
        expect(line).not.toContain('\n');
        expect(read(line)).toBe(plainText(text));
        expect(markupIn(line)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('the same texts as they are would be markup: the tests above can fail', () => {
    expect(markupIn('<script>')).toEqual(['<', '>']);
    expect(markupIn('[a](https://example.org)').length).toBeGreaterThan(2);
    expect(markupIn('# a')).toEqual(['#']);
    expect(markupIn('1. a')).toEqual(['1.']);
  });

  test('a cell never ends its row or its table', () => {
    const columns = [
      { title: 'a', width: 1 },
      { title: 'b', width: 1, figures: true },
    ];
    const text = toMarkdown(sampleDocument([table(columns, [['x | y\n| z |', ['one', { text: '2', tone: 'fail' }]]], '')]));
    expect(text).toContain('| a | b |\n| --- | ---: |\n| x \\| y \\| z \\| | one<br>2 |');
  });

  test('says what it is, and where the clock was simulated, at its head and at its end', () => {
    expect(toMarkdown(sampleDocument([]))).toContain('*Harbourlight (demo). Draft from facts. Not an auditor’s report.*');
    expect(toMarkdown(sampleDocument([]))).not.toContain('Simulated');
    expect(toMarkdown(sampleDocument([], { simulated: true })).match(/\*Simulated clock, pretend systems\.\*/g)).toHaveLength(2);
  });

  test('every block has its form', () => {
    const text = toMarkdown(
      sampleDocument([
        heading(1, 'One'),
        list(['a', 'b']),
        list(['c', 'd'], true),
        flag('why'),
        placeholder('say'),
        blank('Name'),
        { kind: 'pageBreak' },
      ]),
    );
    expect(text).toContain('## One\n\n- a\n- b\n\n1. c\n2. d\n\n> **To settle 1:** why\n\n> *To be written by the company:* say\n\nName: \\_\\_');
    expect(text.endsWith('\n\n---\n')).toBe(true);
    expect(text).toContain('- **Period:** 2025');
    expect(text).toContain('**Open in this draft: 1 point to settle, 1 to be written by the company.**');
  });
});
