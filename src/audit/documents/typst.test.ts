import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, blank, flag, heading, list, paragraph, placeholder, table } from './document.ts';
import { plainText } from './plain-text.ts';
import { hostileTexts, sampleDocument } from './testing/sample-document.ts';
import { toTypst } from './typst.ts';
import { typstText } from './typst-text.ts';

const compiler = NodeCompiler.create({ workspace: '/tickmark-no-files' });

interface Body {
  readonly text?: string;
  readonly children?: readonly Body[];
}

/** The text of every heading, as Typst itself understood the source. */
function headings(source: string): readonly string[] {
  const bodies = compiler.query({ mainFileContent: source }, { selector: 'heading', field: 'body' }) as readonly Body[];
  return bodies.map((body) => shown(body).replaceAll('\u200B', ''));
}

/** Typst parts words from the spaces between them. */
function shown(body: Body | { readonly func?: string }): string {
  if ('func' in body && body.func === 'space') return ' ';
  const { text, children } = body as Body;
  return text ?? (children ?? []).map(shown).join('');
}

function errorsOf(source: string): readonly string[] {
  const compiled = compiler.compile({ mainFileContent: source });
  return ((compiled.takeError()?.shortDiagnostics ?? []) as readonly { message: string }[]).map((one) => one.message);
}

/** The text in every place of a document that takes one. */
function everywhere(text: string): readonly Block[] {
  const columns = [
    { title: text, width: 1 },
    { title: 'figures', width: 1, figures: true },
  ];
  return [
    heading(1, text),
    paragraph(text),
    paragraph(text, 'unknown'),
    list([text, text]),
    list([text], true),
    table(columns, [[text, [text, { text, tone: 'fail' }]]], text),
    table(columns, [], text),
    flag(text),
    placeholder(text),
    blank(text),
    { kind: 'pageBreak' },
  ];
}

describe('a document as Typst', () => {
  test.each(hostileTexts)('shows %j as it is, wherever it stands', (text) => {
    const source = toTypst(
      sampleDocument(everywhere(text), {
        title: text,
        subtitle: text,
        organization: text,
        notes: [text],
        particulars: [{ label: text, text }],
        contents: true,
      }),
    );
    expect(errorsOf(source)).toEqual([]);
    expect(headings(source)).toEqual([plainText(text)]);
  });

  test('shows any text as it is', () => {
    const letters = fc.constantFrom(
      ...'#[]{}()$@<>`*_\\/"\'=-+~^&|:;.,!? \n\t\r%a1é',
      '//',
      '/*',
      '*/',
      '\\u{',
      '#panic()',
      '\uD800',
      '\u202E',
      '日',
    );
    fc.assert(
      fc.property(fc.array(fc.string({ unit: letters, maxLength: 40 }), { minLength: 1, maxLength: 20 }), (texts) => {
        expect(headings(toTypst(sampleDocument(texts.map((text) => heading(2, text)))))).toEqual(texts.map(plainText));
      }),
      { numRuns: 60 },
    );
  });

  test('the same texts as markup would run: the test above can fail', () => {
    expect(errorsOf('#heading[#panic("it runs")]').join()).toContain('it runs');
    expect(errorsOf('#heading("") #panic("")').join()).toContain('panicked');
    expect(headings('#heading[a]\n\n= a heading')).toEqual(['a', 'a heading']);
  });

  test('says on every page whose it is and what it is not, and where the clock was simulated', () => {
    const page = (simulated: boolean) => /#show: body => layout-page\((.*), body\)/.exec(toTypst(sampleDocument([], { simulated })))?.[1];
    expect(page(false)).toBe('"A document", "Harbourlight (demo)", "Draft from facts. Not an auditor’s report.", ""');
    expect(page(true)).toContain('"Simulated clock, pretend systems."');
  });

  test('long words can be broken, and nothing is lost of them', () => {
    const hash = '2f1e6b0c9d8a7f6e5d4c3b2a1908f7e6d5c4b3a2';
    expect(typstText(hash)).toContain('\u200B');
    expect(typstText(hash).replaceAll('\u200B', '')).toBe(`"${hash}"`);
    expect(typstText('Misunderstandings')).not.toContain('\u200B');
  });

  test('points to settle are counted through the document and named at its head', () => {
    const source = toTypst(sampleDocument([flag('one'), paragraph('x'), flag('two'), placeholder('three')]));
    expect(source).toContain('#settle(1, "one")');
    expect(source).toContain('#settle(2, "two")');
    expect(source).toContain('Open in this draft: 2 points to settle, 1 to be written by the company.');
  });
});
