import type { Random } from '../../random.ts';
import type { AccountId, Repository } from '../world.ts';
import type { Protection, ProtectionSettings } from '../world-protection.ts';
import { CHANGED } from './on-merge.ts';
import {
  atOnce,
  claim,
  eventItem,
  lastingRepositories,
  nameOf,
  type Operator,
  type Outcome,
  type Place,
  type Planted,
  pickFree,
  withRepository,
} from './operator.ts';
import { daysOf, flicker, otherwise, type While } from './spans.ts';

interface Spot extends Place {
  readonly home: Repository;
  readonly rule: Protection;
  readonly quarter: number;
}

type Change = (settings: ProtectionSettings, owner: AccountId) => ProtectionSettings | null;

/** An operator on the classic rule of one production branch, in one quarter of the year. */
function onRule(
  id: string,
  tells: string,
  checks: readonly string[],
  change: Change,
  when: (random: Random, quarter: number) => While = daysOf,
): Operator {
  return {
    id: `github/protection/${id}`,
    tells,
    apply: (place, random) => {
      const spot = pickFree(place.world, random, spotsOf(place), ({ home, quarter }) => `protection:${nameOf(home)}/${quarter}`);
      return spot === null ? null : lay(spot, checks, change, when(random, spot.quarter));
    },
  };
}

function spotsOf(place: Place): Spot[] {
  const homes = lastingRepositories(place).filter((home) => !CHANGED.includes(nameOf(home)));
  return homes.flatMap((home) => home.protections.flatMap((rule) => [0, 1, 2, 3].map((quarter) => ({ ...place, home, rule, quarter }))));
}

function lay({ world, home, rule, quarter }: Spot, checks: readonly string[], change: Change, during: While): Outcome {
  const before = rule.settings.findLast(({ from }) => from <= during.from)?.value as ProtectionSettings;
  const broken = change(before, rule.createdBy);
  const settings = otherwise(rule.settings, broken, during, rule.createdBy);
  const protections = home.protections.map((one) => (one === rule ? { ...rule, settings } : one));
  const item = `${nameOf(home)}:main`;
  const planted = checks.map((check): Planted => ({ check, item, ...during, as: 'protection' }));
  const others = broken === null ? [] : [...ALL, BYPASS].filter((check) => !checks.includes(check));
  const unseen = others.map((check): Planted => ({ check, item, ...during, as: 'protection', needsLog: true, unlessSeen: true }));
  const action = 'protected_branch.destroy';
  const removed =
    broken === null ? [{ ...atOnce('privileged/protection-not-removed', eventItem(action, during.from), during.from), needsLog: true as const }] : [];
  return {
    world: claim(world, [`protection:${nameOf(home)}/${quarter}`], withRepository(world, home, { protections })),
    planted: [...planted, ...unseen, ...removed],
  };
}

const BYPASS = 'branch/few-may-bypass';
const REVIEWS = ['branch/pull-request-required', 'branch/approvals-required', 'branch/stale-approvals-dismissed'];
const ALL = [...REVIEWS, 'branch/checks-required', 'branch/force-push-blocked', 'branch/administrators-bound'];
const reviewed = (settings: ProtectionSettings, changed: Partial<NonNullable<ProtectionSettings['reviews']>>): ProtectionSettings =>
  settings.reviews === null ? settings : { ...settings, reviews: { ...settings.reviews, ...changed } };

const noPullRequest = onRule('pull-request-not-required', 'For some days a change could come without a pull request.', REVIEWS, (one) => ({
  ...one,
  reviews: null,
}));
const noApprovals = onRule('approvals-not-required', 'For some days no approval was required.', ['branch/approvals-required'], (one) =>
  reviewed(one, { approvals: 0 }),
);
const staleStays = onRule('stale-approvals-stay', 'For some days an approval outlived a later push.', ['branch/stale-approvals-dismissed'], (one) =>
  reviewed(one, { dismissStale: false }),
);
const noChecks = onRule('checks-not-required', 'For some days no check was required.', ['branch/checks-required'], (one) => ({
  ...one,
  checks: null,
}));
const forcePush = onRule('force-push-allowed', 'For some days the branch could be force-pushed.', ['branch/force-push-blocked'], (one) => ({
  ...one,
  allowForcePushes: true,
}));
const deletion = onRule('deletion-allowed', 'For some days the branch could be deleted.', ['branch/force-push-blocked'], (one) => ({
  ...one,
  allowDeletions: true,
}));
const administrators = onRule('administrators-free', 'For some days administrators were not bound.', ['branch/administrators-bound'], (one) => ({
  ...one,
  enforceAdmins: false,
}));
const bypass = onRule('somebody-may-bypass', 'For some days one account could go around pull requests.', [BYPASS], (one, owner) =>
  reviewed(one, { bypass: [owner] }),
);
const removed = onRule('removed', 'For some days the branch was not protected at all.', ALL, () => null);
const removedBriefly = onRule('removed-between-looks', 'Protection was taken away for minutes: only an audit log tells.', ALL, () => null, flicker);

export const protectionOperators: readonly Operator[] = [
  ...[noPullRequest, noApprovals, staleStays, noChecks, forcePush, deletion, administrators, bypass, removed, removedBriefly],
];
