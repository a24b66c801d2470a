import { defineControl } from '../control.ts';

export const repositoryScanning = defineControl({
  id: 'repository-scanning',
  version: 1,
  title: 'Repositories are watched for weaknesses',
  promise:
    'In every repository in scope the code host watches dependencies for known vulnerabilities, proposes their updates, scans the code, and searches for secrets, all the time.',
  how: 'The four functions are switched on for the whole organization, so that a new repository has them from its first day. What they find goes into the list of vulnerabilities and of leaked secrets. Whoever must switch one off for a time asks for an exception, with an end.',
  owner: 'Head of engineering',
  frequency: 'continuous',
  cadence: [],
  checks: ['repository/dependency-alerts-on', 'repository/dependency-updates-on', 'repository/code-scanning-on', 'repository/secret-scanning-on'],
  records: [],
  documents: ['secure-development'],
  variants: [],
  criteria: [
    { criterion: 'CC7.1', reason: 'Scanning that never pauses is how a newly known vulnerability reaches us at all.' },
    { criterion: 'CC6.8', reason: 'Dependencies and code are searched for what should not run, before an attacker makes use of it.' },
  ],
});
