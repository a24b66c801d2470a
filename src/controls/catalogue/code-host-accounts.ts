import { defineControl } from '../control.ts';

export const codeHostAccounts = defineControl({
  id: 'code-host-accounts',
  version: 1,
  title: 'Accounts on the code host are known and used',
  promise:
    'Of every account on the code host we know whose it is, also of bots and of people from outside; an account that nobody uses is closed, and an administrator who is not seen becomes an ordinary member.',
  how: 'Each account on the code host is joined to a person or, for a bot, to its purpose and its owner. Somebody from outside has one of us as owner. The head of security looks at accounts without activity and at administrators who were not seen, and closes or lowers them.',
  owner: 'Head of security',
  frequency: 'continuous',
  cadence: ['account.dormant.after', 'administrator.idle.after'],
  checks: ['account/known', 'account/collaborator-owned', 'account/not-dormant', 'account/administrator-active'],
  records: [],
  documents: ['access-control'],
  variants: [],
  criteria: [
    { criterion: 'CC6.2', reason: 'An account without anybody who answers for it, or whom nobody misses, is found between the reviews.' },
    { criterion: 'CC6.3', reason: 'The highest rights stay with people who use them, and people from outside get what somebody inside answers for.' },
    { criterion: 'CC1.5', reason: 'Each account, of a person or a machine, has somebody who answers for what it does.' },
  ],
});
