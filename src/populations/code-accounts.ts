import { type Context, definePopulation } from './population.ts';
import { listUnseen } from './standing.ts';
import { standingItems } from './standing-items.ts';

const reads = { 'code-account': ['login', 'name', 'role', 'type'] } as const;

const roles = {
  owner: 'an owner of the organization',
  member: 'a member of the organization',
  collaborator: 'let into single repositories from outside',
};

/** Everybody and everything that may do something on the code host. */
export const codeAccounts = definePopulation({
  id: 'code-accounts',
  title: 'Accounts on the code host',
  mode: 'state',
  definition:
    'Every account that could do something in the organization at some time of the period: owners, members, collaborators from outside, and the bots among them.',
  reads,
  items: (context: Context<typeof reads>) =>
    standingItems(context.facts['code-account'], context, ({ login, name, role, type }) => {
      const title = [login, ...(name === null || name === login ? [] : [`(${name})`]), ...(type === 'bot' ? ['(bot)'] : [])].join(' ');
      return { key: login, title, because: `It was ${roles[role]}${type === 'bot' ? ', and is a bot' : ''}, as last seen.` };
    }),
  unseen: (context: Context<typeof reads>) => listUnseen(context.facts['code-account'], context),
});
