import type { Instant } from '../../src/kernel/time.ts';
import type {
  Account,
  AccountId,
  Branch,
  GithubWorld,
  Organization,
  OrganizationSettings,
  Over,
  Permission,
  Push,
  Repository,
  RepositoryFeatures,
  Sha,
  Since,
  Team,
} from './world.ts';

/** What a world held at an instant. At equal instants, what happened counts as before. All functions are pure; null says that it was not there. */

/** The entry in force. */
export function sinceAt<T>(over: Over<T>, at: Instant): Since<T> | null {
  for (let index = over.length - 1; index >= 0; index--) {
    const one = over[index] as Since<T>;
    if (one.from <= at) return one;
  }
  return null;
}

export function valueAt<T>(over: Over<T>, at: Instant): T | null {
  return sinceAt(over, at)?.value ?? null;
}

export function hasHappened(when: Instant | null, at: Instant): boolean {
  return when !== null && when <= at;
}

/** From its beginning, until its end where it has one. */
export function stands(from: Instant, until: Instant | null, at: Instant): boolean {
  return from <= at && !hasHappened(until, at);
}

/** A function over a world's parts that is worked out once for each. */
export function once<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const made = new WeakMap<K, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
}

const accountsById = once((accounts: readonly Account[]) => new Map(accounts.map((account) => [account.id, account])));

export interface AccountState {
  readonly account: Account;
  readonly login: string;
  readonly role: 'admin' | 'member' | null;
  readonly twoFactor: boolean;
}

/** null for an account that was deleted ("ghost"), or was not there yet. */
export function accountAt(world: GithubWorld, id: AccountId | null, at: Instant): AccountState | null {
  const account = id === null ? undefined : accountsById(world.accounts).get(id);
  if (account === undefined || !stands(account.createdAt, account.deletedAt, at)) return null;
  const login = valueAt(account.login, at) ?? '';
  return { account, login, role: valueAt(account.membership, at), twoFactor: valueAt(account.twoFactor, at) ?? false };
}

export function accountByLogin(world: GithubWorld, login: string, at: Instant): AccountState | null {
  const wanted = login.toLowerCase();
  for (const { id } of world.accounts) {
    const state = accountAt(world, id, at);
    if (state?.login.toLowerCase() === wanted) return state;
  }
  return null;
}

/** The account whose commits an address counts for. */
export function accountByEmail(world: GithubWorld, email: string, at: Instant): AccountState | null {
  const id = accountsByEmail(world.accounts).get(email.toLowerCase());
  return id === undefined ? null : accountAt(world, id, at);
}

const accountsByEmail = once(
  (accounts: readonly Account[]) => new Map(accounts.flatMap(({ id, emails }) => emails.map((one) => [one.toLowerCase(), id]))),
);

export function membershipAt(world: GithubWorld, id: AccountId, at: Instant): 'admin' | 'member' | null {
  return accountAt(world, id, at)?.role ?? null;
}

/** Members of the organization, in the order of their ids. */
export function membersAt(world: GithubWorld, at: Instant): AccountState[] {
  return world.accounts.flatMap(({ id }) => {
    const state = accountAt(world, id, at);
    return state === null || state.role === null ? [] : [state];
  });
}

/** Who is no member and has a permission on at least one repository. */
export function outsideCollaboratorsAt(world: GithubWorld, at: Instant): AccountState[] {
  const ids = new Set(repositoriesAt(world, at).flatMap(({ repository }) => collaboratorsAt(repository, at).map(({ account }) => account)));
  return [...ids]
    .sort((a, b) => a - b)
    .flatMap((id) => {
      const state = accountAt(world, id, at);
      return state === null || state.role !== null ? [] : [state];
    });
}

export function settingsAt(organization: Organization, at: Instant): OrganizationSettings {
  const settings = valueAt(organization.settings, at);
  if (settings === null) throw new RangeError(`${organization.login} has no settings yet at ${at}`);
  return settings;
}

export interface RepositoryState {
  readonly repository: Repository;
  readonly owner: string;
  readonly name: string;
  readonly archived: boolean;
  readonly visibility: 'public' | 'internal' | 'private';
  readonly defaultBranch: string;
  readonly features: RepositoryFeatures;
}

const NO_FEATURES: RepositoryFeatures = {
  ...{ dependencyAlerts: false, dependencyUpdates: false, codeScanning: false, secretScanning: false, pushProtection: false },
};

