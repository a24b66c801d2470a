import { deployKeys } from '../../populations/deploy-keys.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { defineCheck } from '../check.ts';
import { courseOf, judgeState } from '../state.ts';

const reads = { 'deploy-key': ['readOnly'] } as const;

type Key = Context<typeof reads>['facts']['deploy-key']['subjects'][number];

/** A key that nobody holds in person cannot change what it reads. */
export const readOnly = defineCheck({
  id: 'deploy-key/read-only',
  version: 1,
  title: 'Deploy keys could only read',
  asks: 'Could each deploy key read its repository and not write to it?',
  population: deployKeys,
  reads,
  settings: [],
  mend: 'Replace the key with one that only reads. If something must write, let it sign in as an app with rights of its own.',
  judge(item, context) {
    const key = subjectOf(context.facts['deploy-key'], item.data.subject) as Key;
    const words = {
      wrong: `${item.title} could write`,
      asked: `${item.title.charAt(0).toLowerCase()}${item.title.slice(1)} could only read`,
      well: `${item.title} could only read.`,
      notOwed: `${item.title} did not exist.`,
    };
    return judgeState({ standing: item.data.standing, course: courseOf(key, (one) => one.readOnly), words }, context);
  },
});
