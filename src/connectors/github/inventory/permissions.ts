import type { Permission } from '../../kit/connector.ts';

/** In GitHub's words for fine-grained tokens and Apps; those of the organization say so. */
export const inventoryPermissions: readonly Permission[] = [
  {
    name: 'Metadata: read',
    why: 'Which repositories there are, who may do what with each, and which rulesets bind their branches.',
    feeds: ['repositories', 'access', 'protection'],
  },
  { name: 'Contents: read', why: 'Which branch each repository ships from.', feeds: ['protection'] },
  {
    name: 'Administration: read',
    why: 'Classic protection of branches, deploy keys, and which security features are on. GitHub shows them only to administrators.',
    feeds: ['protection', 'deploy-keys', 'repositories'],
  },
  { name: 'Webhooks: read', why: 'Where each repository sends its events; of the address only the host is kept.', feeds: ['webhooks'] },
  { name: 'Deployments: read', why: 'What was deployed when, by whom, and what became of it.', feeds: ['deployments'] },
  { name: 'Actions: read', why: 'Which run of which workflow made a deployment.', feeds: ['pipelines'] },
  { name: 'Dependabot alerts: read', why: 'Vulnerable dependencies: when found, fixed, dismissed and by whom.', feeds: ['dependency-alerts'] },
  {
    name: 'Code scanning alerts: read',
    why: 'Weaknesses in own code: when found, fixed, dismissed and by whom; and whether code is scanned at all.',
    feeds: ['code-scanning', 'repositories'],
  },
  {
    name: 'Secret scanning alerts: read',
    why: 'When a secret was found in code, and what became of it. The secret itself is never asked for.',
    feeds: ['secret-scanning'],
  },
  {
    name: 'Members: read (organization)',
    why: 'Members with their roles, collaborators from outside, teams, who uses a second factor; and which account a key or an event of the audit log names.',
    feeds: ['accounts', 'teams', 'organization', 'deploy-keys', 'audit-log'],
  },
  {
    name: 'Administration: read (organization)',
    why: 'The settings that bind everybody, the apps that were let in, and on GitHub Enterprise the audit log.',
    feeds: ['organization', 'app-installations', 'audit-log'],
  },
  {
    name: 'Webhooks: read (organization)',
    why: 'Where the organization sends its events; of the address only the host is kept.',
    feeds: ['webhooks'],
  },
];

/** One line for each permission, however many feeds need it. */
export function joinPermissions(permissions: readonly Permission[]): readonly Permission[] {
  const joined = new Map<string, Permission>();
  for (const { name, why, feeds } of permissions) {
    const before = joined.get(name);
    joined.set(
      name,
      before === undefined ? { name, why, feeds } : { name, why: `${before.why} ${why}`, feeds: [...new Set([...before.feeds, ...feeds])] },
    );
  }
  return [...joined.values()];
}
