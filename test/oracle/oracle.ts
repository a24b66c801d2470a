import type { Check } from '../../src/checks/check.ts';
import { evaluate, type Finding } from '../../src/checks/evaluate.ts';
import type { Story } from '../../src/checks/testing/story.ts';
import { type Instant, plus } from '../../src/kernel/time.ts';

/** What is true of an item at one instant. */
export type Answer = 'fail' | 'unknown' | 'well';

/** An evaluator that knows no spans: it is asked for one instant, and walks the facts for it. */
export interface Oracle {
  readonly told: Story;
  readonly key: string;
  /** Instants at which anything could change. */
  readonly boundaries: readonly Instant[];
  naive(at: Instant): Answer;
}

/** Where a check and an oracle differ: at every boundary, a millisecond before it and a millisecond after it. */
export function differencesFrom<R extends object>(check: R, { told, key, boundaries, naive }: Oracle): readonly string[] {
  const asked = check as unknown as Check;
  const context = told.context();
  const { period, horizon } = context;
  const item = asked.population.items(context).find((one) => one.key === key);
  const finding = item && evaluate(asked, item, context);
  const near = [...boundaries, period.from, horizon].flatMap((one) => [plus(one, -1), one, plus(one, 1)]);
  return near
    .filter((one) => one >= period.from && one < horizon && answerAt(finding, one) !== naive(one))
    .map((one) => `${new Date(one).toISOString()} is ${answerAt(finding, one)}, should be ${naive(one)}`);
}

/** What was said last at or before an instant; before anything was said, what was said first. */
export function saidAt<T extends { readonly from: Instant }>(versions: readonly T[], at: Instant): T {
  return versions.findLast((one) => one.from <= at) ?? (versions[0] as T);
}

function answerAt(finding: Finding | undefined, at: Instant): Answer {
  return finding?.spans.find((one) => one.from <= at && (one.until === null || at < one.until))?.outcome ?? 'well';
}
