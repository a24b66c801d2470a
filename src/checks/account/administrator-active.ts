import { codeAccounts } from '../../populations/code-accounts.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { defineCheck } from '../check.ts';
import { judgeState, spansWhere } from '../state.ts';
import { source } from '../wording.ts';
import { activityReads, seenActive } from './activity.ts';
import { idleCourse } from './idle.ts';

const reads = { 'code-account': ['role', 'lastActiveAt'], ...activityReads } as const;

type Account = Context<typeof reads>['facts']['code-account']['subjects'][number];

/** The highest rights are with people who use them. */
export const administratorActive = defineCheck({
  id: 'account/administrator-active',
  version: 1,
  title: 'Administrators were active',
  asks: 'Was each owner of the organization on the code host seen to do something within the time after which the policy takes the role away?',
  population: codeAccounts,
  reads,
  settings: ['administrator.idle.after'],
  mend: 'Make the account an ordinary member. The role can be given again when somebody needs it.',
  judge(item, context) {
    const { facts, settings, horizon } = context;
    const account = subjectOf(facts['code-account'], item.data.subject) as Account;
    const course = idleCourse(account, { setting: 'administrator.idle.after', settings, active: seenActive(account.vendorId, facts) });
    const limit = settings.at('administrator.idle.after', course.broken.at(-1)?.from ?? horizon);
    const within = `${limit.written} (${source(limit)})`;
    const words = {
      wrong: `${item.key}, an owner, had done nothing for longer than ${within}`,
      asked: `${item.key}, an owner, was active at least every ${within}`,
      well: `${item.key}, an owner, was active at least every ${within}.`,
      notOwed: `${item.key} was no owner.`,
    };
    const owed = spansWhere(account, (one) => one.role === 'owner');
    return judgeState({ standing: item.data.standing, owed, course, words }, context);
  },
});
