import type { Random } from '../random.ts';

/** What a change is called, and where its ticket is named: in the branch, in the first commit, or in both. */
export interface Wording {
  readonly title: string;
  readonly branch: string;
  readonly firstMessage: string;
  readonly laterMessages: readonly string[];
}

const VERBS = ['Keep', 'Show', 'Sort', 'Check', 'Retry', 'Log', 'Cache', 'Tidy', 'Split', 'Limit', 'Validate', 'Speed up', 'Test', 'Rename'];
const THINGS = [
  ...['the empty state', 'late arrivals', 'the mooring fee', 'duplicate entries', 'the second page', 'slow answers', 'old sessions', 'time zones'],
  ...['the error message', 'missing translations', 'the retry queue', 'the nightly run', 'decimal places', 'the default order', 'long names'],
];
const LATER = [
  'Answer the review',
  'Add the missing test',
  'Name it better',
  'Handle the empty list',
  'Remove what is no longer needed',
  'Update the notes',
];

/** @param path the first file it touches, such as `src/invoices/model.ts` */
export function describeChange(random: Random, path: string, number: number): Wording {
  const area = path.split('/')[1] ?? 'notes';
  const title = `${random.pick(VERBS)} ${random.pick(THINGS)} in ${area}`;
  const ticket = `${random.chance(0.15) ? 'OPS' : 'HL'}-${number}`;
  const slug = title.toLowerCase().replaceAll(' ', '-');
  const place = random.pick(['branch', 'commit', 'both']);
  const folder = random.pick(['feature', 'fix', 'chore']);
  return {
    title,
    branch: place === 'commit' ? `${folder}/${slug}` : `${folder}/${ticket}-${slug}`,
    firstMessage: place === 'branch' ? title : `${ticket}: ${title}`,
    laterMessages: random.shuffled(LATER),
  };
}
