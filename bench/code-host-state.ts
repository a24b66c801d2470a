import { endOf } from '../demo/clock.ts';
import type { World } from '../demo/company/world.ts';
import { membersAt, outsideCollaboratorsAt, type RepositoryState, repositoriesAt, settingsAt, stands, valueAt } from '../demo/github/state-at.ts';
import { activeRulesAt, classicRuleFor } from '../demo/github/state-of-protection.ts';
import type { Account, GithubWorld, Webhook } from '../demo/github/world.ts';
import { DAY, type Instant } from '../src/kernel/time.ts';

/** Which settings are wrong at an instant, asked of the world itself: `check item`. Written from docs/spec/findings-code-host.md, and from nothing else. */
export function wrongSettings(company: World, world: GithubWorld, at: Instant): string[] {
  const scoped = new Set(company.repositories.map(({ id }) => id));
  const there = repositoriesAt(world, at).filter(({ archived }) => !archived);
  return [
    ...there.flatMap((one) => (scoped.has(one.name) ? [...branchOf(world, one, at), ...featuresOf(one)] : [`repository/scope-decided ${one.name}`])),
    ...organizationOf(world, at),
    ...accountsOf(company, world, at),
    ...there.flatMap(({ repository, name }) =>
      repository.deployKeys
        .filter((key) => stands(key.createdAt, key.deletedAt, at) && !key.readOnly)
        .map(({ title, id }) => `deploy-key/read-only ${name}/${title}#${id}`),
    ),
    ...[...world.organization.webhooks, ...there.flatMap(({ repository }) => repository.webhooks)].flatMap((hook) => hookOf(hook, at)),
  ];
}

function branchOf(world: GithubWorld, { repository, name }: RepositoryState, at: Instant): string[] {
  const classic = classicRuleFor(repository, 'main', at)?.settings ?? null;
  const rules = activeRulesAt(world, repository, 'main', at).map(({ rule }) => rule);
  const pulls = rules.flatMap((rule) => (rule.type === 'pull_request' ? [rule] : []));
  const reviews = [...pulls, ...(classic?.reviews == null ? [] : [classic.reviews])];
  const has = (type: string): boolean => rules.some((rule) => rule.type === type);
  const isForceSafe = has('non_fast_forward') || classic?.allowForcePushes === false;
  const isDeletionSafe = has('deletion') || classic?.allowDeletions === false;
  const required = [...(classic?.checks?.required ?? []), ...rules.flatMap((rule) => (rule.type === 'required_status_checks' ? rule.required : []))];
  const wrong: readonly (readonly [string, boolean])[] = [
    ['pull-request-required', reviews.length === 0],
    ['approvals-required', reviews.every(({ approvals }) => approvals < 1)],
    ['stale-approvals-dismissed', reviews.every(({ dismissStale, lastPushApproval }) => !dismissStale && !lastPushApproval)],
    ['checks-required', required.length === 0],
    ['force-push-blocked', !isForceSafe || !isDeletionSafe],
    ['administrators-bound', rules.length === 0 && classic?.enforceAdmins !== true],
    ['few-may-bypass', rules.length === 0 && (classic?.reviews?.bypass.length ?? 0) > 0],
  ];
  return wrong.flatMap(([check, is]) => (is ? [`branch/${check} ${name}:main`] : []));
}

function featuresOf({ name, features, visibility }: RepositoryState): string[] {
  const wrong: readonly (readonly [string, boolean])[] = [
    ['dependency-updates-on', !features.dependencyUpdates],
    ['dependency-alerts-on', !features.dependencyAlerts],
    ['secret-scanning-on', !features.secretScanning],
    ['code-scanning-on', !features.codeScanning],
    ['not-public', visibility === 'public'],
  ];
  return wrong.flatMap(([check, is]) => (is ? [`repository/${check} ${name}`] : []));
}

function organizationOf({ organization }: GithubWorld, at: Instant): string[] {
  const { twoFactorRequired, basePermission } = settingsAt(organization, at);
  return [
    ...(twoFactorRequired ? [] : [`organization/two-factor-required ${organization.login}`]),
    ...(basePermission === 'write' || basePermission === 'admin' ? [`organization/base-permission ${organization.login}`] : []),
  ];
}

export function isKnown(company: World, { emails, verifiedEmails, login }: Account): boolean {
  const logins = new Set(company.accounts.filter(({ system }) => system === 'code-host').map((one) => one.login));
  return (
    company.people.some((person) => person.emails.some((email) => [...emails, ...verifiedEmails].includes(email))) ||
    login.some(({ value }) => logins.has(value))
  );
}

function accountsOf(company: World, world: GithubWorld, at: Instant): string[] {
  const [members, outside] = [membersAt(world, at), outsideCollaboratorsAt(world, at)];
  const unknown = [...members, ...outside].filter(({ account }) => !isKnown(company, account));
  return [
    ...[...members, ...outside]
      .filter(({ twoFactor, account }) => account.type === 'person' && !twoFactor)
      .map(({ login }) => `account/two-factor ${login}`),
    ...unknown.map(({ login }) => `account/known ${login}`),
    ...outside.filter(({ account }) => !isKnown(company, account)).map(({ login }) => `account/collaborator-owned ${login}`),
  ];
}

/** Of those who were members when somebody looked: whoever had left, and was beyond the limit, at an instant. */
export function staying(company: World, world: GithubWorld, look: Instant, at: Instant): string[] {
  return membersAt(world, look).flatMap(({ account, login }) => {
    const person = company.people.find(({ emails }) => emails.some((email) => account.emails.includes(email)));
    const isEmployed = person === undefined || person.employment.some(({ until }) => until === null || at < endOf(until) + DAY);
    return isEmployed ? [] : [`account/leaver-removed ${login}`];
  });
}

function hookOf({ id, createdAt, deletedAt, settings }: Webhook, at: Instant): string[] {
  const now = stands(createdAt, deletedAt, at) ? valueAt(settings, at) : null;
  if (now === null || !now.active) return [];
  const isSafe = now.secret && !now.insecureSsl && now.url.startsWith('https:');
  return isSafe ? [] : [`webhook/signed-and-verified ${new URL(now.url).host}#${id}`];
}
