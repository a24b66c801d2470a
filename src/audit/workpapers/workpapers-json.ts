import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import type { SampleFile } from './sample-file.ts';
import type { Workpapers } from './workpapers.ts';

/** One canonical value and a newline: the same workpapers give the same bytes. */
export function workpapersJson(papers: Workpapers | SampleFile): string {
  return `${canonicalJson(papers as object as Json)}\n`;
}
