import { latest } from '../facts/timeline.ts';
import { type Instant, momentSpan } from '../kernel/time.ts';
import { unseenWithin } from './knowledge.ts';
import { type Context, definePopulation, type Item } from './population.ts';

const reads = { 'privileged-event': ['at', 'action', 'what', 'actorLogin', 'repository', 'target'] } as const;

type Reading = Context<typeof reads>;
type Event = Reading['facts']['privileged-event']['subjects'][number];

/** What somebody with special rights did. */
export interface PrivilegedItem {
  readonly at: Instant;
  readonly what: Event['versions'][number]['state']['what'];
  readonly action: string;
  readonly repository: string | null;
  readonly target: string | null;
  /** The login, or `somebody` where the host does not know. */
  readonly actor: string;
}

/** Everything that somebody with special rights did on the code host, as its audit log tells it. */
export const privilegedEvents = definePopulation({
  id: 'privileged-events',
  title: 'Privileged events',
  mode: 'events',
  definition:
    'Every event of the code host’s audit log in the period that took special rights: protection changed or gone around, people made administrators, let in or put out, keys, apps, visibility. Known only where a connection may read that log.',
  reads,
  items: (context: Reading) => context.facts['privileged-event'].subjects.flatMap((one) => itemOf(one, context)),
  unseen: (context: Reading) => unseenWithin(context.facts['privileged-event'].gaps, context),
});

function itemOf(subject: Event, { period, horizon }: Reading): Item<PrivilegedItem>[] {
  const { state, leaf } = latest(subject);
  const at = state.at as Instant;
  if (state.what === 'other' || at < period.from || at >= period.until || at >= horizon) return [];
  const { what, action, repository, target } = state;
  const actor = state.actorLogin ?? 'somebody';
  const where = repository === null ? '' : ` in ${repository}`;
  return [
    {
      key: subject.vendorId,
      title: `${action} by ${actor}${where}`,
      because: `The audit log tells of it as ${action}.`,
      span: momentSpan(at),
      leaves: [leaf],
      data: { at, what, action, repository, target, actor },
    },
  ];
}
