import { defineControl } from '../control.ts';

export const sourceNotPublic = defineControl({
  id: 'source-not-public',
  version: 1,
  title: 'Source is not public',
  promise: 'No repository in scope can be read by the public, unless somebody with the authority for it accepted that.',
  how: 'Repositories are private when they are made, and only owners of the organization can alter that. Whoever wants to publish source asks for it, after its history was searched for secrets and customer data. Somebody with the authority for it accepts in writing.',
  owner: 'Head of engineering',
  frequency: 'continuous',
  cadence: [],
  checks: ['repository/not-public'],
  records: [],
  documents: ['data-classification-and-retention'],
  variants: [],
  criteria: [
    { criterion: 'CC6.1', reason: 'Whether the world may read the source is the first of its access rules.' },
    { criterion: 'CC6.7', reason: 'Making a repository public hands everything in it to everybody, and cannot be taken back.' },
  ],
});
