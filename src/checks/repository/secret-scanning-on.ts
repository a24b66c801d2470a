import { hostedRepositories } from '../../populations/hosted-repositories.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { defineCheck } from '../check.ts';
import { judgeFeature } from './feature-on.ts';

const reads = { 'hosted-repository': ['archived', 'empty', 'secretScanning'] } as const;

type Repository = Context<typeof reads>['facts']['hosted-repository']['subjects'][number];

/** A secret that slips into a repository is found. */
export const secretScanningOn = defineCheck({
  id: 'repository/secret-scanning-on',
  version: 1,
  title: 'Secrets were searched for',
  asks: 'Did the code host search each repository in scope for secrets, all period long?',
  population: hostedRepositories,
  reads,
  settings: [],
  mend: 'Switch on secret scanning. It searches the whole history, so what slipped in meanwhile is found; the time without it stays an exception.',
  judge(item, context) {
    const subject = subjectOf(context.facts['hosted-repository'], item.data.subject) as Repository;
    return judgeFeature(item.data, subject, { feature: { name: 'Secret scanning', on: (one) => one.secretScanning }, context });
  },
});
