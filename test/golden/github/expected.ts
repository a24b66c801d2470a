import { endOf, YEAR } from '../../../demo/clock.ts';
import { asSeen, type Found, nameOf, type Place, type Planted, withEventIds } from '../../../demo/github/operators/operator.ts';
import { activeRulesAt, requiredChecksAt } from '../../../demo/github/state-of-protection.ts';
import { DAY, type Instant, instant, isoInstant } from '../../../src/kernel/time.ts';
import { joined, lineOf, type SaidRow } from './host-path.ts';

/** What was laid over a company, and when it was looked at. */
export interface Seen extends Place {
  readonly planted: readonly Planted[];
  readonly looks: readonly Instant[];
}

export interface Unknown extends Found {
  readonly reason: string;
}

const planOf = ({ world }: Place) => world.organization.plan;
const horizonOf = ({ looks }: Seen): Instant => instant(Math.min(looks.at(-1) as Instant, YEAR.until));

export function expectedExceptions(seen: Seen): readonly string[] {
  const planted = asSeen(seen.planted, seen.looks, planOf(seen), horizonOf(seen));
  const found = [...planted, ...approversGone(seen).flatMap((one) => clipped(one, horizonOf(seen)))];
  return withEventIds(found, seen.world).map(asPrinted).map(lineFor).sort();
}

/** Whoever approved, and had left before a look first saw the approval, could not write when it was seen. */
function approversGone({ world, looks }: Seen): Found[] {
  return world.repositories.flatMap((home) =>
    home.pulls.flatMap(({ merged, reviews, labels, author }): Found[] => {
      if (merged === null || labels.some(({ name }) => name === 'emergency')) return [];
      const counts = reviews.filter(({ state, submittedAt, dismissed, author: by }) => {
        return state === 'APPROVED' && by !== author && submittedAt <= merged.at && (dismissed === null || dismissed.at > merged.at);
      });
      const gone = counts.filter(({ author: by, submittedAt }) => {
        const account = world.accounts.find(({ id, type }) => id === by && type === 'person');
        const seenAt = looks.find((look) => look >= submittedAt);
        const last = account?.membership.findLast(({ from }) => seenAt !== undefined && from <= seenAt);
        return last !== undefined && last.value === null;
      });
      if (counts.length === 0 || gone.length < counts.length) return [];
      const item = `${nameOf(home)}@${merged.landed.at(-1)}`;
      return [{ check: 'change/approver-could-write', item, from: merged.at, until: instant(merged.at + 1) }];
    }),
  );
}

/** An alert's item is what the host calls it: repository, kind and number. */
function asPrinted(one: Found): Found {
  const alert = /^(dependabot|secret):(.+)#(\d+)$/.exec(one.item);
  return alert === null ? one : { ...one, item: `${alert[2]}/${alert[1] === 'secret' ? 'secret-scanning' : alert[1]}/${alert[3]}` };
}

const printed = (one: Found & { readonly reason?: string }): SaidRow => ({
  ...one,
  from: isoInstant(one.from),
  until: one.until === null ? null : isoInstant(one.until),
});

const lineFor = (one: Found): string => lineOf(printed(one));

/**
 * Unknown although nobody planted it. When an account was last at work is told by neither plan to whoever only reads the organization: it is known
 * from what else shows it at work, and otherwise not told.
 */
const DECLARED = [/^account\/(not-dormant|administrator-active) {2}[\w-]+ {2}not-told /];

export function withoutDeclared(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => !DECLARED.some((one) => one.test(line)));
}

/** What nobody can know of this company, looked at like this; without what is declared. */
export function expectedUnknowns(seen: Seen): readonly string[] {
  const planted = seen.planted.flatMap((one): Unknown[] => (one.reason === undefined ? [] : [{ ...one, reason: one.reason }]));
  const all = [
    ...planted,
    ...logNotTold(seen),
    ...bypassNotTold(seen),
    ...leaversBetweenLooks(seen),
    ...requiredBetweenLooks(seen),
    ...switchedOff(seen),
  ];
  const rows = all
    .flatMap((one) => clipped(one, horizonOf(seen)))
    .map(({ check, item, reason, from, until }) => printed({ check, item, reason, from, until } as Unknown));
  return joined(rows).map(lineOf).sort();
}

