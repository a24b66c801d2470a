import { defineControl } from '../control.ts';

export const changeAutomation = defineControl({
  id: 'change-automation',
  version: 1,
  title: 'Bots that change production are declared',
  promise: 'Only bots that the company has named write or merge changes to a production branch.',
  owner: 'Head of engineering',
  cadence: [],
  checks: ['change/automation-declared'],
  documents: ['change-management'],
  criteria: [
    { criterion: 'CC6.1', reason: 'A program that can alter production is an identity like any other: it is known, and somebody let it in.' },
    { criterion: 'CC8.1', reason: 'What no person wrote is still authorised, because the company decided beforehand what may write it.' },
  ],
});
