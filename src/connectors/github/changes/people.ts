import { cleanString } from '../../kit/clean.ts';
import type { Author, Who } from './shapes.ts';

/** Somebody named in a change. */
export interface Participant {
  readonly ref: string;
  readonly login: string;
  readonly type: 'person' | 'bot' | 'unknown';
}

/** Everybody named in one change: who is meant, and as what they were known when it was read. */
export interface People {
  /** `account:` and the host's id; `''` for an account that is no more. */
  who(one: Who | null): string;
  /** The account where GitHub knows one, else the e-mail address. */
  author(one: Author | null | undefined): string;
  typeOf(ref: string): Participant['type'];
  all(): readonly Participant[];
}

/** The account in whose name GitHub itself commits. */
const OWN_ACCOUNT = 'web-flow';

const types: Readonly<Record<string, Participant['type']>> = { User: 'person', Bot: 'bot' };

/** Addresses that GitHub makes for accounts: their number, and their login. */
const hostAddress = /^(\d+)\+([^@]+)@users\.noreply\./;

export function newPeople(): People {
  const known = new Map<string, Participant>();
  const numbered = new Map<number, string>();
  const add = (one: Participant, number: number | null | undefined) => {
    if (!known.has(one.ref)) known.set(one.ref, one);
    if (number !== null && number !== undefined) numbered.set(number, one.ref);
    return one.ref;
  };
  return {
    who(one) {
      if (one?.id === undefined) return '';
      return add({ ref: `account:${one.id}`, login: cleanString(one.login), type: types[one.__typename] ?? 'unknown' }, one.databaseId);
    },
    author(one) {
      if (!one) return '';
      if (one.user)
        return add(
          { ref: `account:${one.user.id}`, login: cleanString(one.user.login), type: one.user.login === OWN_ACCOUNT ? 'bot' : 'person' },
          one.user.databaseId,
        );
      const email = cleanString(one.email ?? '').trim();
      const [, number = '', login = ''] = hostAddress.exec(email) ?? [];
      const account = numbered.get(Number(number));
      if (number !== '' && account !== undefined) return account;
      return login.endsWith('[bot]') ? add({ ref: email, login, type: 'bot' }, null) : email;
    },
    typeOf: (ref) => known.get(ref)?.type ?? 'unknown',
    all: () => [...known.values()],
  };
}
