import { fileURLToPath } from 'node:url';
import { Refusal } from '../../kernel/refusal.ts';
import type { Document } from './document.ts';
import { toTypst } from './typst.ts';

export interface Pdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

/** A folder that does not exist: Typst reads files below its workspace alone, and a document needs none. */
const nowhere = fileURLToPath(new URL('no-files/', import.meta.url));

/**
 * The document as a PDF with its fonts in it. The same document gives the same bytes; its date is that of its facts.
 * @throws Refusal `document/no-pdf-here` where Typst has no build for this machine; Error where Typst refuses its source, which is a fault of ours
 */
export async function toPdf(document: Document): Promise<Pdf> {
  return compilePdf(toTypst(document), Date.parse(document.asOf));
}

/** Compiles a source of Typst; `dated` is in milliseconds since the epoch. */
export async function compilePdf(source: string, dated: number): Promise<Pdf> {
  const { NodeCompiler } = await loadTypst();
  const compiler = NodeCompiler.create({ workspace: nowhere });
  const compiled = compiler.compile({ mainFileContent: source });
  if (compiled.result === null) throw new Error(`Typst refused the document: ${JSON.stringify(compiled.takeError()?.shortDiagnostics ?? [])}`);
  const bytes = compiler.pdf(compiled.result, { creationTimestamp: Math.floor(dated / 1000) });
  const pages = compiled.result.numOfPages;
  compiler.evictCache(0);
  return { bytes, pages };
}

/** Compiles a source of Typst to one picture in SVG, its letters as outlines. */
export async function compilePicture(source: string): Promise<string> {
  const { NodeCompiler } = await loadTypst();
  const compiler = NodeCompiler.create({ workspace: nowhere });
  const compiled = compiler.compile({ mainFileContent: source });
  if (compiled.result === null) throw new Error(`Typst refused the document: ${JSON.stringify(compiled.takeError()?.shortDiagnostics ?? [])}`);
  const picture = compiler.plainSvg(compiled.result);
  compiler.evictCache(0);
  return picture;
}

async function loadTypst(): Promise<typeof import('@myriaddreamin/typst-ts-node-compiler')> {
  try {
    return await import('@myriaddreamin/typst-ts-node-compiler');
  } catch (error) {
    throw new Refusal(
      'document/no-pdf-here',
      `PDF cannot be made on this machine: Typst has no build for ${process.platform} on ${process.arch}, or it was not installed (${reasonOf(error)}). Ask for Markdown or Typst instead.`,
    );
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
