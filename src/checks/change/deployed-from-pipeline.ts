import { latest } from '../../facts/timeline.ts';
import { known } from '../../facts/told.ts';
import { momentSpan } from '../../kernel/time.ts';
import { deployments } from '../../populations/deployments.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { accountIn, codeAccountsOf, whoReads } from '../../populations/who.ts';
import { defineCheck, fails, passes } from '../check.ts';
import { on } from '../wording.ts';

const reads = { deployment: ['environment', 'by', 'createdAt', 'run'], ...whoReads } as const;

type Reading = Context<typeof reads>;
type Deployment = Reading['facts']['deployment']['subjects'][number];

/** A pipeline brings software to production, and nobody by hand. */
export const deployedFromPipeline = defineCheck({
  id: 'change/deployed-from-pipeline',
  version: 1,
  title: 'Deployments to production were made by a pipeline',
  asks: 'Was every deployment to production made by a run of a pipeline, and not by hand?',
  population: deployments,
  reads,
  settings: ['production.environments'],
  mend: 'Deploy again from the pipeline, and take the right to deploy by hand away from whoever does not need it.',
  judge(item, context) {
    const { createdAt, subject } = item.data;
    const { run, by, environment } = latest(subjectOf(context.facts.deployment, subject) as Deployment).state;
    const owed = [momentSpan(createdAt)];
    const made = known<string | null>(run);
    if (made !== null) return passes(owed, `The pipeline run ${made} deployed it.`);
    return fails(owed, owed, `No pipeline run made it: ${nameOf(by, context.facts)} deployed to ${environment} ${on(createdAt, context)}.`);
  },
});

function nameOf(by: string, facts: Reading['facts']): string {
  const account = accountIn(by);
  const listed = account === null ? undefined : codeAccountsOf(facts, account)[0];
  return listed ? latest(listed).state.login : by || 'nobody knows who';
}
