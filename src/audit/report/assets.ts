import { readFile } from 'node:fs/promises';
import { STEPS } from './axis.ts';
import type { ReportFile } from './report-input.ts';

/** Styles, fonts with their licence, the mark, and the script that filters: the same for every report. */
const names = [
  'tokens.css',
  'report.css',
  'filter.js',
  'mark.svg',
  'fonts/plex-sans.woff2',
  'fonts/plex-mono-400.woff2',
  'fonts/plex-mono-500.woff2',
  'fonts/LICENSE-OFL.txt',
];

export async function* reportAssets(): AsyncGenerator<ReportFile> {
  for (const name of names) yield { path: `report/assets/${name}`, pieces: [await readFile(new URL(`assets/${name}`, import.meta.url))] };
  yield { path: 'report/assets/positions.css', pieces: positions() };
}

/** One class for each thousandth of the axis: `a` begins, `b` ends, `h` is where knowledge ends. So no page needs an inline style. */
function* positions(): Generator<string> {
  for (let at = 0; at <= STEPS; at++) {
    const percent = String((at * 100) / STEPS);
    yield `.a${at}{--a:${percent}}.b${at}{--b:${percent}}.h${at}{--at:${at / STEPS}}\n`;
  }
}
