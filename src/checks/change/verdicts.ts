import type { Gap } from '../../facts/timeline.ts';
import type { Zone } from '../../kernel/calendar.ts';
import type { Instant } from '../../kernel/time.ts';
import type { ChangeItem } from '../../populations/changes.ts';
import { different, type Who, whoIs } from '../../populations/who.ts';
import { type Approval, type ApprovalFacts, approvalsOf } from './approvals.ts';
import { covers } from './freshness.ts';
import { loginsIn, type SeenChange, seenChange } from './seen-change.ts';

/** What one approval is worth. */
export interface Verdict {
  readonly approval: Approval;
  readonly counts: boolean | 'unknown';
  /** Why it does not count, or why nobody knows. */
  readonly why: string;
}

/** The approvals of a change, each with what it was worth when the change landed. */
export interface Approved {
  readonly change: SeenChange;
  readonly landedAt: Instant;
  readonly verdicts: readonly Verdict[];
  /** Gaps that could hide an approval. */
  readonly gaps: readonly Gap[];
}

interface Around {
  readonly facts: ApprovalFacts;
  readonly zone: Zone;
}

/**
 * An approval counts if somebody else gave it, by the time the change landed, had not withdrawn it by then, and had seen what landed.
 * @throws NotTold where nobody tells of approvals
 */
export function approved(item: ChangeItem, { facts, zone }: Around): Approved {
  const { landedAt, decided } = item;
  const change = seenChange(facts.change, item);
  const { given, gaps } = approvalsOf(change, { decided, landedAt, facts, zone });
  const authors = authorsOf(change, facts);
  return { change, landedAt, gaps, verdicts: given.map((one) => verdictOn(one, change, { authors, landedAt })) };
}

/** Everybody who wrote some of a change. Whoever only merged it, by the commit that landed, wrote none of it. */
export function authorsOf({ lead, state }: SeenChange, facts: ApprovalFacts): readonly Who[] {
  const { landed, method, author, coAuthors, commits } = state;
  const wrote = commits.filter((one) => !isOnlyLanding(one, { landed, method })).flatMap((one) => [one.author, ...one.coAuthors]);
  const named = new Set([author, ...coAuthors, ...wrote].map((one) => (one.startsWith('account:') ? one : one.trim().toLowerCase())));
  return [...named].map((one) => whoIs(facts, one, loginsIn(lead, one)));
}

function isOnlyLanding({ sha }: { sha: string }, { landed, method }: Pick<SeenChange['state'], 'landed' | 'method'>): boolean {
  return method === 'merge' && sha === landed;
}

function verdictOn(approval: Approval, { state }: SeenChange, { authors, landedAt }: { authors: readonly Who[]; landedAt: Instant }): Verdict {
  const { by, withdrawnAt, commit } = approval;
  const no = (why: string): Verdict => ({ approval, counts: false, why });
  const perhaps = (why: string): Verdict => ({ approval, counts: 'unknown', why });
  if (approval.at > landedAt) return no(`${by} approved it only after it had landed`);
  if (withdrawnAt !== null && withdrawnAt <= landedAt) return no(`${by} withdrew the approval before it landed`);
  const others = authors.map((one) => different(approval.identity, one));
  if (others.includes(false)) return no(`${by} approved a change of their own`);
  const fresh = covers(commit, state);
  if (fresh === false) return no(`${by} approved ${short(commit)}, and other work was added after that`);
  if (others.includes('unknown')) return perhaps(`${by} approved it, and nobody can tell them apart from everybody who wrote it.`);
  if (fresh === 'unknown') return perhaps(unclear(by, commit));
  return { approval, counts: true, why: '' };
}

function unclear(by: string, commit: string): string {
  if (commit === '') return `${by} approved it, and the code host no longer tells which commit they saw.`;
  return `${by} approved ${short(commit)}, and what landed does not tell whether anything was added after that.`;
}

function short(sha: string): string {
  return sha.slice(0, 12);
}
