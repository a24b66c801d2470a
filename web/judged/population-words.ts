import type { AnswerOf } from '../../src/client/call.ts';
import { countText, durationText } from '../ui/times.ts';
import { counted } from './outcome-words.ts';

export type PopulationRow = AnswerOf<'GET /populations'>['rows'][number];

const modes = {
  state: 'Its items are things that existed in the period.',
  events: 'Its items are things that happened in the period.',
  calendar: 'Its items are occurrences that fell due in the period.',
} as const;

export function modeWords(mode: PopulationRow['mode']): string {
  return modes[mode];
}

export interface CompletenessWords {
  readonly text: string;
  readonly incomplete: boolean;
  /** A second source differs: worse than what was not seen. */
  readonly differs: boolean;
}

/** Whether a population is complete, in a few words for a row. */
export function completenessWords({ completeness, empty }: Pick<PopulationRow, 'completeness' | 'empty'>): CompletenessWords {
  const { unseen, sources, agreeing, looks } = completeness;
  const differs = agreeing < sources;
  if (looks === 0) return { text: 'nobody looked', incomplete: true, differs };
  const parts = [
    ...(differs ? [`${sources - agreeing} of ${counted(sources, 'source')} ${sources - agreeing === 1 ? 'differs' : 'differ'}`] : []),
    ...(unseen > 0 ? [`${durationText(unseen)} not seen`] : []),
  ];
  if (parts.length > 0) return { text: parts.join(', '), incomplete: true, differs };
  if (empty === 'did-not-occur') return { text: 'all seen: did not occur', incomplete: false, differs };
  return {
    text: sources > 0 ? `all seen, ${sources === 1 ? 'a second source agrees' : `${countText(sources)} second sources agree`}` : 'all seen',
    incomplete: false,
    differs,
  };
}

/** The same as a sentence under a heading. */
export function completenessSentence({ completeness, items }: Pick<PopulationRow, 'completeness' | 'items'>): string {
  const { unseen, sources, agreeing, looks } = completeness;
  if (looks === 0) return 'Nobody looked at it.';
  if (items === 0 && unseen > 0) return `No item was seen; for ${durationText(unseen)} nobody was looking.`;
  const seen = unseen === 0 ? 'All of it was seen' : `Complete but for ${durationText(unseen)}, in which further items may have stood unseen`;
  if (sources === 0) return `${seen}.`;
  return agreeing === sources
    ? `${seen}, and ${sources === 1 ? 'a second source agrees' : `all ${countText(sources)} second sources agree`}.`
    : `${seen}; ${countText(sources - agreeing)} of ${counted(sources, 'second source')} ${sources - agreeing === 1 ? 'differs' : 'differ'}.`;
}
