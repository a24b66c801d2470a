import { codeAccounts } from '../../populations/code-accounts.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { defineCheck } from '../check.ts';
import { courseOf, judgeState, spansWhere } from '../state.ts';

const reads = { 'code-account': ['type', 'twoFactor'] } as const;

type Account = Context<typeof reads>['facts']['code-account']['subjects'][number];

/** Each person on the code host signs in with more than a password. */
export const twoFactor = defineCheck({
  id: 'account/two-factor',
  version: 1,
  title: 'Accounts of people had a second factor',
  asks: 'Did each person with an account on the code host have a second factor set up, all period long?',
  population: codeAccounts,
  reads,
  settings: [],
  mend: 'Have the person set up a second factor, or take the account out of the organization until they have.',
  judge(item, context) {
    const account = subjectOf(context.facts['code-account'], item.data.subject) as Account;
    const words = {
      wrong: `${item.key} had no second factor`,
      asked: `${item.key} had a second factor`,
      well: `Every look saw a second factor for ${item.key}.`,
      notOwed: `${item.key} is a bot: it does not sign in as people do.`,
    };
    const owed = spansWhere(account, (one) => one.type === 'person');
    return judgeState({ standing: item.data.standing, owed, course: courseOf(account, (one) => one.twoFactor), words }, context);
  },
});
