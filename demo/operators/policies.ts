import { addCadence, addDays, type CalendarDate } from '../../src/kernel/calendar.ts';
import { later } from '../../src/kernel/time.ts';
import { dayOf, endOf, LAST_DAY, someTime, someWorkday, YEAR } from '../clock.ts';
import { POLICY_APPROVERS } from '../company/policies.ts';
import type { Policy, PolicyVersion, World } from '../company/world.ts';
import type { Random } from '../random.ts';
import { claim, endOrOpen, found, type Operator, type Outcome, pickFree, replaced } from './operator.ts';

const APPROVED = 'governance/policy-approved';
const REVIEWED = 'governance/policy-reviewed';

export const policyItem = ({ id }: Policy): string => `policy:${id}`;

function onPolicy(id: string, tells: string, lay: (world: World, policy: Policy, random: Random) => Outcome | null): Operator {
  return {
    id: `policy/${id}`,
    tells,
    apply: (world, random) => {
      const policy = pickFree(world, random, world.policies, policyItem);
      return policy === null ? null : lay(world, policy, random);
    },
  };
}

function withVersions(world: World, policy: Policy, versions: readonly PolicyVersion[]): World {
  return claim(world, [policyItem(policy)], { policies: replaced(world.policies, policy, { ...policy, versions }) });
}

/** A clean policy has three versions: the draft, the adopted one of December 2024, and the one reviewed in 2025. */
function versionsOf({ versions }: Policy): [PolicyVersion, PolicyVersion, PolicyVersion] {
  return versions as unknown as [PolicyVersion, PolicyVersion, PolicyVersion];
}

/** The last day on which a policy approved then is still reviewed within the year. */
function lastDayOfReview(adopted: PolicyVersion): CalendarDate {
  return addCadence(adopted.approvedOn as CalendarDate, { every: 12, unit: 'month' });
}

const notReviewed = onPolicy('not-reviewed', 'The policy was not read again within the year.', (world, policy) => {
  const [draft, adopted] = versionsOf(policy);
  const from = endOf(lastDayOfReview(adopted));
  return { world: withVersions(world, policy, [draft, adopted]), expected: found({ check: REVIEWED, item: policy.id, from, until: null }) };
});

const reviewedLate = onPolicy('reviewed-late', 'The policy was read again only days after its year was over.', (world, policy, random) => {
  const [draft, adopted] = versionsOf(policy);
  const due = lastDayOfReview(adopted);
  const recorded = someTime(random, someWorkday(random, addDays(due, 2), addDays(LAST_DAY, -4)));
  const review: PolicyVersion = { ...adopted, recorded, reviewedOn: dayOf(recorded) };
  const until = endOrOpen(endOf(dayOf(recorded)));
  return {
    world: withVersions(world, policy, [draft, adopted, review]),
    expected: found({ check: REVIEWED, item: policy.id, from: endOf(due), until }),
  };
});

type Spoil = (version: PolicyVersion, world: World, random: Random) => PolicyVersion;

/** Spoils the approval of a version: the adopted one or a new one of 2025; in half the cases it is mended weeks later. */
function badlyApproved(id: string, tells: string, spoil: Spoil): Operator {
  return onPolicy(id, tells, (world, policy, random) => {
    const [draft, adopted, reviewed] = versionsOf(policy);
    const isRevised = reviewed.version > adopted.version;
    const spoilsAdoption = !isRevised || random.chance(0.5);
    const good = spoilsAdoption ? adopted : reviewed;
    const bad = spoil(good, world, random);
    const from = later(bad.recorded, YEAR.from);
    if (spoilsAdoption && isRevised) {
      // The new version of 2025 was approved as it should be, and so mends it.
      const expected = found({ check: APPROVED, item: policy.id, from, until: reviewed.recorded });
      return { world: withVersions(world, policy, [draft, bad, reviewed]), expected };
    }
    const after = spoilsAdoption ? [bad, { ...bad, recorded: reviewed.recorded, reviewedOn: reviewed.reviewedOn }] : [adopted, bad];
    const mended = random.chance(0.5) ? [mend(random, after.at(-1) as PolicyVersion)] : [];
    return {
      world: withVersions(world, policy, [draft, ...after, ...mended]),
      expected: found({ check: APPROVED, item: policy.id, from, until: mended[0]?.recorded ?? null }),
    };
  });
}

/** The same version, approved once more and properly, one to four weeks later. */
function mend(random: Random, bad: PolicyVersion): PolicyVersion {
  const badDay = dayOf(bad.recorded);
  const recorded = someTime(random, someWorkday(random, addDays(badDay, 7), addDays(badDay, 28)));
  const approvedBy = random.pick(POLICY_APPROVERS.filter((id) => id !== bad.author));
  return { ...bad, recorded, approvedBy, approvedOn: dayOf(recorded) };
}

const byItsAuthor = badlyApproved('approved-by-its-author', 'The policy was approved by the person who wrote it.', (version, _world, random) => {
  const author = random.pick(POLICY_APPROVERS);
  return { ...version, author, approvedBy: author };
});

const withoutAuthority = badlyApproved(
  'approved-without-authority',
  'The policy was approved by somebody who may not approve policies.',
  (version, world, random) => {
    // The fourth and fifth never leave and have no authority.
    const others = world.people.slice(3, 5).filter(({ id }) => id !== version.author);
    return { ...version, approvedBy: random.pick(others).id };
  },
);

const notApproved = badlyApproved('adopted-without-approval', 'The policy was adopted, and nobody is named who approved it.', (version) => ({
  ...version,
  ...{ approvedBy: null, approvedOn: null },
}));

export const policyOperators: readonly Operator[] = [notReviewed, reviewedLate, byItsAuthor, withoutAuthority, notApproved];
