import { minus, or, spansOf } from '../../kernel/spans.ts';
import { codeAccounts } from '../../populations/code-accounts.ts';
import { subjectOf } from '../../populations/lookup.ts';
import { defineCheck } from '../check.ts';
import { judgeState } from '../state.ts';
import { type Account, answeredFor, answerReads } from './answered-for.ts';

/** Somebody answers for each account: a person of the list, or the owner of a service. */
export const known = defineCheck({
  id: 'account/known',
  version: 1,
  title: 'Somebody answers for each account',
  asks: 'Was it known whose each account on the code host is: that of a listed person, or of a service with an owner?',
  population: codeAccounts,
  reads: answerReads,
  settings: [],
  mend: 'Find out whose the account is and write it into the records of accounts, with its person, or its service and owner; or close it.',
  judge(item, context) {
    const { facts, horizon } = context;
    const account = subjectOf(facts['code-account'], item.data.subject) as Account;
    const { spans, untold, leaves } = answeredFor(account, facts, horizon);
    const broken = minus(item.data.standing.there, or(spans, spansOf(untold)));
    const words = {
      wrong: `Nobody was on record as answering for ${item.key}`,
      asked: `somebody answered for ${item.key}`,
      well: `It is on record who answers for ${item.key}.`,
      notOwed: `${item.key} did not exist.`,
    };
    return judgeState({ standing: item.data.standing, course: { broken, untold }, words, leaves }, context);
  },
});
