import { hostedRepositories } from '../../populations/hosted-repositories.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { defineCheck } from '../check.ts';
import { judgeFeature } from './feature-on.ts';

const reads = { 'hosted-repository': ['archived', 'empty', 'codeScanning'] } as const;

type Repository = Context<typeof reads>['facts']['hosted-repository']['subjects'][number];

/** Weaknesses in code of our own are searched for by a machine. */
export const codeScanningOn = defineCheck({
  id: 'repository/code-scanning-on',
  version: 1,
  title: 'Code was scanned for vulnerabilities',
  asks: 'Was the code of each repository in scope scanned for vulnerabilities, all period long?',
  population: hostedRepositories,
  reads,
  settings: [],
  mend: 'Set up code scanning for the repository. The time without it stays an exception.',
  judge(item, context) {
    const subject = subjectOf(context.facts['hosted-repository'], item.data.subject) as Repository;
    return judgeFeature(item.data, subject, { feature: { name: 'Code scanning', on: (one) => one.codeScanning }, context });
  },
});
