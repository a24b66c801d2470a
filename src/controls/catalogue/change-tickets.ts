import { defineControl } from '../control.ts';

export const changeTickets = defineControl({
  id: 'change-tickets',
  version: 1,
  title: 'Changes are asked for in writing',
  promise: 'Every change to a production branch names the ticket that asked for it.',
  how: 'Whoever wants a change writes a ticket that says what and why. The author names its key in the branch, the title or the commit. The reviewer reads the change against the ticket.',
  owner: 'Head of engineering',
  frequency: 'each-time',
  cadence: [],
  checks: ['change/ticket-reference'],
  records: [],
  documents: ['change-management'],
  variants: [],
  criteria: [{ criterion: 'CC8.1', reason: 'The ticket is the request: it says what was wanted, by whom and why, before the change was built.' }],
});
