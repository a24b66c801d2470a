import { app, checkRun, checkSuite, status, statusCheckRollup, statusContext, workflow, workflowRun } from './checks.ts';
import { commit, gitActor, gpgSignature, ref, tree } from './commit.ts';
import { deployKey, deployment, deploymentStatus, environment, securityAdvisory, securityVulnerability, vulnerabilityAlert } from './deployments.ts';
import { bot, organization, team, user } from './people.ts';
import { allowanceTypes, branchProtectionRule, bypassActor, requiredStatusCheck, rule, ruleset } from './protection.ts';
import { issue, issueComment, label, pullRequest, pullRequestCommit, pullRequestReview } from './pull-request.ts';
import { query } from './query.ts';
import { repository } from './repository.ts';
import type { Fields } from './served.ts';
import { timelineTypes } from './timeline.ts';

/** Every type with what is served of it. Connections, their edges and a few small types stand in the objects themselves. */
export const types: Readonly<Record<string, Fields<never>>> = {
  Query: query,
  User: user,
  Bot: bot,
  Organization: organization,
  Team: team,
  Repository: repository,
  Ref: ref,
  Commit: commit,
  GitActor: gitActor,
  GpgSignature: gpgSignature,
  Tree: tree,
  StatusCheckRollup: statusCheckRollup,
  CheckRun: checkRun,
  CheckSuite: checkSuite,
  WorkflowRun: workflowRun,
  Workflow: workflow,
  App: app,
  StatusContext: statusContext,
  Status: status,
  PullRequest: pullRequest,
  PullRequestCommit: pullRequestCommit,
  PullRequestReview: pullRequestReview,
  Label: label,
  Issue: issue,
  IssueComment: issueComment,
  ...timelineTypes,
  BranchProtectionRule: branchProtectionRule,
  RequiredStatusCheckDescription: requiredStatusCheck,
  ...allowanceTypes,
  RepositoryRuleset: ruleset,
  RepositoryRule: rule,
  RepositoryRulesetBypassActor: bypassActor,
  Deployment: deployment,
  DeploymentStatus: deploymentStatus,
  Environment: environment,
  DeployKey: deployKey,
  RepositoryVulnerabilityAlert: vulnerabilityAlert,
  SecurityAdvisory: securityAdvisory,
  SecurityVulnerability: securityVulnerability,
};
