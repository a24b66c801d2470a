import { DAY, HOUR, type Instant, instant } from '../../../src/kernel/time.ts';
import { YEAR } from '../../clock.ts';
import type { Random } from '../../random.ts';
import { makeCommit } from '../ids.ts';
import type { Account, AuditIncident, Branch, Commit, Push, Repository } from '../world.ts';
import type { Deployment } from '../world-runs.ts';
import { CHANGED } from './on-merge.ts';
import {
  atOnce,
  claim,
  eventItem,
  lastingRepositories,
  looked,
  nameOf,
  type Operator,
  type Outcome,
  type Place,
  pickFree,
  replaced,
  withRepository,
} from './operator.ts';
import { daysOf, second } from './spans.ts';

interface Brought extends Place {
  readonly home: Repository;
  readonly deployment: Deployment;
}

const deployItem = ({ home, deployment }: Brought): string => `${nameOf(home)}!${deployment.id}`;

function onDeployment(
  id: string,
  tells: string,
  check: string,
  lay: (brought: Brought) => { readonly deployment: Partial<Deployment>; readonly commits?: readonly Commit[] },
): Operator {
  return {
    id: `github/deployment/${id}`,
    tells,
    apply: (place, random) => {
      const all = lastingRepositories(place).flatMap((home) =>
        home.deployments.flatMap((deployment) =>
          deployment.createdAt < YEAR.from || deployment.createdAt >= YEAR.until ? [] : [{ ...place, home, deployment }],
        ),
      );
      const brought = pickFree(place.world, random, all, (one) => `deployment:${deployItem(one)}`);
      if (brought === null) return null;
      const { world } = place;
      const { home, deployment } = brought;
      const laid = lay(brought);
      const changed = {
        deployments: replaced(home.deployments, deployment, { ...deployment, ...laid.deployment }),
        commits: [...home.commits, ...(laid.commits ?? [])],
      };
      const planted = [atOnce(check, deployItem(brought), deployment.createdAt)];
      return { world: claim(world, [`deployment:${deployItem(brought)}`], withRepository(world, home, changed)), planted };
    },
  };
}

const byHand = onDeployment('by-hand', 'Somebody deployed to production by hand.', 'change/deployed-from-pipeline', ({ home, deployment }) => ({
  deployment: { by: home.createdBy, run: null, statuses: deployment.statuses.map((one) => ({ ...one, by: home.createdBy })) },
}));

const notLanded = onDeployment(
  'of-what-never-landed',
  'The pipeline deployed a commit that never landed.',
  'change/deployed-what-landed',
  ({ home, deployment }) => {
    const head = home.commits.find(({ sha }) => sha === deployment.sha) as Commit;
    const who = { ...head.author, at: second(deployment.createdAt - HOUR) };
    const commit = makeCommit({
      repository: nameOf(home),
      parents: head.parents.slice(0, 1),
      author: who,
      committer: who,
      message: 'Try this first',
      pushedAt: who.at,
    });
    return { deployment: { sha: commit.sha }, commits: [commit] };
  },
);

interface Rewind extends Place {
  readonly home: Repository;
  readonly main: Branch;
  readonly landed: Push;
  readonly before: Push;
  readonly at: Instant;
}

/** Landings after which nothing landed for more than three days. */
function quietLandings(place: Place): Rewind[] {
  return lastingRepositories(place)
    .filter((home) => !CHANGED.includes(nameOf(home)))
    .flatMap((home) => {
      const main = home.branches.find(({ name }) => name === 'main');
      return (main?.pushes ?? []).flatMap((landed, index, pushes): Rewind[] => {
        const [before, next] = [pushes[index - 1], pushes[index + 1]];
        const isRoomy = next !== undefined && next.at - landed.at > 4 * DAY && landed.at > YEAR.from + DAY && next.at < YEAR.until;
        return main === undefined || before === undefined || !isRoomy
          ? []
          : [{ ...place, home, main, landed, before, at: second(landed.at + 26 * HOUR) }];
      });
    });
}

const rewound: Operator = {
  id: 'github/branch/rewound',
  tells: 'The production branch was force-pushed back by one change, and put right two days later.',
  apply: (place, random) => {
    const spot = pickFree(place.world, random, quietLandings(place), ({ home }) => `main:${nameOf(home)}`);
    if (spot === null) return null;
    const { world, home, main, landed, before, at } = spot;
    const back: Push = { at, head: before.head, by: home.createdBy, forced: true };
    const forth: Push = { at: second(at + 49 * HOUR), head: landed.head, by: home.createdBy, forced: false };
    const pushes = [...main.pushes, back, forth].sort((a, b) => a.at - b.at);
    const branches = replaced(home.branches, main, { ...main, pushes });
    const planted = [{ check: 'branch/history-kept', item: `${nameOf(home)}:main`, from: at, until: forth.at, as: 'look-moment' as const }];
    return { world: claim(world, [`main:${nameOf(home)}`], withRepository(world, home, { branches })), planted };
  },
};

/** Something of the audit log alone. */
function incident({ world }: Place, event: AuditIncident, check: string): Outcome {
  const planted = [{ ...atOnce(check, eventItem(event.action, event.at), event.at), needsLog: true as const }];
  return { world: claim(world, [`incident:${event.at}`], { incidents: [...world.incidents, event] }), planted };
}

const overridden: Operator = {
  id: 'github/privileged/protection-overridden',
  tells: 'An administrator went around the protection of a branch: only an audit log tells.',
  apply: (place, random) => {
    const home = random.pick(lastingRepositories(place));
    const at = daysOf(random, random.integer(0, 3)).from;
    const further = { branch: 'refs/heads/main', overridden_codes: 'review_policy_not_satisfied' };
    const event = { at, action: 'protected_branch.policy_override', actor: home.createdBy, repository: home.id, account: null, further };
    return incident(place, event, 'privileged/protection-not-overridden');
  },
};

const unknownAdministrator: Operator = {
  id: 'github/privileged/unknown-administrator',
  tells: 'An account that no record knows was made an owner for some days.',
  apply: ({ world }, random: Random) => {
    const { from, until } = daysOf(random, random.integer(0, 3));
    const [id, login] = [world.nextId, `unknown-owner-${world.nextId}`];
    const joined = instant(from - DAY);
    const account: Account = {
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
      ...{ login: [{ from: instant(from - 400 * DAY), value: login }], twoFactor: [{ from: joined, value: true }] },
      membership: [
        { from: joined, value: 'member' },
        { from, value: 'admin' },
        { from: until, value: null },
      ],
    };
    const planted = [
      looked('account/known', login, joined, until),
      { ...atOnce('privileged/administrator-known', eventItem('org.update_member', from), from), needsLog: true as const },
    ];
    return { world: claim(world, [`account:${login}`], { accounts: [...world.accounts, account], nextId: id + 1 }), planted };
  },
};

export const landingOperators: readonly Operator[] = [byHand, notLanded, rewound, overridden, unknownAdministrator];
