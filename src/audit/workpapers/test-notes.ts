import { isoInstant } from '../../kernel/time.ts';
import { counted } from '../report/wording.ts';
import type { Tested } from './item-papers.ts';
import { occurrenceOf } from './occurrence.ts';
import type { ItemPaper } from './workpapers.ts';

/** What a reader of a test must know before its figures. */
export function testNotes(test: Tested, items: readonly ItemPaper[], outside: readonly ItemPaper[]): readonly string[] {
  const notes = [
    ...populationNotes(test),
    ...strangerNotes(items),
    ...markNotes(test, [...items, ...outside]),
    ...outsideNotes(outside),
    ...pinNotes(test),
  ];
  return notes.filter((one) => one !== null);
}

type Notes = readonly (string | null)[];

function populationNotes({ source, engagement, isOfPopulation }: Tested): Notes {
  const { frozen, sheet } = source;
  return [
    frozen === null ? 'The population has not been frozen: what stands here is of the newest assessment, and may change.' : null,
    frozen?.phase === 'interim' ? 'The population was frozen before the period closed; a final one must follow.' : null,
    sheet.items === 0 ? occurrenceOf(source, engagement).sentence : null,
    isOfPopulation ? null : 'The sample was drawn from another population than the one that counts.',
  ];
}

function strangerNotes(items: readonly ItemPaper[]): Notes {
  const strangers = items.filter((one) => one.member === null).length;
  return [strangers > 0 ? `${counted(strangers, 'item')} to be tested ${strangers === 1 ? 'is' : 'are'} not in the population that counts.` : null];
}

/** Marks outlive a moved period and a new freezing; those from before are said to be so. */
function markNotes({ source: { frozen } }: Tested, items: readonly ItemPaper[]): Notes {
  const marks = items.flatMap((one) => one.cells.flatMap(({ mark }) => (mark === null ? [] : [mark])));
  const since = frozen === null ? null : isoInstant(frozen.at);
  const before = marks.filter((one) => since === null || one.at < since).length;
  return [
    before > 0 ? `${counted(before, 'mark')} ${before === 1 ? 'was' : 'were'} made on a population frozen before, which no longer counts.` : null,
  ];
}

function outsideNotes(outside: readonly ItemPaper[]): Notes {
  const failing = outside.filter((one) => one.cells.some((cell) => cell.machine?.outcome === 'fail')).length;
  const marked = outside.filter((one) => one.cells.some((cell) => cell.mark !== null)).length;
  return [
    failing > 0
      ? `${counted(failing, 'item')} outside the sample ${failing === 1 ? 'fails' : 'fail'} by what Tickmark judged; listed below it.`
      : null,
    marked > 0
      ? `${counted(marked, 'item')} that ${marked === 1 ? 'is' : 'are'} not to be tested ${marked === 1 ? 'bears' : 'bear'} marks; listed, and not counted.`
      : null,
  ];
}

function pinNotes({ attributes, engagement }: Tested): Notes {
  return attributes.map(({ id, version }) => {
    const pinned = engagement.pins.checks[id];
    if (pinned === version) return null;
    return pinned === undefined
      ? `The engagement pins no version of ${id}; it was judged by version ${version}.`
      : `The engagement pins version ${pinned} of ${id}; it was judged by version ${version}.`;
  });
}
