import { defineControl } from '../control.ts';

export const leakedSecretsControl = defineControl({
  id: 'leaked-secrets',
  version: 1,
  title: 'Leaked secrets are revoked',
  promise: 'A secret that is found in a repository is revoked within the promised time of being found, or shown in writing to be none.',
  how: 'The scanner reports a secret in a repository to its owner and to the head of security. The owner revokes it at the service that issued it, puts a new one in the secrets manager, and looks up what was done with the old one. A report that is false is closed with the reason. Removing the text from the history is no substitute for revoking.',
  owner: 'Head of security',
  frequency: 'each-time',
  cadence: ['secret.revoked.within'],
  checks: ['secret/revoked-within-limit'],
  records: [],
  documents: ['encryption-and-keys'],
  variants: [],
  criteria: [
    { criterion: 'CC6.1', reason: 'A secret that was seen opens nothing any more once it is revoked.' },
    { criterion: 'CC7.3', reason: 'Each finding is judged and acted on within a limit: revoked, or shown with a reason to be harmless.' },
  ],
});
