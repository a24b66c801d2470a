import { minus, or, spansOf } from '../../kernel/spans.ts';
import { codeAccounts } from '../../populations/code-accounts.ts';
import { counted } from '../../populations/knowledge.ts';
import { subjectOf } from '../../populations/lookup.ts';
import { gapsBut } from '../../populations/standing.ts';
import { defineCheck } from '../check.ts';
import { judgeState, spansWhere } from '../state.ts';
import { type Account, answeredByRecords, answerReads } from './answered-for.ts';

/** Whoever was let in from outside has somebody inside who answers for that. */
export const collaboratorOwned = defineCheck({
  id: 'account/collaborator-owned',
  version: 1,
  title: 'Collaborators from outside had somebody to answer for them',
  asks: 'Did the records name, for each collaborator from outside the organization, the person it is, or the owner who answers for it?',
  population: codeAccounts,
  reads: answerReads,
  settings: [],
  mend: 'Write the account into the records of accounts, with the person it is or the owner who answers for it; or take it out of the repositories.',
  judge(item, context) {
    const { facts, horizon } = context;
    const account = subjectOf(facts['code-account'], item.data.subject) as Account;
    const owed = spansWhere(account, (one) => one.role === 'collaborator');
    const recorded = answeredByRecords(account, facts);
    const untold = gapsBut([...recorded.untold, ...counted(facts.account.gaps, horizon)], recorded.spans);
    const broken = minus(owed, or(recorded.spans, spansOf(untold)));
    const words = {
      wrong: `${item.key} is from outside, and the records named nobody who answers for it`,
      asked: `somebody answered for ${item.key}, who is from outside`,
      well: `The records name who answers for ${item.key}.`,
      notOwed: `${item.key} was a member of the organization.`,
    };
    return judgeState({ standing: item.data.standing, owed, course: { broken, untold }, words, leaves: recorded.leaves }, context);
  },
});
