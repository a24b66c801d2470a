import type { KindId } from '../../../facts/kinds/index.ts';
import type { UnknownReason } from '../../../facts/timeline.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import { VendorError } from '../../../kernel/refusal.ts';
import type { Instant } from '../../../kernel/time.ts';
import { reasonOf } from '../../kit/observation.ts';
import type { GitHubApi, RepositoryRef } from '../api.ts';
import { unlistedRepositories } from './completeness.ts';

/** A subject as a reader found it. */
export interface Found {
  readonly kind: KindId;
  readonly vendorId: string;
  readonly scope: string;
  readonly state: Json;
  /** Of something that happened: when. */
  readonly happenedAt?: Instant;
}

/** This scope was read to its end. */
export interface Read {
  readonly read: string;
  /** Of things that happened: from when on all of them were read, where the source did not tell as far back as it was asked. */
  readonly from?: Instant;
}

/** This scope could not be read. */
export interface Unread {
  readonly unread: string;
  readonly reason: UnknownReason;
  readonly why: string;
}

/** What a reader hands over. */
export type Word = Found | Read | Unread;

export function repositoryScope({ id }: { readonly id: string }): string {
  return `repository:${id}`;
}

export function unreadBy(scope: string, error: VendorError): Unread {
  return { unread: scope, reason: reasonOf(error), why: error.message };
}

/** Does it concern the whole look, and not what was just asked? */
export function endsLook(error: VendorError): boolean {
  return error.kind === 'unauthorized' || error.kind === 'rate-limited';
}

/** One scope: what is found in it, and that it was read to its end; or that it could not be. Never throws a VendorError. */
export async function wordsOf(scope: string, read: () => AsyncIterable<Found | Unread>): Promise<readonly Word[]> {
  const found: Word[] = [];
  try {
    for await (const one of read()) {
      found.push(one);
      if ('unread' in one && one.unread === scope) return found;
    }
  } catch (error) {
    if (error instanceof VendorError) return [...found, unreadBy(scope, error)];
    throw error;
  }
  return [...found, { read: scope }];
}

/** Repositories asked about at the same time. */
const AT_ONCE = 6;

/** Each repository a scope of its own: one that is denied leaves the others to be read. */
export async function* eachRepository(api: GitHubApi, read: (repository: RepositoryRef) => AsyncIterable<Found | Unread>): AsyncGenerator<Word> {
  const repositories = await api.repositories();
  for (let from = 0; from < repositories.length; from += AT_ONCE) {
    const some = repositories.slice(from, from + AT_ONCE);
    const words = await Promise.all(some.map((one) => wordsOf(repositoryScope(one), () => read(one))));
    for (const list of words) yield* list;
  }
  yield* listRead(api);
}

/** The list of repositories itself: read, unless GitHub counts more than it shows. */
export async function* listRead(api: GitHubApi): AsyncGenerator<Word> {
  const unlisted = await unlistedRepositories(api);
  for (const why of unlisted) yield { unread: '', reason: 'denied', why };
  if (unlisted.length === 0) yield { read: '' };
}
