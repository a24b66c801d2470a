import { type Context, definePopulation } from './population.ts';
import { listUnseen } from './standing.ts';
import { standingItems } from './standing-items.ts';

const reads = { 'code-organization': ['login'] } as const;

/** Every organization of a code host that is connected. */
export const codeOrganizations = definePopulation({
  id: 'code-organizations',
  title: 'Organizations on the code host',
  mode: 'state',
  definition: 'Every organization of a code host that a connection leads to, with the settings that bind everybody in it.',
  reads,
  items: (context: Context<typeof reads>) =>
    standingItems(context.facts['code-organization'], context, ({ login }) => {
      return { key: login, title: login, because: 'A connection leads to it.' };
    }),
  unseen: (context: Context<typeof reads>) => listUnseen(context.facts['code-organization'], context),
});
