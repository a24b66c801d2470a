import { hostedRepositories } from '../../populations/hosted-repositories.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { defineCheck } from '../check.ts';
import { judgeFeature } from './feature-on.ts';

const reads = { 'hosted-repository': ['archived', 'empty', 'dependencyAlerts'] } as const;

type Repository = Context<typeof reads>['facts']['hosted-repository']['subjects'][number];

/** A vulnerability that becomes known in a dependency is told to us. */
export const dependencyAlertsOn = defineCheck({
  id: 'repository/dependency-alerts-on',
  version: 1,
  title: 'Alerts about vulnerable dependencies were on',
  asks: 'Did the code host watch the dependencies of each repository in scope for known vulnerabilities, all period long?',
  population: hostedRepositories,
  reads,
  settings: [],
  mend: 'Switch on alerts about vulnerable dependencies. What became known in the meantime is told then; the time without them stays an exception.',
  judge(item, context) {
    const subject = subjectOf(context.facts['hosted-repository'], item.data.subject) as Repository;
    return judgeFeature(item.data, subject, {
      feature: { name: 'Alerts about vulnerable dependencies', verb: 'were', on: (one) => one.dependencyAlerts },
      context,
    });
  },
});
