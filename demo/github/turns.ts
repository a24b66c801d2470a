import type { Instant } from '../../src/kernel/time.ts';
import { valueAt } from './state-at.ts';
import type { AccountId, GithubWorld, Repository } from './world.ts';

/** Turns that a year on GitHub can take, none of them a defect: what was there goes, or goes by another name. Each gives a further world. */

export function renamed(world: GithubWorld, name: string, at: Instant, to: string): GithubWorld {
  return withRepository(world, name, at, ({ place }) => ({ place: [...place, { from: at, value: { owner: world.organization.login, name: to } }] }));
}

/** To another owner, where this organization's tokens see nothing of it. */
export function transferred(world: GithubWorld, name: string, at: Instant, to: string): GithubWorld {
  return withRepository(world, name, at, ({ place }) => ({ place: [...place, { from: at, value: { owner: to, name } }] }));
}

export function deleted(world: GithubWorld, name: string, at: Instant): GithubWorld {
  return withRepository(world, name, at, ({ createdBy }) => ({ deletedAt: at, deletedBy: createdBy }));
}

export function archived(world: GithubWorld, name: string, at: Instant): GithubWorld {
  return withRepository(world, name, at, (home) => ({ archived: [...home.archived, { from: at, value: true, by: home.createdBy }] }));
}

/** The account is gone: what it did is told as nobody's. */
export function accountDeleted(world: GithubWorld, id: AccountId, at: Instant): GithubWorld {
  return withAccount(world, id, () => ({ deletedAt: at }));
}

export function accountRenamed(world: GithubWorld, id: AccountId, at: Instant, to: string): GithubWorld {
  return withAccount(world, id, ({ login }) => ({ login: [...login, { from: at, value: to }] }));
}

/** @throws RangeError where nothing goes by that name then */
function withRepository(world: GithubWorld, name: string, at: Instant, change: (home: Repository) => Partial<Repository>): GithubWorld {
  const found = world.repositories.find(({ place }) => valueAt(place, at)?.name === name);
  if (found === undefined) throw new RangeError(`No repository is called ${name} then`);
  return { ...world, repositories: world.repositories.map((home) => (home === found ? { ...home, ...change(home) } : home)) };
}

type Account = GithubWorld['accounts'][number];

function withAccount(world: GithubWorld, id: AccountId, change: (account: Account) => Partial<Account>): GithubWorld {
  return { ...world, accounts: world.accounts.map((account) => (account.id === id ? { ...account, ...change(account) } : account)) };
}
