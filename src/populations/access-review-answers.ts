import type { Facts } from '../facts/reads.ts';
import { type Gap, latest, versionAt } from '../facts/timeline.ts';
import { isUntold } from '../facts/told.ts';
import type { Zone } from '../kernel/calendar.ts';
import { holdsAt } from '../kernel/spans.ts';
import { FOREVER, type Instant, momentSpan } from '../kernel/time.ts';
import { type Answer, firstSaid } from './answers.ts';
import { gapsHidingMore } from './knowledge.ts';
import { subjectsNamed } from './lookup.ts';
import { authorityOf } from './people.ts';
import { decisionsOn, inScope } from './scope.ts';

export const reviewReads = {
  'access-review': ['id', 'due', 'listedAt', 'systems', 'decisions', 'signed'],
  account: ['id', 'system', 'person', 'openedAt', 'closedAt'],
  person: ['id', 'authority', 'employment'],
  scope: ['what', 'id', 'since', 'until'],
} as const;

type ReviewFacts = Facts<typeof reviewReads>;
type Review = ReviewFacts['access-review']['subjects'][number];
type Account = ReviewFacts['account']['subjects'][number];

interface Around {
  readonly facts: ReviewFacts;
  readonly zone: Zone;
  readonly horizon: Instant;
}

/** A review as an answer to its window: signed by somebody with the authority. */
export function asSigned(review: Review, { facts, zone }: Around): Answer[] {
  const { id, signed } = latest(review).state;
  if (!signed) return [];
  const answer = authorityOf(facts.person, { person: signed.by, authority: 'access-reviews', during: momentSpan(signed.at as Instant), zone });
  const lacks = answer.held === true ? '' : `${signed.by} signed it without the authority "access-reviews"`;
  return [{ ...written(review, signed.at as Instant, id), counts: answer.held === 'unknown' ? answer.gap : answer.held, lacks }];
}

/** A review as an answer to its window: each account open when the list was taken has a decision, and nobody decided on their own. */
export function asComplete(review: Review, around: Around): Answer[] {
  const { id, signed } = latest(review).state;
  if (!signed) return [];
  const { lacking, doubt } = holes(review, around);
  const counts = lacking.length > 0 ? false : (doubt ?? true);
  return [{ ...written(review, signed.at as Instant, id), counts, lacks: lacking.join('; ') }];
}

function written(review: Review, at: Instant, id: string): Pick<Answer, 'id' | 'at' | 'recorded' | 'leaf'> {
  return { id, at, recorded: firstSaid(review, (state) => state.signed !== null), leaf: latest(review).leaf };
}

function holes(review: Review, around: Around): { lacking: readonly string[]; doubt: Gap | undefined } {
  const { decisions, listedAt } = latest(review).state;
  const decided = new Set(decisions.map((one) => one.account));
  const undecided = accountsListed(listedAt as Instant, around).filter((one) => !decided.has(latest(one.account).state.id));
  const missing = undecided.filter((one) => one.certain).map((one) => latest(one.account).state.id);
  const own = ownDecisions(review, around);
  const lacking = [
    ...(missing.length > 0 ? [`no decision was taken on ${listed(missing)}`] : []),
    ...(own.certain.length > 0 ? [`${listed(own.certain)} decided on an account of their own`] : []),
  ];
  const hidden = gapsHidingMore(around.facts.account.gaps, listedAt as Instant, around.horizon)[0];
  const untoldClose = undecided.find((one) => !one.certain);
  const doubt = hidden ?? (untoldClose ? notTold(`Nobody knows when the account ${latest(untoldClose.account).state.id} was closed.`) : own.doubt);
  return { lacking, doubt };
}

/** The accounts open when a list was taken, in each system in scope by then; not certain where nobody tells when it was closed. */
function accountsListed(at: Instant, { facts, zone }: Around): { account: Account; certain: boolean }[] {
  const systems = new Set(
    decisionsOn(facts.scope, 'system')
      .filter((one) => holdsAt(inScope(one, zone), at))
      .map((one) => latest(one).state.id),
  );
  return facts.account.subjects.flatMap((account): { account: Account; certain: boolean }[] => {
    const { system, openedAt, closedAt } = latest(account).state;
    if (!systems.has(system) || openedAt > at) return [];
    if (isUntold(closedAt)) return [{ account, certain: false }];
    return closedAt === null || closedAt > at ? [{ account, certain: true }] : [];
  });
}

function ownDecisions(review: Review, { facts }: Around): { certain: readonly string[]; doubt: Gap | undefined } {
  const { decisions, listedAt } = latest(review).state;
  const certain = new Set<string>();
  let doubt: Gap | undefined;
  for (const { account, by } of decisions) {
    for (const subject of subjectsNamed(facts.account, account)) {
      const holder = (versionAt(subject, listedAt as Instant) ?? subject.versions[0] ?? latest(subject)).state.person;
      if (isUntold(holder)) doubt = notTold(`Nobody knows whose the account ${account} is, so nobody knows whether ${by} decided on their own.`);
      else if (holder === by) certain.add(by);
    }
  }
  return { certain: [...certain].sort(), doubt };
}

function notTold(why: string): Gap {
  return { from: 0 as Instant, until: FOREVER, reason: 'not-told', why };
}

/** `a-1, a-2 and 7 more` */
function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, 3).join(', ');
  return ids.length > 3 ? `${shown} and ${ids.length - 3} more` : shown;
}
