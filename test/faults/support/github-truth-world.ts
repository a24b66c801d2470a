import { makeCompany } from '../../../demo/company/make-company.ts';
import type { World } from '../../../demo/company/world.ts';
import { makeGithub } from '../../../demo/github/make-github.ts';
import { githubOperatorNamed, layOverGithub } from '../../../demo/github/operators/all-operators.ts';
import type { GithubWorld } from '../../../demo/github/world.ts';
import { type Random, randomFrom } from '../../../demo/random.ts';
import { DAY, type Instant, instant, parseInstant } from '../../../src/kernel/time.ts';

/** Three looks, six days apart; what is planted begins between the first two. */
const FIRST = parseInstant('2025-07-25T02:00:00Z');
export const LOOKS: readonly Instant[] = [0, 6, 12].map((days) => instant(FIRST + days * DAY));

/** A queue under rulesets, squashes under rulesets, merges and rebases under classic rules, a webhook. */
const KEPT: ReadonlySet<string> = new Set(['api', 'web', 'billing', 'search', 'pipelines', 'design-system']);

/** One for each way in which a feed may keep silent about a defect. */
const PLANTED = [
  ...[
    'not-approved',
    'approved-by-co-author',
    'approved-after-landing',
    'approval-dismissed',
    'approval-stale',
    'direct-push',
    'approved-by-a-bot',
    'approved-by-a-reader',
  ],
  ...['required-check-failed', 'required-check-never-ran', 'without-ticket', 'written-by-a-bot', 'emergency-declared-by-a-bot'],
].map((one) => `github/change/${one}`);
const BESIDE = [
  ...['github/protection/removed', 'github/protection/somebody-may-bypass', 'github/organization/base-permission-write'],
  ...['github/repository/public', 'github/repository/dependency-updates-on-not', 'github/repository/never-decided'],
  ...['github/account/without-second-factor', 'github/account/unknown', 'github/account/collaborator-without-owner'],
  ...['github/alert/critical-late', 'github/alert/dismissed-alone', 'github/alert/secret-revoked-late', 'github/alert/secret-left-open'],
  ...['github/deploy-key/may-write', 'github/deploy-key/old', 'github/webhook/over-http'],
  ...['github/deployment/by-hand', 'github/deployment/of-what-never-landed', 'github/branch/rewound'],
  ...['github/privileged/protection-overridden', 'github/privileged/unknown-administrator'],
];

export interface Planted {
  readonly company: World;
  readonly world: GithubWorld;
  readonly left: readonly string[];
}

/** Some weeks of five repositories, with one defect for each question that their host is asked. */
export function plantedWorld(): Planted {
  const company = narrowed(makeCompany('truth', { changes: 3500 }));
  const clean = makeGithub(company, { plan: 'enterprise' });
  const wanted = new Set([...PLANTED, ...BESIDE]);
  const operators = [...wanted].map(githubOperatorNamed);
  const { world, left } = layOverGithub({ world: clean, company }, operators, steered(randomFrom('truth')));
  return { company, world, left };
}

const BEGIN = FIRST + DAY / 4;
const END = FIRST + 6 * DAY;

function narrowed(whole: World): World {
  const kept = ({ repository, landedAt }: World['changes'][number]) => KEPT.has(repository) && landedAt > FIRST - 2 * DAY && landedAt < END + 2 * DAY;
  const changes = whole.changes.filter(kept);
  const ids = new Set(changes.map(({ id }) => id));
  return {
    ...whole,
    repositories: whole.repositories.filter(({ id }) => KEPT.has(id)),
    changes,
    approvals: whole.approvals.filter(({ change }) => ids.has(change)),
  };
}

/** Chance that lays every defect into the days of the looks: quarters, spans and landings of then. */
function steered(random: Random): Random {
  return {
    ...random,
    next: () => 0.5,
    integer: (low, high) => (low === 0 && (high === 2 || high === 3) ? 2 : random.integer(low, high)),
    pick: (list) => {
      const now = list.filter(isThen);
      return random.pick(now.length > 0 ? now : list);
    },
    fork: (label) => steered(random.fork(label)),
  };
}

interface Sited {
  readonly merged?: { readonly at: Instant };
  readonly deployment?: { readonly createdAt: Instant };
  readonly at?: Instant;
  readonly quarter?: number;
}

function isThen(one: unknown): boolean {
  if (typeof one !== 'object' || one === null) return false;
  const { merged, deployment, at, quarter } = one as Sited;
  const when = merged?.at ?? deployment?.createdAt ?? at;
  return quarter === 2 || (when !== undefined && when > BEGIN && when < END);
}
