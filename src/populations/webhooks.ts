import { type Context, definePopulation } from './population.ts';
import { listUnseen } from './standing.ts';
import { standingItems } from './standing-items.ts';

const reads = { webhook: ['host', 'repository'] } as const;

/** Every place that a code host sends events to. */
export const webhooks = definePopulation({
  id: 'webhooks',
  title: 'Webhooks',
  mode: 'state',
  definition: 'Every webhook of the organization and of its repositories that stood at some time of the period, active or not.',
  reads,
  items: (context: Context<typeof reads>) =>
    standingItems(context.facts.webhook, context, ({ host, repository }, { vendorId }) => {
      const of = repository ?? 'the organization';
      return { key: `${host}#${vendorId}`, title: `Webhook of ${of} to ${host}`, because: `It is listed among the webhooks of ${of}.` };
    }),
  unseen: (context: Context<typeof reads>) => listUnseen(context.facts.webhook, context),
});
