import { defineControl } from '../control.ts';

export const accessReviews = defineControl({
  id: 'access-reviews',
  version: 1,
  title: 'Access is reviewed',
  promise:
    'At the promised cadence we go through every account of every system in scope and decide to keep, change or remove it. Nobody decides on their own account, and somebody with the authority for it signs the result.',
  how: 'The list of accounts is taken fresh from each system in scope. Somebody who knows the work decides on each account: keep, change or remove; on their own account somebody else does. What was decided is carried out in the system. Then a person with the authority for it signs the review, before the window ends.',
  owner: 'Head of security',
  frequency: 'quarterly',
  cadence: ['access-review.every'],
  checks: ['access/review-on-time', 'access/review-complete'],
  records: [],
  documents: ['access-control'],
  variants: [
    {
      for: 'one-person',
      instead:
        'The owner decides on the accounts of contractors and programs; an adviser from outside, with the authority for it, decides on those of the owner and signs.',
      compensating:
        'The adviser works from the list that the systems give, not from one that the owner made, so that no account is kept by its own holder alone.',
    },
  ],
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
