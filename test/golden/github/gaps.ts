import type { Fault } from '../../../demo/github/faults.ts';
import { nameOf } from '../../../demo/github/operators/operator.ts';
import { requiredChecksAt } from '../../../demo/github/state-of-protection.ts';
import { DAY, type Instant, instant, isoInstant, parseInstant } from '../../../src/kernel/time.ts';
import { lineOf, type Trouble } from './host-path.ts';
import type { GithubPlan } from './plans.ts';

/** Something that could not be seen for a while, though nothing was wrong. */
export interface Gap {
  readonly id: string;
  readonly tells: string;
  readonly troubles: readonly Trouble[];
  /** Which items nobody can know while it lasts. */
  readonly hides: (company: GithubPlan) => readonly Hidden[];
  /** The reason up to the look that failed, and from there to the next one. */
  readonly reasons: readonly [string, string];
}

/** `item` null: whether there were further ones. */
interface Hidden {
  readonly check: string;
  readonly item: string | null;
}

const FROM = parseInstant('2025-02-10T00:00:00Z');
const troubled = (...faults: Fault[]): Trouble[] => [{ from: FROM, until: instant(FROM + 8 * DAY), faults }];

/** When the gaps are over: one weekly look fell into them. */
export const GAPS_OVER: Instant = instant(FROM + 16 * DAY);

const BRANCH = ['pull-request-required', 'approvals-required', 'stale-approvals-dismissed', 'checks-required', 'force-push-blocked'].concat(
  'administrators-bound',
  'few-may-bypass',
);
const REPOSITORY = ['scope-decided', 'dependency-updates-on', 'dependency-alerts-on', 'secret-scanning-on', 'code-scanning-on', 'not-public'];
const KEYS = ['deploy-key/not-old', 'deploy-key/read-only'];
const HOOKS = 'webhook/signed-and-verified';

const repositoriesOf = ({ world }: GithubPlan): string[] => world.repositories.map(nameOf);
const lists = (...checks: readonly string[]): Hidden[] => checks.map((check) => ({ check, item: null }));

function ofRepository(name: string): Hidden[] {
  return [
    ...BRANCH.map((check) => ({ check: `branch/${check}`, item: `${name}:main` })),
    ...REPOSITORY.map((check) => ({ check: `repository/${check}`, item: name })),
  ];
}

/** Without those of whose activity nobody is told anyway. */
function ofMembers({ world }: GithubPlan): Hidden[] {
  const members = world.accounts.filter(({ membership }) => membership.findLast(({ from }) => from <= FROM)?.value != null);
  const logins = members.map(({ login }) => login.at(-1)?.value as string);
  const checks = ['account/known', 'account/two-factor'];
  const all = [...checks, 'account/collaborator-owned', 'account/administrator-active', 'account/leaver-removed', 'account/not-dormant'];
  return [...checks.flatMap((check) => logins.map((item) => ({ check, item }))), ...lists(...all)];
}

function ofHooks({ world }: GithubPlan): Hidden[] {
  const hooks = [...world.organization.webhooks, ...world.repositories.flatMap(({ webhooks }) => webhooks)];
  const items = hooks.map(({ id, settings }) => `${new URL(settings[0]?.value.url as string).host}#${id}`);
  return [...items.map((item) => ({ check: HOOKS, item })), ...lists(HOOKS)];
}

/** What was required when something landed is not known while nobody saw the branch. */
function landed(company: GithubPlan, names: readonly string[], from: Instant, until: Instant): string[] {
  return company.world.repositories
    .filter((home) => names.includes(nameOf(home)) && requiredChecksAt(company.world, home, 'main', from).length > 0)
    .flatMap((home) =>
      home.pulls.flatMap(({ merged }) => {
        if (merged === null || merged.at <= from || merged.at >= until) return [];
        return [`${nameOf(home)}@${merged.landed.at(-1)} ${merged.at}`];
      }),
    );
}

const everything = (company: GithubPlan): Hidden[] => [
  ...repositoriesOf(company).flatMap(ofRepository),
  ...lists(...REPOSITORY.map((check) => `repository/${check}`), ...KEYS),
  ...ofHooks(company),
  ...ofMembers(company),
  ...['two-factor-required', 'base-permission'].flatMap((check) => [
    { check: `organization/${check}`, item: company.world.organization.login },
    ...lists(`organization/${check}`),
  ]),
];

export const gaps: readonly Gap[] = [
  {
    id: 'repository-denied',
    tells: 'One repository was out of reach for the token.',
    troubles: troubled({ match: {}, act: { kind: 'deny-repository', name: 'search' } }),
    hides: () => [...ofRepository('search'), ...lists(...KEYS, HOOKS)],
    reasons: ['lost-sight', 'lost-sight'],
  },
  {
    id: 'host-down',
    tells: 'The host answered nothing for eight days.',
    troubles: troubled({ match: {}, act: { kind: 'status', status: 503 } }),
    hides: everything,
    reasons: ['stale', 'stale'],
  },
  {
    id: 'webhooks-denied',
    tells: 'The token might not read webhooks.',
    troubles: troubled({ match: { path: '/hooks' }, act: { kind: 'forbid' } }),
    hides: ofHooks,
    reasons: ['denied', 'lost-sight'],
  },
  {
    id: 'members-denied',
    tells: 'The token might not read members.',
    troubles: troubled({ match: { query: 'membersWithRole' }, act: { kind: 'forbid' } }),
    hides: ofMembers,
    reasons: ['denied', 'lost-sight'],
  },
];

/** What nobody can know of a company because of a gap: from the last look before it to the first one after it. */
export function unknownsOf({ hides, reasons, id }: Gap, company: GithubPlan): readonly string[] {
  const [failed] = company.looks.filter((look) => look >= FROM && look < FROM + 8 * DAY);
  const [before, after] = [company.looks.findLast((look) => look < FROM), company.looks.find((look) => look >= FROM + 8 * DAY)];
  const [from, at, until] = [before, failed, after].map((look) => look as Instant) as [Instant, Instant, Instant];
  const spans = reasons[0] === reasons[1] ? [{ reason: reasons[0], from, until }] : undefined;
  const split = spans ?? [
    { reason: reasons[0], from, until: at },
    { reason: reasons[1], from: at, until },
  ];
  const held = hides(company).flatMap((one) => split.map((part) => ({ ...one, ...part })));
  const blind = id === 'host-down' ? repositoriesOf(company) : id === 'repository-denied' ? ['search'] : [];
  const landings = landed(company, blind, from, until).map((text) => {
    const [item, when] = text.split(' ') as [string, string];
    return { check: 'change/required-checks-passed', item, reason: reasons[0], from: instant(Number(when)), until: instant(Number(when) + 1) };
  });
  return [...held, ...landings].map((one) => lineOf({ ...one, from: isoInstant(one.from), until: isoInstant(one.until) })).sort();
}

/** What is unknown for another reason, too, over which a gap's reason lies: who may go around a ruleset, and when an account was last at work. */
const UNKNOWN_ANYWAY = [
  /^branch\/(administrators-bound|few-may-bypass) {2}(api|web):main /,
  /^account\/(not-dormant|administrator-active) {2}[\w-]+ /,
];

export function knownOtherwise(line: string): boolean {
  return !UNKNOWN_ANYWAY.some((one) => one.test(line));
}