function clipped<T extends Found>(one: T, horizon: Instant): T[] {
  if (one.from >= horizon || (one.until !== null && one.until <= YEAR.from)) return [];
  return [{ ...one, from: instant(Math.max(one.from, YEAR.from)), until: one.until === null || one.until >= horizon ? null : one.until }];
}

function allYear(check: string, item: string | null, reason: string): Unknown {
  return { check, item: item as string, reason, from: YEAR.from, until: null };
}

function logNotTold(seen: Seen): Unknown[] {
  if (planOf(seen) === 'enterprise') return [];
  const checks = ['privileged/administrator-known', 'privileged/protection-not-overridden', 'privileged/protection-not-removed'];
  return checks.map((check) => allYear(check, null, 'not-told'));
}

/** Who may go around a ruleset is told to whoever may change it, and to nobody else. */
function bypassNotTold({ world }: Seen): Unknown[] {
  const ruled = world.repositories.filter((home) => activeRulesAt(world, home, 'main', YEAR.from).length > 0);
  return ruled.flatMap((home) =>
    ['branch/administrators-bound', 'branch/few-may-bypass'].map((check) => allYear(check, `${nameOf(home)}:main`, 'not-told')),
  );
}

/** Whoever was seen before the deadline and no more after it, with no look between. */
function leaversBetweenLooks({ company, world, looks }: Seen): Unknown[] {
  return company.people.flatMap(({ employment, emails }) => {
    const account = world.accounts.find((one) => one.emails.includes(emails[0] as string));
    const ends = employment.flatMap(({ until }) => (until === null ? [] : [endOf(until) + DAY]));
    const goings = account?.membership.filter(({ value }) => value === null) ?? [];
    return goings.flatMap(({ from: gone }, index): Unknown[] => {
      const deadline = instant(ends[index] as number);
      const [before, after] = [looks.findLast((look) => look < gone), looks.find((look) => look >= gone)];
      if (before === undefined || after === undefined || before >= deadline || after <= deadline) return [];
      const item = account?.login.at(-1)?.value as string;
      return [{ check: 'account/leaver-removed', item, reason: 'looked-too-rarely', from: deadline, until: after }];
    });
  });
}

/** Landed between two looks of which each saw other checks required. */
function requiredBetweenLooks({ world, looks }: Seen): Unknown[] {
  return world.repositories.flatMap((home) =>
    home.pulls.flatMap(({ merged }): Unknown[] => {
      if (merged === null || merged.at < YEAR.from || merged.at >= YEAR.until) return [];
      const around = [looks.findLast((look) => look < merged.at), looks.find((look) => look >= merged.at)];
      const [before, after] = around.map((look) => (look === undefined ? null : requiredChecksAt(world, home, 'main', look).join(' ')));
      if (before === after || after === null) return [];
      const item = `${nameOf(home)}@${merged.landed.at(-1)}`;
      return [{ check: 'change/required-checks-passed', item, reason: 'looked-too-rarely', from: merged.at, until: instant(merged.at + 1) }];
    }),
  );
}

const TOLD_BY: Readonly<Record<string, readonly string[]>> = {
  'repository/dependency-alerts-on': [
    'vulnerability/fixed-within-limit',
    'vulnerability/medium-fixed-within-limit',
    'vulnerability/dismissal-approved',
  ],
  'repository/code-scanning-on': ['vulnerability/fixed-within-limit', 'vulnerability/medium-fixed-within-limit', 'vulnerability/dismissal-approved'],
  'repository/secret-scanning-on': ['secret/revoked-within-limit'],
};

/** Where alerts are switched off, nobody knows what they would have told: from the last look that saw them on to the next one that does. */
function switchedOff({ planted, looks }: Seen): Unknown[] {
  return planted.flatMap(({ check, from, until }) =>
    (TOLD_BY[check] ?? []).flatMap((blind): Unknown[] => {
      const [before, first] = [looks.findLast((look) => look < from), looks.find((look) => look >= from)];
      const after = until === null ? null : (looks.find((look) => look >= until) ?? null);
      if (before === undefined || first === undefined || first === after) return [];
      return [{ check: blind, item: null as never, reason: 'not-told', from: before, until: after }];
    }),
  );
}
