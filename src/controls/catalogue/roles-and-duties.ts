import { defineControl } from '../control.ts';

export const rolesAndDuties = defineControl({
  id: 'roles-and-duties',
  version: 1,
  title: 'Roles, reporting lines and security duties are written down',
  promise:
    'Each role has a description of its tasks, of what its holder must know, to whom it reports and which controls it answers for; a chart shows the lines; management approves both and looks at them again at the promised cadence.',
  how: 'The head of people keeps the chart and the descriptions where everyone can read them. Each control names a role as its owner, and the description of that role names the control. When somebody joins, moves or leaves, chart and descriptions follow. At the promised cadence management compares them with who does what, looks for duties that nobody or the wrong person holds, and approves the result.',
  owner: 'Head of people',
  frequency: 'yearly',
  cadence: ['role-review.every'],
  checks: [],
  records: ['role-review'],
  documents: ['information-security', 'code-of-conduct'],
  variants: [
    {
      for: 'one-person',
      instead: 'One page lists the roles that the owner fills, and those that contractors, vendors or the adviser from outside fill.',
      compensating: 'Where the owner would both do and check, the checking role is given by name to somebody from outside.',
    },
  ],
  criteria: [
    { criterion: 'CC1.3', reason: 'Chart and descriptions lay down who reports to whom and who decides what, and management has approved them.' },
    { criterion: 'CC1.4', reason: 'What the holder of a role must know is written before anybody is chosen for it.' },
    { criterion: 'CC1.5', reason: 'Every control has a role that answers for it, and every such role a holder.' },
    { criterion: 'CC2.2', reason: 'Whoever takes a role reads in its description which controls are theirs.' },
  ],
});
