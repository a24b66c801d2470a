import { codeAccounts } from '../../populations/code-accounts.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { defineCheck } from '../check.ts';
import { judgeState, spansWhere } from '../state.ts';
import { source } from '../wording.ts';
import { activityReads, seenActive } from './activity.ts';
import { idleCourse } from './idle.ts';

const reads = { 'code-account': ['type', 'lastActiveAt'], ...activityReads } as const;

type Account = Context<typeof reads>['facts']['code-account']['subjects'][number];

/** An account that nobody uses is closed: nobody would notice who else does. */
export const notDormant = defineCheck({
  id: 'account/not-dormant',
  version: 1,
  title: 'Accounts that nobody used were closed',
  asks: 'Had each account of a person on the code host been used within the time after which the policy closes it?',
  population: codeAccounts,
  reads,
  settings: ['account.dormant.after'],
  mend: 'Close the account. It can be opened again when somebody needs it.',
  judge(item, context) {
    const { facts, settings, horizon } = context;
    const account = subjectOf(facts['code-account'], item.data.subject) as Account;
    const course = idleCourse(account, { setting: 'account.dormant.after', settings, active: seenActive(account.vendorId, facts) });
    const limit = settings.at('account.dormant.after', course.broken.at(-1)?.from ?? horizon);
    const within = `${limit.written} (${source(limit)})`;
    const words = {
      wrong: `${item.key} had done nothing for longer than ${within}`,
      asked: `${item.key} was active at least every ${within}`,
      well: `${item.key} was active at least every ${within}.`,
      notOwed: `${item.key} is a bot: it works when it is called.`,
    };
    const owed = spansWhere(account, (one) => one.type === 'person');
    return judgeState({ standing: item.data.standing, owed, course, words }, context);
  },
});
