import { calendarDate } from '../../src/kernel/calendar.ts';
import { DAY, type Instant, instant } from '../../src/kernel/time.ts';
import { at } from '../clock.ts';
import type { Account as CompanyAccount, Person, World } from '../company/world.ts';
import type { Random } from '../random.ts';
import { APPS, type Ids } from './ids.ts';
import type { Account, AccountId, Over, Since, Team } from './world.ts';

/** Who is on the pretend GitHub: each engineer, the service account of the pipelines, and GitHub's own bots. */
export interface Cast {
  readonly accounts: readonly Account[];
  readonly teams: readonly Omit<Team, 'repositories'>[];
  readonly ofPerson: ReadonlyMap<string, AccountId>;
  readonly pipelines: AccountId;
  readonly webFlow: AccountId;
  readonly actions: AccountId;
  readonly dependabot: AccountId;
  readonly mergeQueue: AccountId;
}

export const ORGANIZATION_BEGAN = at(calendarDate('2019-01-10'), '10:00');

export function makeCast(random: Random, company: World, ids: Ids): Cast {
  const engineers = company.people.filter(({ engineer }) => engineer);
  const people = engineers.map((person) => personalAccount(random, person, company, ids.next()));
  const ofPerson = new Map(engineers.map((person, index) => [person.id, (people[index] as Account).id]));
  const [pipelines, webFlow] = [serviceAccount(ids.next()), plainAccount(ids.next(), 'web-flow', 'GitHub Web Flow', 'noreply@github.com')];
  const actions = botAccount(ids.next(), APPS.actions);
  const dependabot = botAccount(ids.next(), APPS.dependabot);
  const mergeQueue = botAccount(ids.next(), APPS.mergeQueue);
  return {
    accounts: [...people, pipelines, webFlow, actions, dependabot, mergeQueue],
    teams: makeTeams(engineers, ofPerson, people, ids),
    ...{ ofPerson, pipelines: pipelines.id, webFlow: webFlow.id, actions: actions.id },
    ...{ dependabot: dependabot.id, mergeQueue: mergeQueue.id },
  };
}

/** A company's login as GitHub allows it: letters, digits, hyphens. */
export function githubLogin(login: string): string {
  return login.replaceAll(/[^A-Za-z0-9-]/g, '-');
}

function personalAccount(random: Random, person: Person, company: World, id: AccountId): Account {
  const contracts = company.accounts.filter(({ system, holder }) => system === 'code-host' && 'person' in holder && holder.person === person.id);
  const role = person.authority.includes('exclusions') ? 'admin' : 'member';
  const membership = person.employment.flatMap(({ from }, index): Since<'admin' | 'member' | null>[] => {
    const joined = { from: at(from, '07:00'), value: role } as const;
    const closed = closingOf(contracts[index], person, company);
    return closed === null ? [joined] : [joined, { from: closed, value: null }];
  });
  const createdAt = instant((membership[0]?.from ?? ORGANIZATION_BEGAN) - random.integer(200, 2000) * DAY);
  return {
    ...{ id, type: 'person', createdAt, deletedAt: null, name: person.name, app: null, membership },
    login: [{ from: createdAt, value: githubLogin((person.emails[0] as string).split('@')[0] as string) }],
    email: random.chance(0.4) ? (person.emails[0] as string) : null,
    verifiedEmails: person.emails.filter((email) => email.endsWith('@harbourlight.example')),
    emails: person.emails,
    twoFactor: [{ from: createdAt, value: true }],
  };
}

/** When the account left the organization: on the last day, and not before the last thing that this person still did. */
function closingOf(account: CompanyAccount | undefined, person: Person, company: World): Instant | null {
  if (account === undefined || typeof account.closed !== 'number') return null;
  const end = account.closed + DAY;
  const acts = company.changes.flatMap(({ author, landedAt }) => (author === person.id ? [landedAt] : []));
  const approvals = company.approvals.flatMap((approval) => (approval.by === person.id ? [approval.at] : []));
  const landings = new Map(company.changes.map(({ id, landedAt }) => [id, landedAt]));
  const approved = company.approvals.flatMap(({ by, change }) => (by === person.id ? (landings.get(change) ?? []) : []));
  const last = Math.max(account.closed, ...[...acts, ...approvals, ...approved].filter((when) => when < end));
  return instant(Math.ceil(last / 1000) * 1000 + 1000);
}

function serviceAccount(id: AccountId): Account {
  const createdAt = at(calendarDate('2023-05-10'), '11:00');
  return {
    ...plainAccount(id, 'pipelines', 'Harbourlight pipelines', 'pipelines@harbourlight.example'),
    createdAt,
    login: [{ from: createdAt, value: 'pipelines' }],
    membership: [{ from: createdAt, value: 'member' }],
    verifiedEmails: ['pipelines@harbourlight.example'],
    twoFactor: [{ from: createdAt, value: true }],
  };
}

const LONG_AGO = at(calendarDate('2012-04-11'), '09:00');

function plainAccount(id: AccountId, login: string, name: string, email: string): Account {
  return {
    ...{
      id,
      type: 'person',
      name,
      createdAt: LONG_AGO,
      deletedAt: null,
      email: null,
      verifiedEmails: [],
      emails: [email],
      membership: [],
      app: null,
    },
    login: [{ from: LONG_AGO, value: login }],
    twoFactor: [{ from: LONG_AGO, value: true }],
  };
}

function botAccount(id: AccountId, app: { readonly id: number; readonly slug: string; readonly name: string }): Account {
  const email = `${id}+${app.slug}[bot]@users.noreply.github.com`;
  return { ...plainAccount(id, app.slug, app.name, email), type: 'bot', name: null, twoFactor: [], app: app.id };
}

/** Everybody is in `engineers`, which may write everywhere, and in the team of their work. */
function makeTeams(
  engineers: readonly Person[],
  ofPerson: ReadonlyMap<string, AccountId>,
  people: readonly Account[],
  ids: Ids,
): Omit<Team, 'repositories'>[] {
  const names = ['engineers', ...new Set(engineers.map(({ team }) => team))];
  const memberships = new Map(people.map(({ id, membership }) => [id, membership]));
  return names.map((name) => {
    const members = engineers.filter(({ team }) => name === 'engineers' || team === name).map((person) => ofPerson.get(person.id) as AccountId);
    return {
      ...{ id: ids.next(), slug: name, name: name[0]?.toUpperCase() + name.slice(1), parent: null, createdAt: ORGANIZATION_BEGAN, deletedAt: null },
      members: members.map((account) => ({ account, role: teamRole(memberships.get(account) ?? []) })),
    };
  });
}

function teamRole(membership: Over<'admin' | 'member' | null>): Over<'maintainer' | 'member' | null> {
  return membership.map(({ from, value }) => ({ from, value: value === 'admin' ? 'maintainer' : value }));
}
