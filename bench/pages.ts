import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { populationRows } from '../src/audit/views/population.ts';
import { type GivenRow, givenPopulation } from '../src/audit/views/testing/given-population.ts';
import { type Bench, type Measured, once, type Report } from './harness.ts';
import { hostedFacts, pretendCodeHost } from './hosted-changes.ts';
import { judgedDirectory } from './made-directory.ts';
import { type InBrowser, inBrowser, quantile } from './pages-browser.ts';
import { buildPages, servedDirectory } from './served-directory.ts';

const FRAME = 1000 / 60;
const ATTRIBUTES = 12;

/** B14: a population of this many items in a browser, from the real way in. */
export const pages: Bench = {
  name: 'pages',
  title: 'B14: a population of 100,000 items in a browser',
  defaultSize: 100_000,
  async run({ size }): Promise<Report> {
    const asked = questions(size);
    const folder = await mkdtemp(join(tmpdir(), 'tickmark-bench-'));
    try {
      const made = await once(`collected, judged and sealed: ${hostedFacts(size).toLocaleString('en')} facts`, size, () =>
        judgedDirectory(folder, pretendCodeHost(size)),
      );
      buildPages();
      const server = await servedDirectory(folder);
      try {
        const seen = await inBrowser({ link: server.link, path: '/populations/hosted-changes?from=2025-01-01&until=2025-12-31' });
        return reportOf(size, [made, ...asked], seen, await server.memory());
      } finally {
        await server.stop();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Questions over so many items and twelve attributes, without network and browser: the first that makes the indexes, and those after it. */
function questions(size: number): readonly Measured[] {
  const view = givenPopulation(
    Array.from(
      { length: size },
      (_, number): GivenRow => ({ item: `api@${number}`, title: `Change ${number % 997} of the quay`, cells: cellsOf(number) }),
    ),
  );
  const ask = (wanted: object) => populationRows(view, { population: 'things', samples: [], limit: 200, ...wanted });
  const measured: Measured[] = [];
  const time = (name: string, wanted: object) => {
    const began = performance.now();
    const { total } = ask(wanted);
    const seconds = (performance.now() - began) / 1000;
    measured.push({ name: `${ATTRIBUTES} attributes: ${name}`, units: size, seconds, worst: seconds, answer: total });
  };
  time('first page, with the indexes made', {});
  time('a page in the middle', { offset: Math.floor(size / 2) });
  time('failed items, first asked', { outcome: 'fail' });
  time('failed items, a page of them', { outcome: 'fail', offset: 1_000 });
  time('by title, first asked', { sort: 'title' });
  time('by title, a page in the middle', { sort: 'title', offset: Math.floor(size / 2) });
  time('searched, with texts made', { q: 'change 13' });
  time('searched for something else', { q: 'quay 996' });
  return measured;
}

function cellsOf(number: number): string {
  return Array.from({ length: ATTRIBUTES }, (_, at) => ((number * 31 + at * 17) % 211 === 0 ? 'f' : (number + at) % 307 === 0 ? 'u' : 'p')).join('');
}

function reportOf(size: number, measured: readonly Measured[], { load, scrolls, jumps }: InBrowser, memory: number): Report {
  const late = scrolls.map((one) => one.frames.filter((delta) => delta > 1.5 * FRAME).length / one.frames.length);
  const later = measured.filter((one) => one.name.includes('a page') || one.name.includes('something else'));
  return {
    work: `A pretended code host tells of a year: ${size.toLocaleString('en')} changes with their reviews and checks. They are collected, judged by every check, sealed and served; a headless Chromium without a graphics card opens the population of changes with its five attributes and scrolls through it, first steadily, then from end to end. Questions over twelve attributes are asked beside it, of rows made up.`,
    unit: 'items',
    measured,
    goals: [
      { goal: 'a page of rows, after the first index, in ms', reached: 1000 * Math.max(...later.map((one) => one.seconds)), atMost: 50 },
      { goal: 'main thread busy per frame at most 16.7 ms while scrolling', reached: Math.max(...scrolls.map((one) => one.busy)), atMost: FRAME },
      { goal: 'frames that came late (over 25 ms), of 100, while scrolling', reached: 100 * Math.max(...late), atMost: 5 },
    ],
    figures: [
      ['first load', `${Math.round(load.bytes / 1000)} kB in ${load.requests} requests`],
      ['heading drawn after', `${Math.round(load.heading)} ms`],
      ['first rows drawn, and usable, after', `${Math.round(load.usable)} ms`],
      ...scrolls.map(({ name, frames, busy }): [string, string] => [
        name,
        `frames ${quantile(frames, 0.5).toFixed(1)} ms (median), ${quantile(frames, 0.95).toFixed(1)} ms (95 %), ${Math.max(...frames).toFixed(0)} ms (longest); main thread busy ${busy.toFixed(1)} ms a frame`,
      ]),
      ['jumps to 30 places: rows drawn after', `${Math.round(quantile(jumps, 0.5))} ms (median), ${Math.round(quantile(jumps, 0.95))} ms (95 %)`],
      ['resident memory of the server, PostgreSQL not counted', `${memory} MB`],
    ],
    notes: ['The main thread is timed by its own clock, which other work on the machine does not move; frames are timed by the clock on the wall.'],
  };
}
