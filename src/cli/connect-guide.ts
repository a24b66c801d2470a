import type { Permission } from '../connectors/kit/connector.ts';
import { type Page, paragraph } from './page.ts';

export interface GuideFor {
  readonly organization: string | undefined;
  /** Of an installation of the vendor's own that somebody runs. */
  readonly url: string | undefined;
  readonly permissions: readonly Permission[];
}

/** How to let Tickmark look at GitHub with as little as possible: three ways, the quickest first. */
export function gitHubGuide(page: Page, { organization = 'ORG', url, permissions }: GuideFor): string {
  const site = url === undefined ? 'https://github.com' : new URL(url).origin;
  const heading = (text: string) => page.paint.bold(paragraph(page, 0, text));
  const step = (text: string) => `  - ${paragraph(page, 4, text).trimStart()}`;
  const command = `tickmark connect github ${organization}${url === undefined ? '' : ` --url ${url}`}`;
  return [
    paragraph(page, 0, 'Tickmark only reads. Give it one of these; the App sees most, the fine-grained token is made quickest.'),
    '',
    heading('A fine-grained token'),
    step(`Open ${site}/settings/personal-access-tokens/new`),
    step(`Resource owner: ${organization}. Repository access: all repositories. An expiry that you will not miss.`),
    step('Permissions: those below, each as "Read-only".'),
    step('GitHub lets no such token read checks: whether required checks had passed (change/required-checks-passed) stays unknown.'),
    step('If the organization approves tokens, an owner approves it; until then GitHub shows it public repositories only.'),
    step('Make it as an owner of the organization, or what only owners may see (two-factor, base permission) stays unknown.'),
    '',
    heading('A GitHub App (does not end with the person who made it)'),
    step(`Open ${site}/organizations/${organization}/settings/apps/new and give it the permissions below, read-only, no webhook.`),
    step('Make a private key (a .pem file), and install the App on all repositories.'),
    step(`Then: ${command} --app APP-ID < KEY.pem`),
    '',
    heading('A classic token (more than is needed)'),
    step('Scopes: repo, read:org, and where the plan has an audit log read:audit_log. "repo" can also write: GitHub has no smaller one.'),
    step('With single sign-on: "Configure SSO" beside the token, and authorize the organization.'),
    '',
    heading('Permissions, and what is blind without each'),
    ...permissions.flatMap((one) => permissionLines(page, one)),
    '',
    heading('Then'),
    `  ${command}`,
    paragraph(page, 2, 'It asks for the token, or reads it from standard input. It never stands on the command line, where others could see it.'),
    '',
  ].join('\n');
}

export function permissionLines(page: Page, { name, why, feeds }: Permission): string[] {
  return [`  ${name}`, page.paint.dim(paragraph(page, 4, `${why} (${feeds.join(', ')})`))];
}
