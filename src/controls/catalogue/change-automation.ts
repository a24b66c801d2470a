import { defineControl } from '../control.ts';

export const changeAutomation = defineControl({
  id: 'change-automation',
  version: 1,
  title: 'Bots that change production are declared',
  promise: 'Only bots that the company has named write or merge changes to a production branch.',
  how: 'Whoever wants a bot to write or merge changes says in a ticket what it is for, and which rights it needs. The head of engineering decides and enters its login in the policy. Its changes go the same way as those of people. A bot that nobody needs is taken off the list, and its access is closed.',
  owner: 'Head of engineering',
  frequency: 'continuous',
  cadence: [],
  checks: ['change/automation-declared'],
  records: [],
  documents: ['change-management'],
  variants: [],
  criteria: [
    { criterion: 'CC6.1', reason: 'A program that can alter production is an identity like any other: it is known, and somebody let it in.' },
    { criterion: 'CC8.1', reason: 'What no person wrote is still authorised, because the company decided beforehand what may write it.' },
  ],
});
