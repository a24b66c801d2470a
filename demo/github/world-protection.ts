import type { AccountId, Over } from './world-base.ts';

/** A classic branch protection rule. `settings` null: the rule was deleted. */
export interface Protection {
  readonly id: number;
  readonly pattern: string;
  readonly createdBy: AccountId;
  readonly settings: Over<ProtectionSettings | null>;
}

export interface RequiredCheck {
  readonly context: string;
  /** null: any app, or a commit status. */
  readonly app: number | null;
}

export interface ProtectionSettings {
  /** null: a pull request is not required. */
  readonly reviews: {
    readonly approvals: number;
    readonly dismissStale: boolean;
    readonly codeOwners: boolean;
    readonly lastPushApproval: boolean;
    /** Accounts that may merge without a pull request. */
    readonly bypass: readonly AccountId[];
  } | null;
  /** null: no status checks are required. */
  readonly checks: { readonly strict: boolean; readonly required: readonly RequiredCheck[] } | null;
  readonly enforceAdmins: boolean;
  readonly allowForcePushes: boolean;
  readonly allowDeletions: boolean;
  readonly signatures: boolean;
  readonly linearHistory: boolean;
  readonly conversationResolution: boolean;
  readonly lockBranch: boolean;
  /** Who may push at all; null: everybody with write access. */
  readonly pushers: readonly AccountId[] | null;
}

/** A ruleset of a repository, or of the organization (then `repositories` says for which). `state` null: it was deleted. */
export interface Ruleset {
  readonly id: number;
  readonly createdBy: AccountId;
  readonly state: Over<RulesetState | null>;
}

export interface RulesetState {
  readonly name: string;
  readonly target: 'branch' | 'tag';
  readonly enforcement: 'active' | 'evaluate' | 'disabled';
  /** As GitHub writes them: `~DEFAULT_BRANCH`, `~ALL`, `refs/heads/main`, `refs/heads/release/*`. */
  readonly branches: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  /** `~ALL` or names with `*`. Only for a ruleset of the organization. */
  readonly repositories: { readonly include: readonly string[]; readonly exclude: readonly string[] } | null;
  readonly rules: readonly Rule[];
  readonly bypass: readonly BypassActor[];
}

export type Rule =
  | {
      readonly type: 'pull_request';
      readonly approvals: number;
      readonly dismissStale: boolean;
      readonly codeOwners: boolean;
      readonly lastPushApproval: boolean;
      readonly threadResolution: boolean;
    }
  | { readonly type: 'required_status_checks'; readonly strict: boolean; readonly required: readonly RequiredCheck[] }
  | { readonly type: 'merge_queue' }
  | { readonly type: 'deletion' | 'non_fast_forward' | 'required_signatures' | 'required_linear_history' | 'creation' | 'update' };

export interface BypassActor {
  /** For a role: 1 read, 2 maintain, 4 write, 5 admin. For the organization's admins: 1. */
  readonly type: 'Team' | 'Integration' | 'RepositoryRole' | 'OrganizationAdmin' | 'DeployKey' | 'User';
  readonly id: number | null;
  readonly mode: 'always' | 'pull_request';
}
