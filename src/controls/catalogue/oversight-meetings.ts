import { defineControl } from '../control.ts';

export const oversightMeetings = defineControl({
  id: 'oversight-meetings',
  version: 1,
  title: 'Somebody outside management watches over security',
  promise:
    'At the promised cadence the board, the owners, or an adviser who does not run the company, meets management on security, asks what it wants to know, and has minutes kept of what was asked, answered and decided.',
  how: 'The head of security sends the results of the controls, the larger risks, the incidents and the open weaknesses ahead of the meeting. Those who watch put their questions, to the head of security also without management in the room. The minutes name who took part, what was decided, who does it and by when. The next meeting begins with what was decided at the last.',
  owner: 'Management',
  frequency: 'quarterly',
  cadence: ['oversight-meeting.every'],
  checks: [],
  records: ['oversight-meeting'],
  documents: ['information-security'],
  variants: [
    {
      for: 'one-person',
      instead:
        'An adviser from outside who does none of the work, such as an experienced colleague from another company, meets the owner at the same cadence.',
      compensating:
        'The adviser reads the results of the controls with an account of their own, so that what is looked at does not depend on what the owner chooses to show.',
    },
  ],
  criteria: [
    {
      criterion: 'CC1.2',
      reason: 'People who do not run the company question those who do, at fixed times, and their questions and decisions are minuted.',
    },
    {
      criterion: 'CC4.2',
      reason: 'Open weaknesses come before those who can make management act, and every meeting begins with what is still undone.',
    },
  ],
});
