import { isoInstant, parseInstant } from '../kernel/time.ts';
import type { Method } from '../workflows/engagements/engagement-events.ts';
import { type DrawnSample, type Engagement, sampleOf } from '../workflows/engagements/engagement-state.ts';
import { listEngagements } from './engagements.ts';
import type { Installation } from './installation.ts';

/** A sample of one population, as an auditor drew it and it stands. */
export interface PopulationSample {
  readonly engagement: string;
  readonly firm: string;
  readonly control: string;
  /** In the order in which they were drawn; those added later follow. */
  readonly items: readonly string[];
  readonly size: number;
  readonly added: number;
  readonly strata: number;
  readonly seed: string;
  /** How it was decided how many. */
  readonly method: string;
  readonly by: string;
  readonly at: string;
  /** Of the population as it was frozen. */
  readonly sha256: string;
}

export interface AuditSamples {
  /** Ids of the open engagements. */
  readonly engagements: readonly string[];
  of(population: string): readonly PopulationSample[];
}

/**
 * The samples that stand in the engagements with one audit, as they were known at an instant. What a moved period made void is none.
 * @param audit null, for a period that is no audit's: there are none
 */
export async function samplesOf(installation: Installation, audit: string | null, asKnownAt: string | null): Promise<AuditSamples> {
  if (audit === null) return { engagements: [], of: () => [] };
  const engagements = (await listEngagements(installation)).flatMap(({ id, state }) => (state?.audit === audit ? [{ id, state }] : []));
  const until = asKnownAt === null ? Number.POSITIVE_INFINITY : parseInstant(asKnownAt);
  return {
    engagements: engagements.filter((one) => one.state.closed === null).map((one) => one.id),
    of: (population) =>
      engagements.flatMap(({ id, state }) =>
        state.samples
          .filter((one) => one.population === population && one.at < until && sampleOf(state, one.control, population) === one)
          .map((one) => written(id, state, { ...one, extensions: one.extensions.filter((later) => later.at < until) })),
      ),
  };
}

function written(
  engagement: string,
  { firm, auditors }: Engagement,
  { control, items, extensions, strata, seed, method, by, at, sha256 }: DrawnSample,
): PopulationSample {
  const added = extensions.flatMap((one) => one.items);
  return {
    ...{ engagement, firm, control, strata, seed, sha256 },
    items: [...items, ...added].map((one) => one.item),
    size: items.length,
    added: added.length,
    method: methodText(method),
    by: auditors.find((one) => one.id === by)?.name ?? by,
    at: isoInstant(at),
  };
}

/** How it was decided how many items are looked at. */
export function methodText(method: Method): string {
  if (method.by === 'judgement') return `The auditor’s judgement: ${method.why}`;
  if (method.by === 'table')
    return `By the table ${method.table}, ${method.level}${method.frequency === null ? '' : `, a control that operates ${method.frequency}`}`;
  const { confidence, tolerableRate, expectedDeviations } = method;
  return `${percent(confidence)} confidence that fewer than ${percent(tolerableRate)} deviate, with ${expectedDeviations} expected`;
}

function percent(rate: number): string {
  return `${Number((rate * 100).toFixed(4))} %`;
}
