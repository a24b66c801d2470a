import { DAY, HOUR, instant } from '../../../src/kernel/time.ts';
import { endOf, YEAR } from '../../clock.ts';
import { valueAt } from '../state-at.ts';
import type { Account, OrganizationSettings, Repository, RepositoryFeatures } from '../world.ts';
import { claim, lastingRepositories, looked, nameOf, type Operator, type Place, pickFree, replaced, withRepository } from './operator.ts';
import { daysOf, otherwise, second, type While } from './spans.ts';

/** Features that a check watches, off for some days. */
function featureOff(feature: keyof RepositoryFeatures, check: string): Operator {
  return onRepository(
    `${check.split('/')[1]}-not`,
    `For some days ${check.split('/')[1]?.replace(/-on$/, '')} was switched off.`,
    'features',
    (home, during) => {
      const on = valueAt(home.features, during.from) as RepositoryFeatures;
      return [{ features: otherwise(home.features, { ...on, [feature]: false }, during, home.createdBy) }, check];
    },
  );
}

type Lay = (home: Repository, during: While) => readonly [Partial<Repository>, string];

function onRepository(id: string, tells: string, what: string, lay: Lay): Operator {
  return {
    id: `github/repository/${id}`,
    tells,
    apply: (place, random) => {
      const home = pickFree(place.world, random, lastingRepositories(place), (one) => `${what}:${nameOf(one)}`);
      if (home === null) return null;
      const during = daysOf(random, random.integer(0, 3));
      const [changed, check] = lay(home, during);
      const world = claim(place.world, [`${what}:${nameOf(home)}`], withRepository(place.world, home, changed));
      return { world, planted: [looked(check, nameOf(home), during.from, during.until)] };
    },
  };
}

const madePublic = onRepository('public', 'For some days the repository was public.', 'visibility', (home, during) => [
  { visibility: otherwise(home.visibility, 'public', during, home.createdBy) },
  'repository/not-public',
]);

const undecided: Operator = {
  id: 'github/repository/never-decided',
  tells: 'A repository was created, and nobody ever decided whether it is in scope.',
  apply: ({ world }, random) => {
    const { from } = daysOf(random, random.integer(0, 2));
    const like = world.repositories.find((one) => nameOf(one) === 'design-system');
    if (like === undefined) return null;
    const name = `sandbox-${world.nextId}`;
    const all = <T>(value: T) => [{ from, value }];
    const empty = { commits: [], branches: [], pulls: [], issues: [], checkRuns: [], statuses: [], workflowRuns: [], deployments: [] };
    const fresh: Repository = {
      ...{ ...like, ...empty, id: world.nextId, createdAt: from, description: 'Somebody tries something', protections: [], rulesets: [] },
      ...{ place: all({ owner: world.organization.login, name }), archived: all(false), visibility: all('private' as const) },
      ...{ defaultBranch: all('main'), features: all(valueAt(like.features, from) as RepositoryFeatures), collaborators: [] },
      ...{ alerts: { dependabot: [], codeScanning: [], secretScanning: [] }, deployKeys: [], webhooks: [] },
    };
    const changed = { repositories: [...world.repositories, fresh], nextId: world.nextId + 1 };
    return { world: claim(world, [`repository:${name}`], changed), planted: [looked('repository/scope-decided', name, from, null)] };
  },
};

function onOrganization(id: string, tells: string, check: string, quarter: number, changed: Partial<OrganizationSettings>): Operator {
  return {
    id: `github/organization/${id}`,
    tells,
    apply: ({ world }, random) => {
      const { organization } = world;
      if (world.touched.includes(`organization:${quarter}`)) return null;
      const during = daysOf(random, quarter);
      const now = valueAt(organization.settings, during.from) as OrganizationSettings;
      const settings = otherwise(organization.settings, { ...now, ...changed }, during);
      const planted = [looked(check, organization.login, during.from, during.until)];
      return { world: claim(world, [`organization:${quarter}`], { organization: { ...organization, settings } }), planted };
    },
  };
}

const twoFactorNotRequired = onOrganization(
  ...(['two-factor-not-required', 'For some days a second factor was not required.', 'organization/two-factor-required', 1] as const),
  { twoFactorRequired: false },
);
const basePermission = onOrganization(
  ...(['base-permission-write', 'For some days every member could write everywhere.', 'organization/base-permission', 2] as const),
  { basePermission: 'write' },
);

const loginOf = ({ login }: Account): string => login.at(-1)?.value ?? '';
const staying = ({ world }: Place): Account[] =>
  world.accounts.filter(({ membership, type }) => type === 'person' && membership.length === 1 && (membership[0]?.from ?? 0) < YEAR.from);

