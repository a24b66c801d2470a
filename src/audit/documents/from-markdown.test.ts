import { describe, expect, test } from 'vitest';
import { heading, list, paragraph } from './document.ts';
import { fromMarkdown } from './from-markdown.ts';

describe('text of the company', () => {
  test('keeps its headings, lists and paragraphs', () => {
    const text =
      '---\nid: x\n---\n# Services\n\nWe plan\nberths.\n\n- one\n  goes on\n- two\n\n1. first\n2) second\n\n### Deep ###\nText\n- after text';
    expect(fromMarkdown(text)).toEqual([
      heading(2, 'Services'),
      paragraph('We plan berths.'),
      list(['one goes on', 'two']),
      list(['first', 'second'], true),
      heading(3, 'Deep'),
      paragraph('Text'),
      list(['after text']),
    ]);
  });

  test.each([
    ['**plan** berths', 'plan berths'],
    ['*plan* berths', 'plan berths'],
    ['`api` serves', 'api serves'],
    ['[terms](https://example.org/terms)', 'terms (https://example.org/terms)'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['snake_case_name', 'snake_case_name'],
    ['\\*not emphasis\\*', '*not emphasis*'],
    ['seen <!-- hidden --> by all', 'seen  by all'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ])('%j reads %j', (written, read) => {
    expect(fromMarkdown(written)).toEqual([paragraph(read)]);
  });

  test('nothing is no block', () => {
    expect(fromMarkdown('\n \n\n')).toEqual([]);
  });
});
