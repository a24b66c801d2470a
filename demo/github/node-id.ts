/** GitHub's prefixes of node ids. */
const PREFIXES = {
  Organization: 'O',
  User: 'U',
  Bot: 'BOT',
  Team: 'T',
  Repository: 'R',
  Ref: 'REF',
  Commit: 'C',
  PullRequest: 'PR',
  PullRequestReview: 'PRR',
  PullRequestCommit: 'PURC',
  IssueComment: 'IC',
  Issue: 'I',
  Label: 'LA',
  CheckRun: 'CR',
  CheckSuite: 'CS',
  StatusContext: 'SC',
  Status: 'ST',
  StatusCheckRollup: 'SCR',
  WorkflowRun: 'WFR',
  Workflow: 'W',
  Deployment: 'DE',
  DeploymentStatus: 'DES',
  Environment: 'EN',
  BranchProtectionRule: 'BPR',
  RepositoryRuleset: 'RRS',
  RepositoryRule: 'RR',
  RepositoryRulesetBypassActor: 'RBA',
  RepositoryVulnerabilityAlert: 'RVA',
  SecurityAdvisory: 'GSA',
  DeployKey: 'DK',
  App: 'A',
  Tree: 'TR',
  TimelineEvent: 'EV',
  MergeQueue: 'MQ',
  ReviewDismissalAllowance: 'RDA',
  BypassPullRequestAllowance: 'BPA',
  PushAllowance: 'PA',
} as const;

export type NodeType = keyof typeof PREFIXES;

const TYPES = new Map<string, NodeType>(Object.entries(PREFIXES).map(([type, prefix]) => [prefix, type as NodeType]));

/** An opaque text such as `PR_kwDOcHJ8MTIz`, the same for the same thing. `key` is a database id, or what names a thing that has none. */
export function nodeId(type: NodeType, key: number | string): string {
  return `${PREFIXES[type]}_kwDO${Buffer.from(String(key)).toString('base64url')}`;
}

/** @returns null for what is no node id */
export function readNodeId(id: string): { readonly type: NodeType; readonly key: string } | null {
  const parts = /^([A-Z]+)_kwDO([\w-]+)$/.exec(id);
  const type = TYPES.get(parts?.[1] ?? '');
  return parts === null || type === undefined ? null : { type, key: Buffer.from(parts[2] as string, 'base64url').toString() };
}