/** null before it was created and after it was deleted. */
export function repositoryAt(repository: Repository, at: Instant): RepositoryState | null {
  const place = valueAt(repository.place, at);
  if (place === null || !stands(repository.createdAt, repository.deletedAt, at)) return null;
  return {
    repository,
    ...place,
    archived: valueAt(repository.archived, at) ?? false,
    visibility: valueAt(repository.visibility, at) ?? 'private',
    defaultBranch: valueAt(repository.defaultBranch, at) ?? 'main',
    features: valueAt(repository.features, at) ?? NO_FEATURES,
  };
}

/** The organization's repositories, in the order of their ids. */
export function repositoriesAt(world: GithubWorld, at: Instant): RepositoryState[] {
  return world.repositories.flatMap((repository) => {
    const state = repositoryAt(repository, at);
    return state === null || state.owner !== world.organization.login ? [] : [state];
  });
}

/** By its present name, or by a former one that nobody else has taken since: then `moved` is true, and GitHub redirects. */
export function repositoryNamed(
  world: GithubWorld,
  owner: string,
  name: string,
  at: Instant,
): (RepositoryState & { readonly moved: boolean }) | null {
  const isIt = (place: { readonly owner: string; readonly name: string } | null): boolean =>
    place?.owner.toLowerCase() === owner.toLowerCase() && place.name.toLowerCase() === name.toLowerCase();
  const standing = world.repositories.flatMap((repository) => repositoryAt(repository, at) ?? []);
  const present = standing.find(isIt);
  if (present !== undefined) return { ...present, moved: false };
  const former = standing.find(({ repository }) => repository.place.some(({ from, value }) => from <= at && isIt(value)));
  return former === undefined ? null : { ...former, moved: true };
}

export function branchesAt(repository: Repository, at: Instant): { readonly branch: Branch; readonly head: Sha }[] {
  return repository.branches.flatMap((branch) => {
    const head = headAt(branch, at);
    return head === null ? [] : [{ branch, head }];
  });
}

export function headAt(branch: Branch, at: Instant): Sha | null {
  return lastPush(branch, at)?.head ?? null;
}

function lastPush(branch: Branch, at: Instant): Push | undefined {
  return branch.pushes.findLast((push) => push.at <= at);
}

export function branchHead(repository: Repository, name: string, at: Instant): Sha | null {
  const branch = branchesByName(repository.branches).get(name);
  return branch === undefined ? null : headAt(branch, at);
}

const branchesByName = once((branches: readonly Branch[]) => new Map(branches.map((branch) => [branch.name, branch])));

export function teamsAt(world: GithubWorld, at: Instant): Team[] {
  return world.teams.filter(({ createdAt, deletedAt }) => stands(createdAt, deletedAt, at));
}

export function teamMembersAt(
  world: GithubWorld,
  team: Team,
  at: Instant,
): { readonly account: AccountState; readonly role: 'maintainer' | 'member' }[] {
  return team.members.flatMap(({ account, role }) => {
    const state = accountAt(world, account, at);
    const now = valueAt(role, at);
    return state === null || state.role === null || now === null ? [] : [{ account: state, role: now }];
  });
}

/** Direct collaborators: members and outsiders. */
export function collaboratorsAt(repository: Repository, at: Instant): { readonly account: AccountId; readonly permission: Permission }[] {
  return repository.collaborators.flatMap(({ account, permission }) => {
    const now = valueAt(permission, at);
    return now === null || now === 'none' ? [] : [{ account, permission: now }];
  });
}

export const PERMISSIONS: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

export function most(permissions: readonly Permission[]): Permission {
  return permissions.reduce((a, b) => (PERMISSIONS.indexOf(a) >= PERMISSIONS.indexOf(b) ? a : b), 'none');
}

/** What an account may do with a repository: as owner, by base permission, by its teams, or as a direct collaborator. */
export function permissionOf(world: GithubWorld, id: AccountId, repository: Repository, at: Instant): Permission {
  const account = accountAt(world, id, at);
  if (account === null) return 'none';
  const direct = collaboratorsAt(repository, at).flatMap((one) => (one.account === id ? [one.permission] : []));
  if (account.role === null) return most(direct);
  if (account.role === 'admin') return 'admin';
  const byTeams = teamsAt(world, at).flatMap((team) => {
    const belongs = team.members.some((member) => member.account === id && valueAt(member.role, at) !== null);
    return belongs ? [teamPermission(team, repository, at)] : [];
  });
  return most([...direct, ...byTeams, settingsAt(world.organization, at).basePermission]);
}

export function teamPermission(team: Team, repository: Repository, at: Instant): Permission {
  const entry = team.repositories.find((one) => one.repository === repository.id);
  return entry === undefined ? 'none' : (valueAt(entry.permission, at) ?? 'none');
}
