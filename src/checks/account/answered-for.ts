import type { Facts } from '../../facts/reads.ts';
import type { Gap } from '../../facts/timeline.ts';
import { isUntold } from '../../facts/told.ts';
import { between, none, or, type Spans, spansOf } from '../../kernel/spans.ts';
import { BEGINNING, earlier, FOREVER, type Instant } from '../../kernel/time.ts';
import { counted } from '../../populations/knowledge.ts';
import { grouped } from '../../populations/lookup.ts';
import { gapsBut } from '../../populations/standing.ts';
import { namesCodeHost, whoIs, whoReads } from '../../populations/who.ts';

/** What tells who answers for an account of the code host. */
export const answerReads = {
  ...whoReads,
  account: [...whoReads.account, 'openedAt'],
  'code-account': [...whoReads['code-account'], 'role'],
} as const;

export type AnswerFacts = Facts<typeof answerReads>;
export type Account = AnswerFacts['code-account']['subjects'][number];

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
  return answeredByLogin(
    account.versions.map((one) => one.state.login),
    facts,
  );
}

/** The same, for an account of which only logins are known. */
export function answeredByLogin(logins: readonly string[], facts: Pick<AnswerFacts, 'account'>): Answered {
  const wanted = new Set(logins.map(normal));
  const byLogin = grouped(facts.account, 'login as recorded', (one) => one.versions.map(({ state }) => normal(state.login)));
  const entries = [...new Set([...wanted].flatMap((one) => byLogin.get(one) ?? []))];
  const told = entries.flatMap((entry) =>
    entry.versions.map((version, index) => ({
      ...version,
      from: index === 0 ? earlier(version.state.openedAt as Instant, version.from) : version.from,
    })),
  );
  const own = told.filter(({ state }) => namesCodeHost(state.system) && wanted.has(normal(state.login)));
  const named = own.filter(({ state: { person, service, owner } }) => (person !== null && !isUntold(person)) || (service !== null && owner !== null));
  return {
    spans: spansOf(named.flatMap(({ from, until }) => between(from, until))),
    untold: own.flatMap(({ state: { person }, from, until }): Gap[] =>
      isUntold(person) ? [{ from, until, reason: 'not-told', why: person.untold }] : [],
    ),
    leaves: own.map((one) => one.leaf),
  };
}

/** When somebody answered for an account: by the records, or because a listed person has its address; and when nobody knows. */
export function answeredFor(account: Account, facts: AnswerFacts, horizon: Instant): Answered {
  const recorded = answeredByRecords(account, facts);
  const spans = or(recorded.spans, hasListedAddress(account, facts) ? between(BEGINNING, FOREVER) : none);
  const gaps = counted([...facts.account.gaps, ...facts.person.gaps], horizon);
  return { spans, untold: gapsBut([...recorded.untold, ...untoldAddresses(account), ...gaps], spans), leaves: recorded.leaves };
}

/** Does a listed person have, or did one once have, an address of the account? */
function hasListedAddress(account: Account, facts: AnswerFacts): boolean {
  const addresses = new Set(account.versions.flatMap(({ state }) => (isUntold(state.emails) ? [] : state.emails)));
  return [...addresses].some((one) => whoIs({ ...facts, 'code-account': noAccounts, account: noEntries }, one).people.size > 0);
}

const noAccounts: AnswerFacts['code-account'] = { kind: 'code-account', subjects: [], gaps: [] };
const noEntries: AnswerFacts['account'] = { kind: 'account', subjects: [], gaps: [] };

/** A bot has no address that a person could have; and whoever is from outside is known by the records alone, because no host shows their addresses. */
function untoldAddresses(account: Account): readonly Gap[] {
  return account.versions.flatMap(({ state: { emails, type, role }, from, until }): Gap[] =>
    isUntold(emails) && type === 'person' && role !== 'collaborator' ? [{ from, until, reason: 'not-told', why: emails.untold }] : [],
  );
}

function normal(text: string): string {
  return text.trim().toLowerCase();
}
