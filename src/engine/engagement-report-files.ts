import { toMarkdown } from '../audit/documents/markdown.ts';
import { toPdf } from '../audit/documents/pdf.ts';
import { populationsCsv, requestsCsv, testCsv } from '../audit/workpapers/workpapers-csv.ts';
import { workpapersDocument } from '../audit/workpapers/workpapers-document.ts';
import { workpapersJson } from '../audit/workpapers/workpapers-json.ts';
import { Refusal } from '../kernel/refusal.ts';
import { testIn } from './engagement-report.ts';
import type { Papers } from './engagement-report-papers.ts';

export interface FileWanted {
  readonly file: 'workpapers.json' | 'workpapers.md' | 'workpapers.pdf' | 'populations.csv' | 'requests.csv' | 'test.csv';
  /** Of `test.csv`. */
  readonly control?: string | undefined;
  readonly population?: string | undefined;
}

/** One file of the workpapers, the same bytes as the command writes. @throws Refusal `engagement/no-such-test`, `document/no-pdf-here` */
export async function workpaperFile({ papers }: Papers, { file, control = '', population = '' }: FileWanted): Promise<string | Uint8Array> {
  switch (file) {
    case 'workpapers.json':
      return workpapersJson(papers);
    case 'workpapers.md':
      return toMarkdown(workpapersDocument(papers));
    case 'workpapers.pdf':
      return (await toPdf(workpapersDocument(papers))).bytes;
    case 'populations.csv':
      return populationsCsv(papers.populations);
    case 'requests.csv':
      return requestsCsv(papers.requests);
    case 'test.csv': {
      const test = testIn(papers, { control, population });
      if (test !== undefined) return testCsv(test);
      throw new Refusal('engagement/no-such-test', `Say of which test: the engagement tests nothing of "${population}" for "${control}".`);
    }
  }
}
