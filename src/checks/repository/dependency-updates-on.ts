import { hostedRepositories } from '../../populations/hosted-repositories.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { defineCheck } from '../check.ts';
import { judgeFeature } from './feature-on.ts';

const reads = { 'hosted-repository': ['archived', 'empty', 'dependencyUpdates'] } as const;

type Repository = Context<typeof reads>['facts']['hosted-repository']['subjects'][number];

/** Somebody hears of a newer version of a dependency without looking for it. */
export const dependencyUpdatesOn = defineCheck({
  id: 'repository/dependency-updates-on',
  version: 1,
  title: 'Updates of dependencies were proposed automatically',
  asks: 'Did the code host propose updates of dependencies for each repository in scope, all period long?',
  population: hostedRepositories,
  reads,
  settings: [],
  mend: 'Switch on updates of dependencies for the repository. The time without them stays an exception.',
  judge(item, context) {
    const subject = subjectOf(context.facts['hosted-repository'], item.data.subject) as Repository;
    return judgeFeature(item.data, subject, {
      feature: { name: 'Automatic updates of dependencies', verb: 'were', on: (one) => one.dependencyUpdates },
      context,
    });
  },
});
