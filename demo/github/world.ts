import type { Instant } from '../../src/kernel/time.ts';
import type { Alerts } from './world-alerts.ts';
import type { AccountId, Over, Permission, RepositoryId, Sha } from './world-base.ts';
import type { Protection, Ruleset } from './world-protection.ts';
import type { PullRequest } from './world-pulls.ts';
import type { CheckRun, CommitStatus, Deployment, WorkflowRun } from './world-runs.ts';

export type { AccountId, Over, Permission, RepositoryId, Sha, Since } from './world-base.ts';

/** Everything that happened on one pretend GitHub, as plain data. All instants are whole seconds. What stood at an instant: state-at.ts. */
export interface GithubWorld {
  readonly seed: string;
  readonly organization: Organization;
  /** People and bots, also those that never belonged to the organization, and those that are deleted. */
  readonly accounts: readonly Account[];
  readonly teams: readonly Team[];
  /** Also those that were transferred away or deleted. */
  readonly repositories: readonly Repository[];
  /** Happenings of the audit log that nothing else of the world tells (such as a branch rule overridden). The others are derived: rest/audit-log.ts. */
  readonly incidents: readonly AuditIncident[];
  /** Database ids from here on are unused: whoever adds to a world takes from here. */
  readonly nextId: number;
  /** What defects were laid over, so that no two meet. */
  readonly touched: readonly string[];
}

export interface Organization {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly createdAt: Instant;
  /** The audit log answers on `enterprise` only. */
  readonly plan: 'team' | 'enterprise';
  readonly settings: Over<OrganizationSettings>;
  readonly rulesets: readonly Ruleset[];
  readonly webhooks: readonly Webhook[];
  readonly installations: readonly Installation[];
}

export interface OrganizationSettings {
  readonly twoFactorRequired: boolean;
  readonly basePermission: 'none' | 'read' | 'write' | 'admin';
  readonly membersMayCreatePublicRepositories: boolean;
  readonly membersMayForkPrivateRepositories: boolean;
}

export interface Account {
  readonly id: AccountId;
  readonly type: 'person' | 'bot';
  /** A bot's without `[bot]`: GraphQL says `dependabot`, REST `dependabot[bot]`. */
  readonly login: Over<string>;
  readonly name: string | null;
  readonly createdAt: Instant;
  /** From then on its traces show no account ("ghost"). */
  readonly deletedAt: Instant | null;
  /** Shown on the profile. */
  readonly email: string | null;
  /** Of domains that the organization has verified. */
  readonly verifiedEmails: readonly string[];
  /** Every address whose commits count as its own. */
  readonly emails: readonly string[];
  /** null: not a member. */
  readonly membership: Over<'admin' | 'member' | null>;
  readonly twoFactor: Over<boolean>;
  /** The app a bot belongs to. */
  readonly app: number | null;
}

export interface Team {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly parent: string | null;
  readonly createdAt: Instant;
  readonly deletedAt: Instant | null;
  readonly members: readonly { readonly account: AccountId; readonly role: Over<'maintainer' | 'member' | null> }[];
  readonly repositories: readonly { readonly repository: RepositoryId; readonly permission: Over<Permission> }[];
}

