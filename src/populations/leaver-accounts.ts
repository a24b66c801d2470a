import type { Facts } from '../facts/reads.ts';
import { type Gap, latest } from '../facts/timeline.ts';
import { isUntold } from '../facts/told.ts';
import { and, between, none, type Spans, spansOf } from '../kernel/spans.ts';
import { BEGINNING, FOREVER, type Instant, later } from '../kernel/time.ts';
import { lostSight } from './knowledge.ts';
import { grouped } from './lookup.ts';

export const accountReads = { account: ['id', 'system', 'person', 'openedAt', 'closedAt'] } as const;

type Accounts = Facts<typeof accountReads>['account'];
type AccountSubject = Accounts['subjects'][number];

/** An account that is, or may be, a person's. */
export interface HeldAccount {
  readonly id: string;
  readonly system: string;
  /** When the person could use it, whole history. */
  readonly open: Spans;
  /** When nobody knows whether the person could. */
  readonly unknown: readonly Gap[];
  readonly closedAt: Instant | null;
  /** When its closing, or else its opening, was first written down. */
  readonly recorded: Instant;
  readonly leaf: number;
}

/** The accounts of a person, and those of nobody knows whom. An account closed and opened again is open by what was said last. */
export function accountsOf(accounts: Accounts, person: string, horizon: Instant): readonly HeldAccount[] {
  const byHolder = grouped(accounts, 'holder', holders);
  const mine = byHolder.get(`person ${person}`) ?? [];
  const nobodys = (byHolder.get('untold') ?? []).filter((one) => !mine.includes(one));
  return [...mine, ...nobodys].map((one) => held(one, person, horizon));
}

function holders(account: AccountSubject): readonly string[] {
  return account.versions.flatMap(({ state: { person } }) => (isUntold(person) ? ['untold'] : person === null ? [] : [`person ${person}`]));
}

function held(account: AccountSubject, person: string, horizon: Instant): HeldAccount {
  const { id, system, openedAt, closedAt } = latest(account).state;
  const from = openedAt as Instant;
  const mine = holding(account, (holder) => holder === person);
  const perhaps = holding(account, isUntold);
  const anybodys = spansOf([...mine, ...perhaps]);
  const said = isUntold(closedAt) ? none : between(from, (closedAt ?? FOREVER) as Instant);
  const lost = closedAt === null ? lostSight(account, horizon) : undefined;
  const open = lost ? and(said, between(BEGINNING, lost.from)) : said;
  const unknown = [
    ...(isUntold(closedAt) ? gaps(and(anybodys, between(from, FOREVER)), `When the account ${id} in ${system} was closed is not told.`) : []),
    ...gaps(and(perhaps, open), `Whose the account ${id} in ${system} is, is not told.`),
    ...(lost ? and(anybodys, between(later(lost.from, from), FOREVER)).map((one) => ({ ...lost, ...one })) : []),
  ];
  const recorded = account.versions.find((one) => closedAt === null || one.state.closedAt !== null) ?? latest(account);
  return {
    id,
    system,
    open: and(mine, open),
    unknown,
    closedAt: isUntold(closedAt) ? null : (closedAt as Instant | null),
    recorded: recorded.from,
    leaf: latest(account).leaf,
  };
}

/** When an account was held by somebody: the first version reaches back to its opening, the last on to its closing. */
function holding(account: AccountSubject, by: (holder: AccountSubject['versions'][number]['state']['person']) => boolean): Spans {
  return spansOf(
    account.versions.flatMap((version, index) => {
      if (!by(version.state.person)) return [];
      const from = index === 0 ? BEGINNING : version.from;
      const until = account.versions[index + 1]?.from ?? FOREVER;
      return between(from, until);
    }),
  );
}

function gaps(spans: Spans, why: string): Gap[] {
  return spans.map((one) => ({ ...one, reason: 'not-told', why }));
}
