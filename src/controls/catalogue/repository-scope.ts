import { defineControl } from '../control.ts';

export const repositoryScope = defineControl({
  id: 'repository-scope',
  version: 1,
  title: 'Every repository is decided on',
  promise: 'For each repository on the code host somebody has decided, and written down, since when it is in scope or until when it was.',
  how: 'When a repository appears, its owner proposes whether it serves customers. Somebody decides and enters it with the day, the reason and the branches that lead to production. A repository that falls out of scope keeps its entry, with its last day.',
  owner: 'Head of engineering',
  frequency: 'continuous',
  cadence: [],
  checks: ['repository/scope-decided'],
  records: [],
  documents: ['information-security'],
  variants: [],
  criteria: [
    { criterion: 'CC2.1', reason: 'A repository that nobody decided on shows, so that what the other controls are judged on is whole.' },
    { criterion: 'CC3.4', reason: 'A new repository is a change of what has to be protected; it is noticed when it appears.' },
  ],
});
