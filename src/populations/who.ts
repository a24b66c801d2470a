import type { Facts } from '../facts/reads.ts';
import { isUntold } from '../facts/told.ts';
import { grouped } from './lookup.ts';

/** What tells who somebody is: the list of people, the records' list of accounts, and the accounts of the code host. */
export const whoReads = {
  person: ['id', 'emails'],
  account: ['system', 'login', 'person', 'service', 'owner'],
  'code-account': ['login', 'emails', 'type'],
} as const;

export type Identities = Facts<typeof whoReads>;
export type CodeAccount = Identities['code-account']['subjects'][number];
export type RecordedAccount = Identities['account']['subjects'][number];

/** Whom a name in a fact may be. Neither an account nor a person: nobody knows who that is. */
export interface Who {
  /** Ids of accounts on a code host. */
  readonly accounts: ReadonlySet<string>;
  /** Ids of people. */
  readonly people: ReadonlySet<string>;
}

const ACCOUNT = 'account:';
const nobody: Who = { accounts: new Set(), people: new Set() };

/** Code hosts as records name them, alone or as a word of the name: `github`, `github-production`. */
const codeHosts = new Set(['github', 'gitlab', 'bitbucket', 'gitea', 'forgejo', 'codeberg', 'gerrit', 'codehost', 'code']);

/** The id in `account:ID`; null for an e-mail address and for nobody. */
export function accountIn(ref: string): string | null {
  return ref.startsWith(ACCOUNT) && ref.length > ACCOUNT.length ? ref.slice(ACCOUNT.length) : null;
}

/**
 * Whom a reference means: `account:` and the host's id, an e-mail address, or `''` for nobody. Whoever has, or once had, the address or the login counts.
 * `logins` are those under which the account was seen elsewhere, so that one that was deleted is still known.
 */
export function whoIs(facts: Identities, ref: string, logins: readonly string[] = []): Who {
  const account = accountIn(ref);
  if (account !== null) {
    const recorded = logins.flatMap((one) => recordsWithLogin(facts, one));
    return joined([{ accounts: new Set([account]), people: peopleIn(recorded) }, ...codeAccountsOf(facts, account).map((one) => behind(facts, one))]);
  }
  const address = normal(ref);
  if (address === '') return nobody;
  const listed: Who = { accounts: new Set(), people: peopleAt(facts, address) };
  return joined([listed, ...accountsAt(facts, address).map((one) => behind(facts, one))]);
}

/** A person named by id, as records do. Nobody where no such person was ever listed. */
export function personNamed({ person }: Pick<Identities, 'person'>, id: string): Who {
  const named = grouped(person, 'any id', (one) => one.versions.map(({ state }) => state.id));
  return named.has(id) ? { accounts: new Set(), people: new Set([id]) } : nobody;
}

/** An account of the code host with the people behind it. */
export function behind(facts: Identities, account: CodeAccount): Who {
  const addresses = account.versions.flatMap(({ state }) => (isUntold(state.emails) ? [] : state.emails.map(normal)));
  const people = addresses.filter((one) => one !== '').map((one) => ({ accounts: new Set<string>(), people: peopleAt(facts, one) }));
  return joined([{ accounts: new Set([account.vendorId]), people: peopleIn(recordsOf(facts, account)) }, ...people]);
}

/** What the records say of an account of the code host: their accounts on a code host that have, or had, its login. */
export function recordsOf(facts: Pick<Identities, 'account'>, account: CodeAccount): readonly RecordedAccount[] {
  const logins = new Set(account.versions.map(({ state }) => normal(state.login)));
  return [...new Set([...logins].flatMap((one) => recordsWithLogin(facts, one)))];
}

/** Does the name of a system, as the records write it, name a code host? */
export function namesCodeHost(system: string): boolean {
  return normal(system)
    .split(/[^a-z]+/)
    .some((word) => codeHosts.has(word));
}

/** The account of the code host with this id; of several systems, each. */
export function codeAccountsOf({ 'code-account': accounts }: Pick<Identities, 'code-account'>, id: string): readonly CodeAccount[] {
  return grouped(accounts, 'host id', (one) => one.vendorId).get(id) ?? [];
}

/**
 * Are these different people?
 *
 * The same account is the same person. Where people are known behind both, they are compared. Two known accounts that no list joins are different
 * people, because a code host gives one person one account. Whoever cannot be identified is never known to be different from anybody.
 */
export function different(one: Who, other: Who): boolean | 'unknown' {
  const account = shared(one.accounts, other.accounts);
  if (account === 'same') return false;
  if (account === 'perhaps') return 'unknown';
  if (one.people.size > 0 && other.people.size > 0) {
    const person = shared(one.people, other.people);
    return person === 'none' ? true : person === 'same' ? false : 'unknown';
  }
  return one.accounts.size > 0 && other.accounts.size > 0 ? true : 'unknown';
}

/** Do two sets of candidates mean the same? Where either has several, a candidate in common proves nothing. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): 'same' | 'perhaps' | 'none' {
  if (![...one].some((id) => other.has(id))) return 'none';
  return one.size === 1 && other.size === 1 ? 'same' : 'perhaps';
}

function peopleAt({ person }: Pick<Identities, 'person'>, address: string): ReadonlySet<string> {
  const holders = grouped(person, 'email', (one) => one.versions.flatMap(({ state }) => state.emails.map(normal)));
  return new Set((holders.get(address) ?? []).flatMap((one) => one.versions.map(({ state }) => state.id)));
}

function accountsAt({ 'code-account': accounts }: Pick<Identities, 'code-account'>, address: string): readonly CodeAccount[] {
  const byAddress = grouped(accounts, 'email', (one) =>
    one.versions.flatMap(({ state }) => (isUntold(state.emails) ? [] : state.emails.map(normal))),
  );
  return byAddress.get(address) ?? [];
}

function recordsWithLogin({ account }: Pick<Identities, 'account'>, login: string): readonly RecordedAccount[] {
  const byLogin = grouped(account, 'login on a code host', (one) =>
    one.versions.flatMap(({ state }) => (namesCodeHost(state.system) ? [normal(state.login)] : [])),
  );
  return byLogin.get(normal(login)) ?? [];
}

function peopleIn(recorded: readonly RecordedAccount[]): ReadonlySet<string> {
  return new Set(recorded.flatMap((one) => one.versions.flatMap(({ state: { person } }) => (person === null || isUntold(person) ? [] : [person]))));
}

function joined(all: readonly Who[]): Who {
  return { accounts: new Set(all.flatMap((one) => [...one.accounts])), people: new Set(all.flatMap((one) => [...one.people])) };
}

/** Letters large or small, and blanks around, make no difference to an address or a login. */
function normal(text: string): string {
  return text.trim().toLowerCase();
}
