import { defineControl } from '../control.ts';

export const membershipRights = defineControl({
  id: 'membership-rights',
  version: 1,
  title: 'Membership alone gives little',
  promise: 'Being a member of the organization gives no more on each repository than the policy says; the rest is given by team or by repository.',
  how: 'The base permission of the organization is set to what the policy says. Rights beyond it are given to teams, and people join teams by request. A person from outside is let into single repositories only.',
  owner: 'Head of security',
  frequency: 'continuous',
  cadence: ['organization.base-permission'],
  checks: ['organization/base-permission'],
  records: [],
  documents: ['access-control'],
  variants: [],
  criteria: [{ criterion: 'CC6.3', reason: 'A low floor for everybody makes each further right a decision that somebody took for a role.' }],
});
