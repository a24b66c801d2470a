import { accountIn, codeAccountsOf, type Identities, type Who } from '../../populations/who.ts';

export type Sort = 'person' | 'bot' | 'unknown';

interface Participant {
  readonly ref: string;
  readonly login: string;
  readonly type: Sort;
}

/** Where it may be told whether an account is a person's. */
export interface Around {
  readonly lead: { readonly versions: readonly { readonly state: { readonly participants?: readonly Participant[] | undefined } }[] };
  readonly facts: Identities;
}

/** Is this a person or a bot? Told by the change as it was first seen, or else by the list of accounts, or because a person is behind it. */
export function accountType(ref: string, who: Who, { lead, facts }: Around): Sort {
  if (ref === '') return 'unknown';
  const seen = lead.versions.flatMap(({ state }) => state.participants ?? []).find((one) => one.ref === ref && one.type !== 'unknown');
  if (seen) return seen.type;
  const account = accountIn(ref);
  const listed = account === null ? undefined : codeAccountsOf(facts, account)[0]?.versions[0];
  return listed?.state.type ?? (who.people.size > 0 ? 'person' : 'unknown');
}
