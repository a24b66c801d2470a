import { defineControl } from '../control.ts';

export const changeTickets = defineControl({
  id: 'change-tickets',
  version: 1,
  title: 'Changes are asked for in writing',
  promise: 'Every change to a production branch names the ticket that asked for it.',
  owner: 'Head of engineering',
  cadence: [],
  checks: ['change/ticket-reference'],
  documents: ['change-management'],
  criteria: [{ criterion: 'CC8.1', reason: 'The ticket is the request: it says what was wanted, by whom and why, before the change was built.' }],
});
