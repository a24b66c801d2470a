import { defineControl } from '../control.ts';

export const leaverAccess = defineControl({
  id: 'leaver-access',
  version: 1,
  title: 'Access ends with employment',
  promise: 'Every account of a person whose contract ends is closed within the promised time after the last day.',
  how: 'The head of people tells the owners of systems of a leaver before the last day. On that day the account at the identity provider is closed, then the accounts of systems that have their own, then keys and tokens. The day and time of each closing are kept. Shared secrets that the leaver knew are replaced.',
  owner: 'Head of people',
  frequency: 'each-time',
  cadence: ['access-removal.within'],
  checks: ['people/leaver-access-removed', 'account/leaver-removed'],
  records: [],
  documents: ['access-control'],
  variants: [],
  criteria: [
    { criterion: 'CC6.2', reason: 'Closing every account of a leaver within a fixed time removes access when it is no longer needed.' },
    { criterion: 'CC6.3', reason: 'The end of a contract is the largest change of a job; the rights that went with it end with it.' },
  ],
});
