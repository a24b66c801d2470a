import { latest } from '../facts/timeline.ts';
import { clip, holdsAt, type Spans, spansOf } from '../kernel/spans.ts';
import { BEGINNING, earlier, FOREVER, type Instant, momentSpan } from '../kernel/time.ts';
import { changeReads, decidedBranches, repositoryDecisions } from './changes-scope.ts';
import { judgedSpan, unseenWithin } from './knowledge.ts';
import { type Context, definePopulation, type Item, type Reconciliation } from './population.ts';
import { scopeUnseen } from './scope.ts';
import { gapsIn } from './standing.ts';

const reads = { deployment: ['repository', 'environment', 'production', 'createdAt', 'commit', 'ref'], scope: changeReads.scope } as const;

type Reading = Context<typeof reads>;
type Deployment = Reading['facts']['deployment']['subjects'][number];

/** A deployment to production; what made it is asked of the facts by its subject. */
export interface DeploymentItem {
  readonly subject: string;
  readonly createdAt: Instant;
}

/** What was brought to production. */
export const deployments = definePopulation({
  id: 'deployments',
  title: 'Deployments to production',
  mode: 'events',
  definition:
    'Every deployment that was created in the period, to an environment of `production.environments`, from a repository that was in scope then, whatever became of it. Where nobody decided on a scope, every connected repository counts.',
  reads,
  items: (context: Reading): readonly Item<DeploymentItem>[] =>
    inPeriod(context)
      .filter((one) => toProduction(one, context))
      .map(itemOf),
  unseen(context: Reading) {
    const judged = judgedSpan(context);
    const scope = spansOf([...scopes(context).values()].flat());
    const asked = repositoryDecisions(context).length === 0 ? [{ from: BEGINNING, until: FOREVER }] : scope;
    const hidden = judged ? gapsIn(unseenWithin(context.facts.deployment.gaps, context), clip(asked, judged)) : [];
    return [...hidden, ...scopeUnseen(context.facts.scope, 'repository', context)];
  },
  reconcile: (context: Reading) => [asFlagged(context)],
});

function itemOf(deployment: Deployment): Item<DeploymentItem> {
  const { state, leaf } = latest(deployment);
  const createdAt = state.createdAt as Instant;
  return {
    key: `${state.repository}!${deployment.vendorId}`,
    title: `${state.repository} to ${state.environment}, ${state.commit.slice(0, 12)}`,
    because: `It brought ${state.commit.slice(0, 12)} of ${state.repository} to ${state.environment}.`,
    span: momentSpan(createdAt),
    leaves: [leaf],
    data: { subject: deployment.id, createdAt },
  };
}

function inPeriod(context: Reading): readonly Deployment[] {
  const { facts, period, horizon } = context;
  const decided = scopes(context);
  const everything = repositoryDecisions(context).length === 0;
  const until = earlier(period.until, horizon);
  return facts.deployment.subjects.filter((one) => {
    const { repository, createdAt } = latest(one).state;
    const at = createdAt as Instant;
    return at >= period.from && at < until && (everything || holdsAt(decided.get(repository) ?? [], at));
  });
}

/** When each repository was in scope, by any of its branches. */
function scopes(context: Reading): ReadonlyMap<string, Spans> {
  const byRepository = Map.groupBy(decidedBranches(context), (one) => one.repository);
  return new Map([...byRepository].map(([repository, all]) => [repository, spansOf(all.flatMap((one) => one.spans))]));
}

function toProduction(deployment: Deployment, { settings }: Reading): boolean {
  const { environment, createdAt } = latest(deployment).state;
  const named = settings.at('production.environments', createdAt as Instant).value;
  return named.some((one) => one.trim().toLowerCase() === environment.trim().toLowerCase());
}

/** The second source: what the code host itself calls production. */
function asFlagged(context: Reading): Reconciliation {
  const all = inPeriod(context);
  const flagged = all.filter((one) => latest(one).state.production === true);
  const counted = all.filter((one) => toProduction(one, context));
  const missed = new Set(flagged.filter((one) => !counted.includes(one)).map((one) => latest(one).state.environment));
  return {
    source: 'Deployments of the period: to environments that the code host calls production, and to those of `production.environments`',
    expected: flagged.length,
    counted: counted.length,
    differences: [...missed].sort().map((one) => `The code host calls ${one} production, and \`production.environments\` does not name it.`),
  };
}
