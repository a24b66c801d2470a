import { type Gap, latest, type Subject } from '../facts/timeline.ts';
import { type CalendarDate, startOfDay } from '../kernel/calendar.ts';
import { and, between, none, or, type Spans, spansOf } from '../kernel/spans.ts';
import { BEGINNING, earlier, FOREVER, type Instant } from '../kernel/time.ts';
import { judgedSpan } from './knowledge.ts';
import { grouped } from './lookup.ts';
import { type Context, definePopulation, type Item } from './population.ts';
import { decisionsOn, inScope, type ScopeFields, scopeUnseen } from './scope.ts';
import { listUnseen, type Standing, spanOf, standingOf, standsIn } from './standing.ts';

const reads = {
  'hosted-repository': ['name', 'createdAt', 'archived'],
  scope: ['what', 'id', 'since', 'until'],
} as const;

type Reading = Context<typeof reads>;
type Repository = Reading['facts']['hosted-repository']['subjects'][number];

/** A repository; how it was set is asked of the facts by its subject. */
export interface HostedRepositoryItem {
  readonly subject: string;
  readonly name: string;
  readonly standing: Standing;
  /** When it was in scope; always, where nobody decided on any repository. */
  readonly inScope: Spans;
  /** From when on some decision says that it is in scope, or was. */
  readonly decided: Spans;
  /** From when on there was a decision on any repository. */
  readonly scopeKept: Spans;
  /** When it was archived: nothing changes in it any more. */
  readonly archived: Spans;
}

/** Every repository of the organization, in scope or not. */
export const hostedRepositories = definePopulation({
  id: 'hosted-repositories',
  title: 'Repositories on the code host',
  mode: 'state',
  definition:
    'Every repository that the code host listed at some time of the period, in scope or not, archived or not. What is asked of repositories in scope is not owed by the others; where nobody decided on a scope, every repository counts.',
  reads,
  items(context: Reading): readonly Item<HostedRepositoryItem>[] {
    const decisions = decisionsOn(context.facts.scope, 'repository');
    return context.facts['hosted-repository'].subjects.flatMap((one) => itemOf(one, decisions, context));
  },
  unseen: (context: Reading) => [
    ...listUnseen(context.facts['hosted-repository'], context),
    ...notListed(context),
    ...scopeUnseen(context.facts.scope, 'repository', context),
  ],
});

function itemOf(subject: Repository, decisions: readonly Subject<ScopeFields>[], context: Reading): Item<HostedRepositoryItem>[] {
  const { state, leaf } = latest(subject);
  const began = state.createdAt as Instant;
  const standing = standingOf(context.facts['hosted-repository'], subject, { horizon: context.horizon, began });
  if (!standsIn(standing, context)) return [];
  const scope = scopeOf(subject, decisions, context);
  const archived = spansOf(subject.versions.filter((one) => one.state.archived).map(({ from, until }) => ({ from, until })));
  const because = scope.why === null ? 'it is in no decision on scope' : scope.why;
  return [
    {
      key: state.name,
      title: state.name,
      because: `The code host listed it; ${because}.`,
      span: spanOf(standing),
      leaves: [leaf, ...scope.leaves],
      data: { subject: subject.id, name: state.name, standing, archived, ...scope.spans },
    },
  ];
}

interface ScopeOfRepository {
  readonly spans: Pick<HostedRepositoryItem, 'inScope' | 'decided' | 'scopeKept'>;
  readonly why: string | null;
  readonly leaves: readonly number[];
}

/** A decision counts for a repository while it bore the name that the decision gives. */
function scopeOf(subject: Repository, decisions: readonly Subject<ScopeFields>[], { zone }: Reading): ScopeOfRepository {
  const always = between(BEGINNING, FOREVER);
  if (decisions.length === 0) {
    return { spans: { inScope: always, decided: none, scopeKept: none }, why: 'nobody decided on a scope, so it counts', leaves: [] };
  }
  const own = decisions.flatMap((one) => {
    const named = spansNamed(subject, latest(one).state.id);
    return named.length > 0 ? [{ decision: one, named }] : [];
  });
  const spansIn = own.flatMap(({ decision, named }) => and(named, inScope(decision, zone)));
  const since = own.flatMap(({ decision, named }) => and(named, between(earlier(firstDay(decision, zone), writtenDown(decision)), FOREVER)));
  const kept = decisions.map((one) => firstDay(one, zone)).reduce(earlier, FOREVER);
  return {
    spans: { inScope: spansOf(spansIn), decided: spansOf(since), scopeKept: between(kept, FOREVER) },
    why: own.length > 0 ? 'a decision says since when it is in scope' : null,
    leaves: own.map(({ decision }) => latest(decision).leaf),
  };
}

/** From then on there was a decision, whether it began to count then or later. */
function writtenDown(decision: Subject<ScopeFields>): Instant {
  return decision.versions.map((one) => one.from).reduce(earlier, FOREVER);
}

function firstDay(decision: Subject<ScopeFields>, zone: Reading['zone']): Instant {
  return decision.versions.map((one) => startOfDay(one.state.since as CalendarDate, zone)).reduce(earlier, FOREVER);
}

/** When a repository bore a name; the first name that was seen reaches back to its making, and the last one on. */
function spansNamed({ versions }: Repository, name: string): Spans {
  return versions.reduce<Spans>((spans, version, index) => {
    if (version.state.name !== name) return spans;
    return or(spans, between(index === 0 ? BEGINNING : version.from, versions[index + 1]?.from ?? FOREVER));
  }, none);
}

/** Repositories in scope that the code host never listed, where one is connected at all. */
function notListed(context: Reading): readonly Gap[] {
  const judged = judgedSpan(context);
  const repositories = context.facts['hosted-repository'];
  if (!judged || repositories.subjects.length === 0) return [];
  const listed = grouped(repositories, 'any name', (one) => one.versions.map(({ state }) => state.name));
  return decisionsOn(context.facts.scope, 'repository').flatMap((one) => {
    const { id } = latest(one).state;
    if (listed.has(id)) return [];
    const why = `The repository ${id} is in scope, but the code host has never listed it. Let the connection see it, or correct its id in the scope.`;
    return and(inScope(one, context.zone), [judged]).map((span): Gap => ({ ...span, reason: 'before-first-look', why }));
  });
}
