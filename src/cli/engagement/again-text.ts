import type { Reperformed } from '../../engine/reperform.ts';
import type { PulledAgain } from '../../engine/repull.ts';
import { counted, type Page, paragraph } from '../page.ts';
import { printable, type State, signs } from '../paint.ts';

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
    return `${heading}\n${shown.map((one) => row(one.same ? 'pass' : 'fail', one.name, one.sentence, page)).join('')}`;
  });
  const differing = done.filter((one) => !one.same).length;
  const verdict = differing === 0 ? 'Everything came out as it was frozen.' : `${counted(differing, 'result')} did not come out as frozen.`;
  return `${parts.join('')}\n${paragraph(page, 0, verdict)}\n`;
}

export function pulledText(pulled: readonly PulledAgain[], page: Page): string {
  const rows = pulled.map((one) => row(stateOf(one), one.population, pulledSentence(one), page) + details(one, page));
  const note =
    'An own look sees what the systems tell today: what they have forgotten, or what was deleted since, stands only among what was frozen.';
  return `${page.paint.bold('Populations, frozen and pulled again')}\n${rows.join('')}\n${paragraph(page, 0, note)}\n`;
}

/** The same items, at the same times, and nothing that is known of both is judged otherwise. */
export function agrees({ differing, onlyFrozen, onlyAgain, judgedOtherwise }: PulledAgain): boolean {
  return differing.length + onlyFrozen.length + onlyAgain.length + judgedOtherwise.length === 0;
}

/** Items that agree say nothing of those that the own look could not have seen. */
function stateOf(one: PulledAgain): State {
  if (!agrees(one)) return 'fail';
  return one.unseen.length > 0 ? 'unknown' : 'pass';
}

function pulledSentence(one: PulledAgain): string {
  const { frozen, again, differing, onlyFrozen, onlyAgain, judgedOtherwise } = one;
  if (agrees(one)) return `${counted(frozen, 'item')}, each the same.`;
  return `${counted(frozen, 'item')} frozen, ${again.toLocaleString('en-US')} pulled: ${onlyFrozen.length} only frozen, ${onlyAgain.length} only pulled, ${differing.length} at another time, ${counted(judgedOtherwise.length, 'outcome')} otherwise.`;
}

function details({ onlyFrozen, onlyAgain, differing, judgedOtherwise, unseen }: PulledAgain, page: Page): string {
  const lists = [
    ['only frozen', onlyFrozen, ', '],
    ['only pulled', onlyAgain, ', '],
    ['at another time', differing, ', '],
    ['judged otherwise', judgedOtherwise, ', '],
    ['could not be seen', unseen, ' '],
  ] as const;
  return lists
    .filter(([, items]) => items.length > 0)
    .map(([name, items, between]) => {
      const more = items.length > SHOWN ? ` and ${items.length - SHOWN} more` : '';
      return `${paragraph(page, 4, `${name}: ${items.slice(0, SHOWN).join(between)}${more}`)}\n`;
    })
    .join('');
}

function row(state: State, name: string, sentence: string, page: Page): string {
  return `  ${page.paint.state(state, signs[state])} ${printable(name)}\n${paragraph(page, 4, sentence)}\n`;
}
