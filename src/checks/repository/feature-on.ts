import type { Subject } from '../../facts/timeline.ts';
import type { Told } from '../../facts/told.ts';
import { minus } from '../../kernel/spans.ts';
import type { HostedRepositoryItem } from '../../populations/hosted-repositories.ts';
import type { Judgement } from '../check.ts';
import { courseOf, judgeState, spansWhere } from '../state.ts';
import type { Judged } from '../wording.ts';

/** What a repository must say of itself, whichever the feature. */
export interface FeatureState {
  readonly archived: boolean;
  readonly empty: boolean;
}

interface Feature<S> {
  /** As a sentence begins with it: `Secret scanning`. */
  readonly name: string;
  readonly verb?: 'were';
  on(state: S): Told<boolean>;
}

/** Was a feature of the code host on all the time for a repository in scope that holds anything and still changes? */
export function judgeFeature<S extends FeatureState>(
  { name, standing, inScope }: HostedRepositoryItem,
  subject: Subject<S>,
  { feature, context }: { feature: Feature<S>; context: Judged },
): Judgement {
  const asleep = spansWhere(subject, (one) => one.archived || one.empty);
  const verb = feature.verb ?? 'was';
  const what = feature.name.charAt(0).toLowerCase() + feature.name.slice(1);
  return judgeState(
    {
      standing,
      owed: minus(standing.there, asleep),
      within: inScope,
      course: courseOf(subject, (one) => feature.on(one)),
      words: {
        wrong: `${feature.name} ${verb} off for ${name}`,
        asked: `${what} ${verb} on for ${name}`,
        well: `Every look saw ${what} on for ${name} while it was in scope.`,
        notOwed: `${name} was out of scope, empty or archived: nothing is asked of it.`,
      },
    },
    context,
  );
}
