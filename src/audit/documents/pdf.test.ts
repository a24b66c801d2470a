import { describe, expect, test } from 'vitest';
import { heading, paragraph, table } from './document.ts';
import { compilePdf, toPdf } from './pdf.ts';
import { hostileTexts, sampleDocument } from './testing/sample-document.ts';

const columns = [
  { title: 'No.', width: 1, figures: true },
  { title: 'Text', width: 5 },
];

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

describe('a document as PDF', () => {
  test('is one, with its fonts in it', async () => {
    const { bytes, pages } = await toPdf(sampleDocument([heading(1, 'One'), paragraph('Text')]));
    expect(text(bytes).startsWith('%PDF-')).toBe(true);
    expect(pages).toBe(1);
    expect(text(bytes)).toMatch(/\/FontFile[23]? /);
    expect(text(bytes)).toContain('LibertinusSerif');
  });

  test('the same document gives the same bytes, another date others', async () => {
    const make = (asOf: string) => toPdf(sampleDocument([paragraph('Text')], { asOf }));
    const [first, again, later] = [
      await make('2025-12-31T23:00:00.000Z'),
      await make('2025-12-31T23:00:00.000Z'),
      await make('2026-01-31T23:00:00.000Z'),
    ];
    expect(Buffer.compare(first.bytes, again.bytes)).toBe(0);
    expect(text(first.bytes)).toContain('D:20251231');
    expect(text(later.bytes)).toContain('D:20260131');
  });

  test('a long table goes over pages', async () => {
    const rows = Array.from({ length: 200 }, (_, at) => [String(at), 'A row']);
    expect((await toPdf(sampleDocument([table(columns, rows, '')]))).pages).toBeGreaterThan(3);
  });

  test('a cell that is higher than a page is no error', async () => {
    const { pages } = await toPdf(sampleDocument([table(columns, [['1', 'word '.repeat(4000)]], '')]));
    expect(pages).toBeGreaterThan(2);
  });

  test('hostile texts are texts', async () => {
    const rows = hostileTexts.map((one, at) => [String(at), one]);
    expect((await toPdf(sampleDocument([table(columns, rows, ''), ...hostileTexts.map((one) => heading(3, one))]))).pages).toBeGreaterThan(1);
  });

  test('a source that is none is an error of ours, not a page', async () => {
    await expect(compilePdf('#panic("broken")', 0)).rejects.toThrow('Typst refused the document');
  });

  test('a source reads no file of this machine', async () => {
    await expect(compilePdf(`#read("${import.meta.filename}")`, 0)).rejects.toThrow('not found');
    await expect(compilePdf('#read("../pdf.ts")', 0)).rejects.toThrow('Typst refused the document');
  });
});
