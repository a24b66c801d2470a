import type { Instant } from '../kernel/time.ts';
import { type Context, definePopulation } from './population.ts';
import { listUnseen } from './standing.ts';
import { standingItems } from './standing-items.ts';

const reads = { 'deploy-key': ['repository', 'title', 'createdAt'] } as const;

/** Every key that lets a machine into one repository. */
export const deployKeys = definePopulation({
  id: 'deploy-keys',
  title: 'Deploy keys',
  mode: 'state',
  definition: 'Every deploy key that a repository had at some time of the period, whether or not the repository is in scope.',
  reads,
  items: (context: Context<typeof reads>) =>
    standingItems(context.facts['deploy-key'], context, ({ repository, title, createdAt }, { vendorId }) => {
      const named = `The key "${title}" of ${repository}`;
      return { key: `${repository}/${title}#${vendorId}`, title: named, because: `${repository} lists it.`, began: createdAt as Instant };
    }),
  unseen: (context: Context<typeof reads>) => listUnseen(context.facts['deploy-key'], context),
});