export interface Repository {
  readonly id: RepositoryId;
  readonly createdAt: Instant;
  readonly createdBy: AccountId;
  readonly deletedAt: Instant | null;
  readonly deletedBy: AccountId | null;
  /** Renames and transfers; an owner other than the organization has it out of sight. */
  readonly place: Over<{ readonly owner: string; readonly name: string }>;
  readonly description: string;
  readonly archived: Over<boolean>;
  readonly visibility: Over<'public' | 'internal' | 'private'>;
  readonly defaultBranch: Over<string>;
  readonly features: Over<RepositoryFeatures>;
  readonly mergeMethods: readonly ('merge' | 'squash' | 'rebase')[];
  /** Direct collaborators: members with more than a team gives, and outside collaborators (who are no members). `none` ends it. */
  readonly collaborators: readonly { readonly account: AccountId; readonly permission: Over<Permission> }[];
  readonly protections: readonly Protection[];
  readonly rulesets: readonly Ruleset[];
  /** Every commit that the host ever held, on whichever branch; in no order that matters. */
  readonly commits: readonly Commit[];
  readonly branches: readonly Branch[];
  readonly pulls: readonly PullRequest[];
  readonly issues: readonly Issue[];
  readonly checkRuns: readonly CheckRun[];
  readonly statuses: readonly CommitStatus[];
  readonly workflowRuns: readonly WorkflowRun[];
  readonly deployments: readonly Deployment[];
  readonly alerts: Alerts;
  readonly deployKeys: readonly DeployKey[];
  readonly webhooks: readonly Webhook[];
}

export interface RepositoryFeatures {
  readonly dependencyAlerts: boolean;
  readonly dependencyUpdates: boolean;
  readonly codeScanning: boolean;
  readonly secretScanning: boolean;
  readonly pushProtection: boolean;
}

export interface GitActor {
  readonly name: string;
  readonly email: string;
  /** What a client wrote; the author's date of a commit may be anything. */
  readonly at: Instant;
}

export interface Commit {
  readonly sha: Sha;
  readonly tree: Sha;
  readonly parents: readonly Sha[];
  readonly author: GitActor;
  readonly committer: GitActor;
  /** With its `Co-authored-by` trailers. */
  readonly message: string;
  readonly coAuthors: readonly { readonly name: string; readonly email: string }[];
  /** When the host first held it. */
  readonly pushedAt: Instant;
  /** `github`: made and signed by GitHub itself (merge, squash, rebase on the web). */
  readonly signature: 'none' | 'valid' | 'invalid' | 'github';
  readonly changedFiles: number;
}

export interface Branch {
  readonly name: string;
  /** Each head with the push that brought it; `head: null` deleted it. */
  readonly pushes: readonly Push[];
}

export interface Push {
  readonly at: Instant;
  readonly head: Sha | null;
  readonly by: AccountId;
  readonly forced: boolean;
}

export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly author: AccountId;
  readonly createdAt: Instant;
  readonly closedAt: Instant | null;
}

export interface DeployKey {
  readonly id: number;
  readonly title: string;
  readonly key: string;
  readonly readOnly: boolean;
  readonly createdAt: Instant;
  readonly addedBy: AccountId;
  readonly deletedAt: Instant | null;
  readonly deletedBy: AccountId | null;
  /** Each use that moves `last_used`. */
  readonly uses: readonly Instant[];
}

export interface Webhook {
  readonly id: number;
  readonly createdAt: Instant;
  readonly createdBy: AccountId;
  readonly deletedAt: Instant | null;
  readonly settings: Over<{
    readonly url: string;
    readonly active: boolean;
    readonly events: readonly string[];
    /** Is there a secret that signs deliveries? */
    readonly secret: boolean;
    readonly insecureSsl: boolean;
  }>;
}

export interface Installation {
  readonly id: number;
  readonly app: { readonly id: number; readonly slug: string; readonly name: string };
  readonly installedAt: Instant;
  readonly installedBy: AccountId;
  readonly removedAt: Instant | null;
  readonly suspended: Over<boolean>;
  readonly permissions: Readonly<Record<string, 'read' | 'write' | 'admin'>>;
  readonly events: readonly string[];
  readonly repositories: 'all' | readonly RepositoryId[];
}

export interface AuditIncident {
  readonly at: Instant;
  /** GitHub's name of it: `protected_branch.policy_override`. */
  readonly action: string;
  readonly actor: AccountId | null;
  readonly repository: RepositoryId | null;
  /** The account it was done to. */
  readonly account: AccountId | null;
  /** Further fields of the event, as the log spells them. */
  readonly further: Readonly<Record<string, string | number | boolean | null>>;
}
