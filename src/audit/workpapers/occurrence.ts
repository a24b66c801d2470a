import { parseInstant } from '../../kernel/time.ts';
import type { Engagement } from '../../workflows/engagements/engagement-state.ts';
import { counted } from '../report/wording.ts';
import type { Source } from './sealed-rows.ts';
import type { Occurrence } from './workpapers.ts';

/**
 * Whether anything occurred. A population without items says `did not occur` only where it was frozen as final, everything in it was seen, and
 * what is known reaches to the end of the period.
 */
export function occurrenceOf({ sheet, frozen }: Source, { period }: Engagement): Occurrence {
  const { items, unseen } = sheet;
  const spans = counted(unseen.length, 'span');
  if (items > 0) {
    const hidden = unseen.length > 0 ? ` In ${spans} further ones may have stood unseen.` : '';
    return { state: 'occurred', sentence: `${counted(items, 'item')}.${hidden}` };
  }
  if (unseen.length > 0) return notKnown(`in ${spans} they would have stood unseen`);
  if (frozen === null) return notKnown('the population has not been frozen');
  if (frozen.phase !== 'final') return notKnown('the population was frozen before the period closed');
  if (parseInstant(frozen.assessment.horizon) < parseInstant(period.until)) return notKnown(`nothing is known from ${frozen.assessment.horizon} on`);
  return { state: 'did-not-occur', sentence: 'Did not occur: the whole period was seen, and there was no item.' };
}

function notKnown(why: string): Occurrence {
  return { state: 'not-known', sentence: `No item was seen, and nobody knows whether any occurred: ${why}.` };
}
