import { defineControl } from '../control.ts';

export const membershipRights = defineControl({
  id: 'membership-rights',
  version: 1,
  title: 'Membership alone gives little',
  promise: 'Being a member of the organization gives no more on each repository than the policy says; the rest is given by team or by repository.',
  owner: 'Head of security',
  cadence: ['organization.base-permission'],
  checks: ['organization/base-permission'],
  documents: ['access-control'],
  criteria: [{ criterion: 'CC6.3', reason: 'A low floor for everybody makes each further right a decision that somebody took for a role.' }],
});
