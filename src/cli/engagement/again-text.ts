import type { Reperformed } from '../../engine/reperform.ts';
import type { PulledAgain } from '../../engine/repull.ts';
import { counted, type Page, paragraph } from '../page.ts';
import { printable, signs } from '../paint.ts';

const SHOWN = 5;

const headings = { population: 'Populations', outcomes: 'Outcomes', sample: 'Samples' } as const;

/** What differs is told one by one; what came out alike is counted. */
export function reperformedText(done: readonly Reperformed[], page: Page): string {
  const parts = (['population', 'outcomes', 'sample'] as const).map((what) => {
    const rows = done.filter((one) => one.what === what);
    if (rows.length === 0) return '';
    const shown = rows.filter((one) => !one.same || what === 'sample');
    const alike = rows.filter((one) => one.same).length;
    const heading = `${page.paint.bold(headings[what])}  ${alike} of ${rows.length} as frozen`;
    return `${heading}\n${shown.map((one) => row(one.same, one.name, one.sentence, page)).join('')}`;
  });
  const differing = done.filter((one) => !one.same).length;
  const verdict = differing === 0 ? 'Everything came out as it was frozen.' : `${counted(differing, 'result')} did not come out as frozen.`;
  return `${parts.join('')}\n${paragraph(page, 0, verdict)}\n`;
}

export function pulledText(pulled: readonly PulledAgain[], page: Page): string {
  const rows = pulled.map((one) => {
    const same = one.differing.length + one.onlyFrozen.length + one.onlyAgain.length === 0;
    return row(same, one.population, pulledSentence(one), page) + details(one, page);
  });
  const note =
    'An own look sees what the systems tell today: what they have forgotten, or what was deleted since, stands only among what was frozen.';
  return `${page.paint.bold('Populations, frozen and pulled again')}\n${rows.join('')}\n${paragraph(page, 0, note)}\n`;
}

function pulledSentence({ frozen, again, differing, onlyFrozen, onlyAgain }: PulledAgain): string {
  if (differing.length + onlyFrozen.length + onlyAgain.length === 0) return `${counted(frozen, 'item')}, each the same.`;
  return `${counted(frozen, 'item')} frozen, ${again.toLocaleString('en-US')} pulled: ${onlyFrozen.length} only frozen, ${onlyAgain.length} only pulled, ${differing.length} at another time.`;
}

function details({ onlyFrozen, onlyAgain, differing, unseen }: PulledAgain, page: Page): string {
  const lists = [
    ['only frozen', onlyFrozen],
    ['only pulled', onlyAgain],
    ['at another time', differing],
    ['could not be seen', unseen],
  ] as const;
  return lists
    .filter(([, items]) => items.length > 0)
    .map(
      ([name, items]) =>
        `${paragraph(page, 4, `${name}: ${items.slice(0, SHOWN).join(', ')}${items.length > SHOWN ? ` and ${items.length - SHOWN} more` : ''}`)}\n`,
    )
    .join('');
}

function row(same: boolean, name: string, sentence: string, page: Page): string {
  const state = same ? 'pass' : 'fail';
  return `  ${page.paint.state(state, signs[state])} ${printable(name)}\n${paragraph(page, 4, sentence)}\n`;
}
