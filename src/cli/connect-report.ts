import type { Permission } from '../connectors/kit/connector.ts';
import { feedWords, restsOn } from '../engine/connection-setup-probe.ts';
import type { Probed, ProbedFeed } from '../engine/probe.ts';
import { counted, type Page, paragraph } from './page.ts';
import { printable, signs } from './paint.ts';

const states = { told: 'pass', partly: 'unknown', blind: 'fail' } as const;
const SHOWN = 3;

/** What a connection can see: as whom, feed by feed, what each lacks and which permission would give it. */
export function probedText(page: Page, probed: Probed, permissions: readonly Permission[]): string {
  const width = Math.max(...probed.feeds.map(({ feed }) => feed.length), 0);
  return [
    paragraph(page, 0, `Signed in: ${probed.identity}.`),
    ...probed.notes.map((note) => page.paint.dim(paragraph(page, 2, note))),
    ...probed.feeds.flatMap((one) => feedLines(page, one, { width, permissions })),
    paragraph(page, 0, `${counted(probed.requests.length, 'request')} for this test.`),
    '',
  ].join('\n');
}

function feedLines(page: Page, probed: ProbedFeed, { width, permissions }: { width: number; permissions: readonly Permission[] }): string[] {
  const { feed, state, why, untold } = probed;
  const needed = restsOn(probed, permissions);
  const more = why.length - SHOWN;
  return [
    `${page.paint.state(states[state], signs[states[state]])} ${printable(feed).padEnd(width)}  ${feedWords[state]}`,
    ...why.slice(0, SHOWN).map((sentence) => paragraph(page, 4, sentence)),
    ...(more > 0 ? [paragraph(page, 4, `… and ${more} more like these`)] : []),
    ...untold.slice(0, SHOWN).map((reason) => page.paint.dim(paragraph(page, 4, `Not told: ${reason}`))),
    ...(needed.length > 0 ? [page.paint.dim(paragraph(page, 4, `Rests on: ${needed.join('; ')}`))] : []),
  ];
}
