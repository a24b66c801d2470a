import { latest } from '../facts/timeline.ts';
import { isUntold } from '../facts/told.ts';
import { FOREVER, type Instant, plus } from '../kernel/time.ts';
import { unseenWithin } from './knowledge.ts';
import { type Context, definePopulation, type Item } from './population.ts';

const reads = { 'secret-leak': ['id', 'type', 'repository', 'foundAt', 'resolvedAt', 'resolution', 'comment'] } as const;

type Reading = Context<typeof reads>;
type Leak = Reading['facts']['secret-leak']['subjects'][number];
type State = Leak['versions'][number]['state'];

/** A leak; what was said of it is asked of the facts by its subject. */
export interface LeakItem {
  readonly subject: string;
}

/** Every secret that was found where it does not belong. */
export const leakedSecrets = definePopulation({
  id: 'leaked-secrets',
  title: 'Leaked secrets',
  mode: 'state',
  definition: 'Every secret that was found in a repository in the period, and every one found earlier that was still open when the period began.',
  reads,
  items: (context: Reading) => context.facts['secret-leak'].subjects.filter((one) => belongs(one, context)).map(itemOf),
  unseen: (context: Reading) => unseenWithin(context.facts['secret-leak'].gaps, context),
});

/** Is the leak at an end, as far as its state tells? A risk that was accepted, or a pattern no longer searched for, revokes nothing. */
export function isResolved({ resolution, comment }: Pick<State, 'resolution' | 'comment'>): boolean {
  if (resolution === 'revoked') return true;
  return (resolution === 'false-positive' || resolution === 'used-in-tests') && (comment ?? '').trim() !== '';
}

function belongs(one: Leak, { period, horizon }: Reading): boolean {
  const { foundAt } = latest(one).state;
  return foundAt < period.until && foundAt < horizon && (foundAt >= period.from || endOf(one) > period.from);
}

function endOf(one: Leak): Instant {
  const { state } = latest(one);
  if (isUntold(state.resolvedAt) || state.resolvedAt === null || !isResolved(state)) return FOREVER;
  return state.resolvedAt as Instant;
}

function itemOf(one: Leak): Item<LeakItem> {
  const { state, leaf } = latest(one);
  const found = state.foundAt as Instant;
  const end = endOf(one);
  return {
    key: state.id,
    title: `${state.type} in ${state.repository}`,
    because: `It was found in ${state.repository}, and open in the period.`,
    span: { from: found, until: end > found ? end : plus(found, 1) },
    leaves: [leaf],
    data: { subject: one.id },
  };
}
