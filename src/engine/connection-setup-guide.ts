import type { Permission } from '../connectors/kit/connector.ts';
import { Refusal } from '../kernel/refusal.ts';

/** One way of letting Tickmark look. */
export interface Way {
  readonly id: 'fine-grained' | 'app' | 'classic';
  readonly title: string;
  /** What is asked for in the end. */
  readonly gives: 'token' | 'key';
  /** Where it is made. */
  readonly address: string;
  /** The same page of GitHub, with the name, the organization and the permissions filled in already. */
  readonly filledIn: string;
  /** What to do there. The first step says how to begin, where the address alone does not. */
  readonly begin: string | null;
  readonly steps: readonly string[];
}

export interface WaysFor {
  /** Its login; `ORG` stands for it where none is given. */
  readonly organization: string | undefined;
  /** Of an installation of the vendor's own that somebody runs. */
  readonly url: string | undefined;
  readonly permissions: readonly Permission[];
}

export const GITHUB_INTRO = 'Tickmark only reads. Give it one of these; the App sees most, the fine-grained token is made quickest.';

/** How to let Tickmark look at GitHub with as little as possible: three ways, the quickest first. */
export function gitHubWays({ organization = 'ORG', url, permissions }: WaysFor): readonly Way[] {
  const site = url === undefined ? 'https://github.com' : new URL(url).origin;
  const token = `${site}/settings/personal-access-tokens/new`;
  const app = `${site}/organizations/${organization}/settings/apps/new`;
  const classic = `${site}/settings/tokens/new`;
  const forToken = keysOf(permissions.filter(({ name }) => name !== APP_ONLY));
  return [
    {
      id: 'fine-grained',
      title: 'A fine-grained token',
      gives: 'token',
      address: token,
      filledIn: `${token}?${query({ name: 'Tickmark', description: 'Tickmark reads', target_name: organization, ...forToken })}`,
      begin: `Open ${token}`,
      steps: [
        `Resource owner: ${organization}. Repository access: all repositories. An expiry that you will not miss.`,
        'Permissions: those below, each as "Read-only".',
        'GitHub lets no such token read checks: whether required checks had passed (change/required-checks-passed) stays unknown.',
        'If the organization approves tokens, an owner approves it; until then GitHub shows it public repositories only.',
        'Make it as an owner of the organization, or what only owners may see (two-factor, base permission) stays unknown.',
      ],
    },
    {
      id: 'app',
      title: 'A GitHub App (does not end with the person who made it)',
      gives: 'key',
      address: app,
      filledIn: `${app}?${query({ name: `tickmark-${organization}`, public: 'false', webhook_active: 'false', ...keysOf(permissions) })}`,
      begin: `Open ${app} and give it the permissions below, read-only, no webhook.`,
      steps: ['Make a private key (a .pem file), and install the App on all repositories.'],
    },
    {
      id: 'classic',
      title: 'A classic token (more than is needed)',
      gives: 'token',
      address: classic,
      filledIn: `${classic}?${query({ description: 'Tickmark', scopes: 'repo,read:org,read:audit_log' })}`,
      begin: null,
      steps: [
        'Scopes: repo, read:org, and where the plan has an audit log read:audit_log. "repo" can also write: GitHub has no smaller one.',
        'With single sign-on: "Configure SSO" beside the token, and authorize the organization.',
      ],
    },
  ];
}

/** GitHub gives it to Apps, and to no fine-grained token. */
const APP_ONLY = 'Checks: read';

/** By the words that GitHub's pages show, the names under which their addresses and its API know the same permissions. */
const keys: Readonly<Record<string, string>> = {
  'Metadata: read': 'metadata',
  'Contents: read': 'contents',
  'Pull requests: read': 'pull_requests',
  'Checks: read': 'checks',
  'Commit statuses: read': 'statuses',
  'Issues: read': 'issues',
  'Administration: read': 'administration',
  'Webhooks: read': 'repository_hooks',
  'Deployments: read': 'deployments',
  'Actions: read': 'actions',
  'Dependabot alerts: read': 'vulnerability_alerts',
  'Code scanning alerts: read': 'security_events',
  'Secret scanning alerts: read': 'secret_scanning_alerts',
  'Members: read (organization)': 'members',
  'Administration: read (organization)': 'organization_administration',
  'Webhooks: read (organization)': 'organization_hooks',
};

function keysOf(permissions: readonly Permission[]): Readonly<Record<string, 'read'>> {
  return Object.fromEntries(permissions.flatMap(({ name }) => (keys[name] === undefined ? [] : [[keys[name], 'read']])));
}

function query(values: Readonly<Record<string, string>>): string {
  return new URLSearchParams(values).toString();
}

const TOKEN = /^\s*(gh[a-z]_|github_pat_)/;

/** Whether a text is a token of GitHub's, by how it begins. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** @throws Refusal `connect/organization` */
export function refuseNoOrganization(organization: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/.test(organization))
    throw new Refusal('connect/organization', 'The organization is its login, as in https://github.com/LOGIN: letters, digits and dashes.');
}

/**
 * Before it is written anywhere: nobody should look for the mistake in a file that does not exist yet.
 * @param example how the address would be given
 * @throws Refusal `connect/address`
 */
export function refuseNoAddress(url: string | undefined, example: string): void {
  if (url === undefined || /^https?:$/.test(URL.parse(url)?.protocol ?? '')) return;
  throw new Refusal('connect/address', `"${url}" is no address of a GitHub Enterprise. Write it whole: ${example}`);
}
