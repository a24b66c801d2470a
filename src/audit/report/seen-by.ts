import { seenByWords } from '../drafts/wording.ts';
import type { SeenBy } from '../program-report.ts';
import { type Html, html } from './html.ts';
import { seenMark } from './marks.ts';
import { listed } from './wording.ts';

/** Strongest first. */
export const seenByOrder: readonly SeenBy[] = ['automated', 'record', 'document', 'open'];

/** How it is seen that something operated, in a word. */
export const seenByWord: Readonly<Record<SeenBy, string>> = { automated: 'automated', record: 'by record', document: 'by document', open: 'open' };

/** Graduations, as many as it is strongly seen, with the word that says the same. */
export function seenBadge(by: SeenBy): Html {
  return html`<span class="seen" data-seen="${by}">${seenMark(by)}${seenByWord[by]}</span>`;
}

/** What stands under every list that uses the badges. */
export const seenLegend: Html = html`<div class="legend">${seenByOrder.map((by) => html`<span><span class="seen">${seenMark(by)}<b>${seenByWord[by]}</b></span>${seenByWords[by]}</span>`)}</div>`;

/** `21 automated, 8 by record and 2 open`: what there is none of is left out. */
export function seenTally(all: readonly SeenBy[]): string {
  return listed(seenByOrder.flatMap((by) => tallyOf(by, seenCount(all, by))));
}

export function seenCount(all: readonly SeenBy[], by: SeenBy): number {
  return all.filter((one) => one === by).length;
}

function tallyOf(by: SeenBy, count: number): string[] {
  return count === 0 ? [] : [`${count} ${seenByWord[by]}`];
}
