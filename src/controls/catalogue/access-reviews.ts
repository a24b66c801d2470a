import { defineControl } from '../control.ts';

export const accessReviews = defineControl({
  id: 'access-reviews',
  version: 1,
  title: 'Access is reviewed',
  promise:
    'At the promised cadence we go through every account of every system in scope and decide to keep, change or remove it. Nobody decides on their own account, and somebody with the authority for it signs the result.',
  owner: 'Head of security',
  cadence: ['access-review.every'],
  checks: ['access/review-on-time', 'access/review-complete'],
  documents: ['access-control'],
  criteria: [
    {
      criterion: 'CC6.2',
      reason: 'A decision on every open account finds the accounts that nobody needs any more and that removal at leaving missed.',
    },
    {
      criterion: 'CC6.3',
      reason: 'Deciding to keep, change or remove each account holds rights against the role of their holder; nobody decides on their own.',
    },
    { criterion: 'CC4.1', reason: 'The review is a separate look, by other people, at whether granting and removing access works between reviews.' },
  ],
});
