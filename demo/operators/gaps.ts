import { addDays } from '../../src/kernel/calendar.ts';
import { dayOf, someTime, someWorkday, YEAR } from '../clock.ts';
import { isAudited } from '../company/changes.ts';
import { EFFECTIVE } from '../company/policies.ts';
import { type Repository, SHALLOW_DEPTH, type World } from '../company/world.ts';
import type { Random } from '../random.ts';
import { APPROVAL, atLanding, changeItem, repositoryItem, TICKET } from './on-change.ts';
import { type Check, claim, type ExpectedUnknown, type Operator, type Outcome, pickFree, replaced, unknown } from './operator.ts';
import { policyItem } from './policies.ts';

/** Repositories in scope all year in which no other defect was laid. */
function pickRepository(world: World, random: Random, suits: (world: World, repository: Repository) => boolean): Repository | null {
  const spoilt = new Set(world.touched.map((item) => /^change:([\w-]+)[#!]/.exec(item)?.[1]));
  const untouched = world.repositories.filter(({ id, scope }) => !spoilt.has(id) && scope.until === null && scope.since === EFFECTIVE);
  const suiting = untouched.filter((repository) => suits(world, repository));
  return pickFree(world, random, suiting, ({ id }) => repositoryItem(id));
}

function onRepository(
  id: string,
  tells: string,
  lay: (world: World, repository: Repository) => Outcome,
  suits = (_world: World, _repository: Repository): boolean => true,
): Operator {
  return {
    id: `gap/${id}`,
    tells,
    apply: (world, random) => {
      const repository = pickRepository(world, random, suits);
      return repository === null ? null : lay(world, repository);
    },
  };
}

function withRepository(world: World, old: Repository, fresh: Repository): World {
  return claim(world, [repositoryItem(old.id)], { repositories: replaced(world.repositories, old, fresh) });
}

const unseen = (check: Check, reason: string): ExpectedUnknown => ({ check, item: null, reason, from: YEAR.from, until: null });

const shallow = onRepository(
  'shallow-clone',
  'A clone holds only the newest commits: what landed before cannot be known.',
  (world, repository) => ({
    world: withRepository(world, repository, { ...repository, clone: 'shallow' }),
    expected: unknown(...[TICKET, APPROVAL].flatMap((check) => [unseen(check, 'lost-sight'), unseen(check, 'before-first-look')])),
  }),
  (world, { id }) => world.changes.filter(({ repository }) => repository === id).length >= SHALLOW_DEPTH,
);

const neverConnected = onRepository('never-connected', 'A repository is in scope, but nobody ever connected it.', (world, repository) => ({
  world: withRepository(world, repository, { ...repository, clone: 'never-connected' }),
  expected: unknown(unseen(TICKET, 'before-first-look'), unseen(APPROVAL, 'before-first-look')),
}));

const approvalsNotTold = onRepository(
  'approvals-not-told',
  'The records do not tell who approved changes in one repository.',
  (world, repository) => {
    const changes = world.changes.filter((change) => change.repository === repository.id && isAudited(change, world.repositories));
    const claimed = claim(world, changes.map(changeItem), {});
    return {
      world: withRepository(claimed, repository, { ...repository, approvals: 'none' }),
      expected: unknown(...changes.map((change) => ({ ...atLanding(APPROVAL, change), reason: 'not-told' }))),
    };
  },
);

/** A policy without parameters, so that no setting is lost with it. */
function policyUnreadable(world: World, random: Random): Outcome | null {
  const policies = world.policies.filter(({ parameters }) => Object.keys(parameters).length === 0);
  const policy = pickFree(world, random, policies, policyItem);
  if (policy === null) return null;
  const [, , reviewed] = policy.versions;
  if (reviewed === undefined) return null;
  const from = someTime(random, someWorkday(random, addDays(dayOf(reviewed.recorded), -60), addDays(dayOf(reviewed.recorded), -30)));
  const until = someTime(random, someWorkday(random, addDays(dayOf(from), 3), addDays(dayOf(from), 20)));
  const lost = { item: policy.id, reason: 'lost-sight', from, until };
  return {
    world: claim(world, [policyItem(policy)], { malformed: [...world.malformed, { path: `policies/${policy.id}.md`, from, until }] }),
    expected: unknown({ check: 'governance/policy-approved', ...lost }, { check: 'governance/policy-reviewed', ...lost }),
  };
}

export const gapOperators: readonly Operator[] = [
  shallow,
  neverConnected,
  approvalsNotTold,
  { id: 'gap/policy-unreadable', tells: 'A policy’s file could not be read for some days.', apply: policyUnreadable },
];
