import type { Permission } from '../kit/connector.ts';

/** In GitHub's words for fine-grained tokens and Apps. */
export const changePermissions: readonly Permission[] = [
  {
    name: 'Metadata: read',
    why: 'Which repositories there are, and which branch each ships from. GitHub demands it of every token.',
    feeds: ['changes', 'branches'],
  },
  {
    name: 'Contents: read',
    why: 'The commits on the production branches: what landed without a pull request is found only there.',
    feeds: ['changes', 'branches'],
  },
  {
    name: 'Pull requests: read',
    why: 'Who wrote, reviewed and merged each change, which commit each review covers, and the labels with their times.',
    feeds: ['changes'],
  },
  {
    name: 'Checks: read',
    why: 'Which checks had passed on a change when it landed. GitHub gives it to Apps only; a classic token has it with the scope repo.',
    feeds: ['changes'],
  },
  { name: 'Commit statuses: read', why: 'Results of services that report by commit status instead of by check.', feeds: ['changes'] },
  { name: 'Issues: read', why: 'The issues that a pull request closes: the tickets of a change.', feeds: ['changes'] },
];