const withoutSecondFactor: Operator = {
  id: 'github/account/without-second-factor',
  tells: 'For some days a member had no second factor.',
  apply: (place, random) => {
    const { world } = place;
    const account = pickFree(world, random, staying(place), (one) => `account:${loginOf(one)}`);
    if (account === null) return null;
    const during = daysOf(random, random.integer(0, 3));
    const fresh = { ...account, twoFactor: otherwise(account.twoFactor, false, during) };
    const changed = claim(world, [`account:${loginOf(account)}`], { accounts: replaced(world.accounts, account, fresh) });
    return { world: changed, planted: [looked('account/two-factor', loginOf(account), during.from, during.until)] };
  },
};

function stranger({ world }: Place, { from, until }: While, login: string, isMember: boolean): Account {
  const { nextId: id } = world;
  return {
    ...{
      id,
      type: 'person',
      name: null,
      createdAt: instant(from - 400 * DAY),
      deletedAt: null,
      email: null,
      verifiedEmails: [],
      emails: [],
      app: null,
    },
    login: [{ from: instant(from - 400 * DAY), value: login }],
    twoFactor: [{ from, value: true }],
    membership: isMember
      ? [
          { from, value: 'member' },
          { from: until, value: null },
        ]
      : [],
  };
}

const unknownMember: Operator = {
  id: 'github/account/unknown',
  tells: 'A member joined whom no record knows, and left again.',
  apply: (place, random) => {
    const during = daysOf(random, random.integer(0, 3));
    const login = `stranger-${place.world.nextId}`;
    const account = stranger(place, during, login, true);
    const changed = { accounts: [...place.world.accounts, account], nextId: place.world.nextId + 1 };
    return { world: claim(place.world, [`account:${login}`], changed), planted: [looked('account/known', login, during.from, during.until)] };
  },
};

const ownerlessCollaborator: Operator = {
  id: 'github/account/collaborator-without-owner',
  tells: 'Somebody from outside could read a repository for some days, and nobody answered for it.',
  apply: (place, random) => {
    const { world } = place;
    const home = pickFree(world, random, lastingRepositories(place), (one) => `collaborators:${nameOf(one)}`);
    if (home === null) return null;
    const during = daysOf(random, random.integer(0, 3));
    const login = `outsider-${world.nextId}`;
    const account = stranger(place, during, login, false);
    const permission = [
      { from: during.from, value: 'read' as const, by: home.createdBy },
      { from: during.until, value: 'none' as const, by: home.createdBy },
    ];
    const repositories = withRepository(world, home, { collaborators: [...home.collaborators, { account: account.id, permission }] });
    const changed = { ...repositories, accounts: [...world.accounts, account], nextId: world.nextId + 1 };
    const planted = ['account/known', 'account/collaborator-owned'].map((check) => looked(check, login, during.from, during.until));
    return { world: claim(world, [`collaborators:${nameOf(home)}`], changed), planted };
  },
};

/** As the company's own policy says. */
const REMOVAL_LIMIT = 24 * HOUR;

const leaverStays: Operator = {
  id: 'github/account/leaver-stays',
  tells: 'Somebody who left kept the account for days beyond the limit.',
  apply: ({ world, company }, random) => {
    const leavers = company.people.flatMap(({ employment, emails }) => {
      const until = employment.length === 1 ? (employment[0]?.until ?? null) : null;
      const account = world.accounts.find((one) => one.emails.includes(emails[0] as string) && one.membership.at(-1)?.value === null);
      return until === null || account === undefined || until < '2025-01-05' || until > '2025-11-20'
        ? []
        : [{ account, deadline: endOf(until) + REMOVAL_LIMIT }];
    });
    const found = pickFree(world, random, leavers, ({ account }) => `account:${loginOf(account)}`);
    if (found === null) return null;
    const gone = second(found.deadline + 2 * DAY + random.next() * 10 * DAY);
    const membership = found.account.membership.map((one) => (one.value === null ? { ...one, from: gone } : one));
    const accounts = replaced(world.accounts, found.account, { ...found.account, membership });
    const planted = [
      { check: 'account/leaver-removed', item: loginOf(found.account), from: instant(found.deadline), until: gone, as: 'until-look' as const },
    ];
    return { world: claim(world, [`account:${loginOf(found.account)}`], { accounts }), planted };
  },
};

export const inventoryOperators: readonly Operator[] = [
  featureOff('dependencyUpdates', 'repository/dependency-updates-on'),
  featureOff('dependencyAlerts', 'repository/dependency-alerts-on'),
  featureOff('secretScanning', 'repository/secret-scanning-on'),
  featureOff('codeScanning', 'repository/code-scanning-on'),
  ...[madePublic, undecided, twoFactorNotRequired, basePermission, withoutSecondFactor, unknownMember, ownerlessCollaborator, leaverStays],
];
