import { hostedRepositories } from '../../populations/hosted-repositories.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { defineCheck } from '../check.ts';
import { courseOf, judgeState } from '../state.ts';

const reads = { 'hosted-repository': ['visibility'] } as const;

type Repository = Context<typeof reads>['facts']['hosted-repository']['subjects'][number];

/** Source in scope is not shown to the world. One that is meant to be public needs an exclusion. */
export const notPublic = defineCheck({
  id: 'repository/not-public',
  version: 1,
  title: 'Repositories in scope were not public',
  asks: 'Was each repository in scope closed to the public, all period long?',
  population: hostedRepositories,
  reads,
  settings: [],
  mend: 'Make the repository private, and treat what was in it as known to everybody. One that is meant to be public needs an approved exclusion.',
  judge(item, context) {
    const { subject, name, standing, inScope } = item.data;
    const repository = subjectOf(context.facts['hosted-repository'], subject) as Repository;
    const words = {
      wrong: `${name} was public`,
      asked: `${name} was closed to the public`,
      well: `Every look saw ${name} closed to the public while it was in scope.`,
      notOwed: `${name} was out of scope.`,
    };
    const course = courseOf(repository, (one) => one.visibility !== 'public');
    return judgeState({ standing, within: inScope, course, words }, context);
  },
});
