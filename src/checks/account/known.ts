import type { Gap } from '../../facts/timeline.ts';
import { isUntold } from '../../facts/told.ts';
import { minus, or, spansOf } from '../../kernel/spans.ts';
import { BEGINNING, FOREVER } from '../../kernel/time.ts';
import { codeAccounts } from '../../populations/code-accounts.ts';
import { counted } from '../../populations/knowledge.ts';
import { subjectOf } from '../../populations/lookup.ts';
import { gapsBut } from '../../populations/standing.ts';
import { whoIs } from '../../populations/who.ts';
import { defineCheck } from '../check.ts';
import { judgeState } from '../state.ts';
import { type Account, type AnswerFacts, answeredByRecords, answerReads } from './answered-for.ts';

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
    const recorded = answeredByRecords(account, facts);
    const answered = or(recorded.spans, listedAddress(account, facts) ? [{ from: BEGINNING, until: FOREVER }] : []);
    const untold = gapsBut(
      [...recorded.untold, ...untoldAddresses(account), ...counted([...facts.account.gaps, ...facts.person.gaps], horizon)],
      answered,
    );
    const broken = minus(item.data.standing.there, or(answered, spansOf(untold)));
    const words = {
      wrong: `Nobody was on record as answering for ${item.key}`,
      asked: `somebody answered for ${item.key}`,
      well: `It is on record who answers for ${item.key}.`,
      notOwed: `${item.key} did not exist.`,
    };
    return judgeState({ standing: item.data.standing, course: { broken, untold }, words, leaves: recorded.leaves }, context);
  },
});

/** Does a listed person have, or did one once have, an address of the account? */
function listedAddress(account: Account, facts: AnswerFacts): boolean {
  const addresses = new Set(account.versions.flatMap(({ state }) => (isUntold(state.emails) ? [] : state.emails)));
  return [...addresses].some((one) => whoIs({ ...facts, 'code-account': nobody, account: nothing }, one).people.size > 0);
}

const nobody: AnswerFacts['code-account'] = { kind: 'code-account', subjects: [], gaps: [] };
const nothing: AnswerFacts['account'] = { kind: 'account', subjects: [], gaps: [] };

/** A bot has no address that a person could have. */
function untoldAddresses(account: Account): readonly Gap[] {
  return account.versions.flatMap(({ state: { emails, type }, from, until }): Gap[] =>
    isUntold(emails) && type === 'person' ? [{ from, until, reason: 'not-told', why: emails.untold }] : [],
  );
}
