import { type Instant, isoInstant } from '../../kernel/time.ts';
import type { Iso } from '../assessment.ts';
import { inForce, lastKnown } from './in-force.ts';
import type { PolicyReportInput } from './policy-facts.ts';
import type { SettingUse } from './setting-uses.ts';

/** A parameter that several policies in force name. */
export interface NamedTwice {
  readonly parameter: string;
  readonly named: readonly { readonly policy: string; readonly version: number; readonly written: string; readonly since: Iso }[];
  /** The policy whose number counts; null where no check reads it. */
  readonly counts: string | null;
  readonly why: string;
}

interface Naming {
  readonly parameter: string;
  readonly policy: string;
  readonly version: number;
  readonly written: string;
  readonly from: Instant;
}

/** At the last known instant of the period. Of several, the one that came into force last counts. */
export function namedTwice(input: PolicyReportInput, uses: ReadonlyMap<string, readonly SettingUse[]>): readonly NamedTwice[] {
  const at = lastKnown(input.summary.period);
  const namings = input.policies.flatMap(({ id, adoptions }) =>
    adoptions
      .filter((one) => one.from <= at && at < one.until)
      .flatMap(({ version, from, parameters }) =>
        parameters.map(({ name, written }): Naming => ({ parameter: name, policy: id, version, written, from })),
      ),
  );
  return [...Map.groupBy(namings, (one) => one.parameter)]
    .filter(([, its]) => its.length > 1)
    .map(([parameter, its]): NamedTwice => {
      const ordered = its.toSorted((a, b) => b.from - a.from || compare(a.policy, b.policy));
      const read = (uses.get(parameter) ?? []).length > 0;
      const counting = read ? (inForce(parameter, input, at)?.policy?.id ?? null) : null;
      const named = ordered.map(({ policy, version, written, from }) => ({ policy, version, written, since: isoInstant(from) }));
      return { parameter, named, counts: counting, why: read ? whyCounts(ordered) : 'No check reads this number, so that none of them counts.' };
    })
    .sort((a, b) => compare(a.parameter, b.parameter));
}

function whyCounts([first, second]: readonly Naming[]): string {
  if (first?.from === second?.from) return 'They came into force at the same instant; of these the policy whose id comes first counts.';
  return 'The one that came into force last counts.';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
