import { latest, type Subject, versionAt } from '../facts/timeline.ts';
import { type Instant, momentSpan } from '../kernel/time.ts';
import { unseenWithin } from './knowledge.ts';
import { type Context, definePopulation, type Item } from './population.ts';

const reads = { vulnerability: ['id', 'identifier', 'severity', 'where', 'dismissed'] } as const;

type Reading = Context<typeof reads>;
type Vulnerability = Reading['facts']['vulnerability']['subjects'][number];
type State = Vulnerability['versions'][number]['state'];

/** One decision not to fix a vulnerability. */
export type Dismissal = NonNullable<State['dismissed']>;

/** A vulnerability with each time that somebody dismissed it in the period; more than once where a dismissal was taken back. */
export interface DismissedItem {
  readonly id: string;
  readonly dismissals: readonly Dismissal[];
}

/** Every medium, high or critical vulnerability that somebody decided not to fix. */
export const dismissedVulnerabilities = definePopulation({
  id: 'dismissed-vulnerabilities',
  title: 'Dismissed vulnerabilities',
  mode: 'events',
  definition:
    'Every vulnerability that was dismissed in the period while it was rated medium, high or critical, whether or not the dismissal was taken back.',
  reads,
  items: (context: Reading) => context.facts.vulnerability.subjects.flatMap((one) => itemOf(one, context)),
  unseen: (context: Reading) => unseenWithin(context.facts.vulnerability.gaps, context),
});

function itemOf(subject: Vulnerability, { period, horizon }: Reading): Item<DismissedItem>[] {
  const dismissals = dismissalsOf(subject).filter((one) => one.at >= period.from && one.at < period.until && one.at < horizon);
  const [last] = dismissals.slice(-1);
  if (last === undefined) return [];
  const { state, leaf } = latest(subject);
  const often = dismissals.length > 1 ? ` ${dismissals.length} times` : '';
  return [
    {
      key: state.id,
      title: `${state.identifier} in ${state.where}, ${state.severity}`,
      because: `It was dismissed${often} in the period.`,
      span: momentSpan(last.at as Instant),
      leaves: [leaf],
      data: { id: state.id, dismissals },
    },
  ];
}

/** Each dismissal once, oldest first, if it was rated at least medium then. */
function dismissalsOf(subject: Vulnerability): readonly Dismissal[] {
  const all = new Map(subject.versions.flatMap(({ state: { dismissed } }) => (dismissed ? [[dismissed.at, dismissed] as const] : [])));
  return [...all.values()].filter((one) => ratedAt(subject, one.at as Instant) !== 'low').sort((a, b) => a.at - b.at);
}

function ratedAt(subject: Subject<State>, at: Instant): State['severity'] {
  return (versionAt(subject, at) ?? subject.versions[0] ?? latest(subject)).state.severity;
}
