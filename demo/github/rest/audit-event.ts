import { sha256 } from '../../../src/kernel/hash.ts';
import type { Instant } from '../../../src/kernel/time.ts';
import { accountAt, valueAt } from '../state-at.ts';
import type { AccountId, GithubWorld, Over, Repository } from '../world.ts';
import { loginOf } from './shape-account.ts';

/** One entry of the organization's audit log. Names are written as they were then. */
export interface AuditEvent {
  readonly at: Instant;
  /** `category.operation`, as GitHub lists them. */
  readonly action: string;
  readonly actor: string | null;
  /** `owner/name` */
  readonly repo: string | null;
  readonly isGit: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Happening {
  readonly at: Instant;
  readonly action: string;
  readonly by?: AccountId | null | undefined;
  readonly repository?: Repository | undefined;
  /** The account it was done to. */
  readonly account?: AccountId | null | undefined;
  /** Further fields, as the log spells them. */
  readonly further?: Readonly<Record<string, unknown>>;
}

/** `ordinal` tells happenings apart that are alike in all else. */
export function eventOf(world: GithubWorld, happening: Happening, ordinal: number): AuditEvent {
  const { at, action, by = null, repository, account = null, further = {} } = happening;
  const actor = nameOf(world, by, at);
  const repo = repository === undefined ? null : placeOf(repository, at);
  const key = `${at}/${action}/${by}/${repository?.id}/${account}/${ordinal}/${JSON.stringify(further)}`;
  const body = {
    ...{
      '@timestamp': at,
      created_at: at,
      _document_id: sha256(key).subarray(0, 16).toString('base64url'),
      action,
      operation_type: operationOf(action),
    },
    ...(by === null || actor === null ? {} : { actor, actor_id: by }),
    ...{ org: world.organization.login, org_id: world.organization.id },
    ...(repository === undefined ? {} : { repo, repo_id: repository.id }),
    ...(account === null ? {} : { user: nameOf(world, account, at) ?? '', user_id: account }),
    ...further,
  };
  return { at, action, actor, repo, isGit: action.startsWith('git.'), body };
}

function nameOf(world: GithubWorld, id: AccountId | null, at: Instant): string | null {
  const state = accountAt(world, id, at);
  return state === null ? null : loginOf(state);
}

function placeOf(repository: Repository, at: Instant): string | null {
  const place = valueAt(repository.place, at) ?? repository.place[0]?.value;
  return place === undefined ? null : `${place.owner}/${place.name}`;
}

function operationOf(action: string): string {
  if (/\.(create|add_|enable)/.test(action)) return 'create';
  return /\.(destroy|delete|remove_|disable)/.test(action) ? 'remove' : 'modify';
}

export interface Change<T> {
  readonly at: Instant;
  readonly by: AccountId | undefined;
  readonly now: T;
  /** null: there was none before. */
  readonly before: T | null;
}

/** Each change of a value over time, the first one too. */
export function changesOf<T>(over: Over<T>): Change<T>[] {
  return over.map(({ from, value, by }, index) => ({ at: from, by, now: value, before: over[index - 1]?.value ?? null }));
}
