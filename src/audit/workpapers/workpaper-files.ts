import { Refusal } from '../../kernel/refusal.ts';
import { isSafePath } from '../../verify/package/files.ts';
import { fileNameOf } from '../../verify/package/summary.ts';
import { toMarkdown } from '../documents/markdown.ts';
import type { ExportedFile } from '../exports/exported-file.ts';
import { workpapers } from './compose.ts';
import { sampleFile } from './sample-file.ts';
import type { WorkpapersInput } from './sealed-rows.ts';
import type { Workpapers } from './workpapers.ts';
import { populationsCsv, requestsCsv, testCsv } from './workpapers-csv.ts';
import { workpapersDocument } from './workpapers-document.ts';
import { workpapersJson } from './workpapers-json.ts';

/**
 * Everything that is written of an engagement. The rows of its populations are not copied: they stand in the audit package.
 * @throws Refusal `workpapers/…` as `workpapers` does, and `workpapers/path` where an id cannot be part of a file's name.
 */
export function workpaperFiles(input: WorkpapersInput): readonly ExportedFile[] {
  const papers = workpapers(input);
  const files = [
    { path: 'workpapers.json', text: workpapersJson(papers) },
    { path: 'workpapers.md', text: toMarkdown(workpapersDocument(papers)) },
    { path: 'populations.csv', text: populationsCsv(papers.populations) },
    { path: 'requests.csv', text: requestsCsv(papers.requests) },
    ...testFiles(papers),
  ];
  refusePaths(files.map((one) => one.path));
  return files;
}

function testFiles({ engagement, controls }: Workpapers): readonly ExportedFile[] {
  return controls.flatMap(({ control, tests }) =>
    tests.flatMap((test) => {
      const { population, sample } = test;
      const name = `${fileNameOf(control)}--${fileNameOf(population)}`;
      const matrix = { path: `tests/${name}.csv`, text: testCsv(test) };
      if (sample === null) return [matrix];
      return [matrix, { path: `samples/${name}.json`, text: workpapersJson(sampleFile(engagement, { control, population }, sample)) }];
    }),
  );
}

function refusePaths(paths: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of paths) {
    const folded = path.toLowerCase();
    if (!isSafePath(path) || seen.has(folded))
      throw new Refusal('workpapers/path', `${JSON.stringify(path)} cannot be the name of a file of its own. Rename the control that it is made of.`);
    seen.add(folded);
  }
}
