import type { Facts } from '../../facts/reads.ts';
import type { Gap } from '../../facts/timeline.ts';
import { isUntold } from '../../facts/told.ts';
import { between, type Spans, spansOf } from '../../kernel/spans.ts';
import { earlier, type Instant } from '../../kernel/time.ts';
import { namesCodeHost, recordsOf, whoReads } from '../../populations/who.ts';

/** What tells who answers for an account of the code host. */
export const answerReads = {
  ...whoReads,
  account: [...whoReads.account, 'openedAt'],
  'code-account': [...whoReads['code-account'], 'role'],
} as const;

export type AnswerFacts = Facts<typeof answerReads>;
export type Account = AnswerFacts['code-account']['subjects'][number];
type Recorded = AnswerFacts['account']['subjects'][number];

/** When the records say who answers for an account, and when they say that nobody knows. */
export interface Answered {
  readonly spans: Spans;
  readonly untold: readonly Gap[];
  readonly leaves: readonly number[];
}

/**
 * The entries of the records that carry the login of an account: with a person, or for a service with an owner. The first version of an entry
 * counts from when it says that the account was opened, however late it was written down.
 */
export function answeredByRecords(account: Account, facts: AnswerFacts): Answered {
  const logins = new Set(account.versions.map((one) => normal(one.state.login)));
  const told = (recordsOf(facts, account) as readonly Recorded[]).flatMap((entry) =>
    entry.versions.map((version, index) => ({
      ...version,
      from: index === 0 ? earlier(version.state.openedAt as Instant, version.from) : version.from,
    })),
  );
  const own = told.filter(({ state }) => namesCodeHost(state.system) && logins.has(normal(state.login)));
  const named = own.filter(({ state: { person, service, owner } }) => (person !== null && !isUntold(person)) || (service !== null && owner !== null));
  return {
    spans: spansOf(named.flatMap(({ from, until }) => between(from, until))),
    untold: own.flatMap(({ state: { person }, from, until }): Gap[] =>
      isUntold(person) ? [{ from, until, reason: 'not-told', why: person.untold }] : [],
    ),
    leaves: own.map((one) => one.leaf),
  };
}

function normal(text: string): string {
  return text.trim().toLowerCase();
}
