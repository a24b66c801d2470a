import { defineControl } from '../control.ts';

export const leakedSecretsControl = defineControl({
  id: 'leaked-secrets',
  version: 1,
  title: 'Leaked secrets are revoked',
  promise: 'A secret that is found in a repository is revoked within the promised time of being found, or shown in writing to be none.',
  owner: 'Head of security',
  cadence: ['secret.revoked.within'],
  checks: ['secret/revoked-within-limit'],
  documents: ['encryption-and-keys'],
  criteria: [
    { criterion: 'CC6.1', reason: 'A secret that was seen opens nothing any more once it is revoked.' },
    { criterion: 'CC7.3', reason: 'Each finding is judged and acted on within a limit: revoked, or shown with a reason to be harmless.' },
  ],
});
