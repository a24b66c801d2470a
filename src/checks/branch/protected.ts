import type { KindState } from '../../facts/kinds/index.ts';
import { existed, type Subject } from '../../facts/timeline.ts';
import type { Told } from '../../facts/told.ts';
import { and, or } from '../../kernel/spans.ts';
import type { Instant, Span } from '../../kernel/time.ts';
import { hiding, hidingUnknown } from '../../populations/blindness.ts';
import type { Context } from '../../populations/population.ts';
import { type ProductionBranch, productionBranches, unseenBranch } from '../../populations/production-branches.ts';
import { protectionsOf } from '../../populations/protection.ts';
import type { SettingName, Settings } from '../../populations/settings.ts';
import { gapsBut } from '../../populations/standing.ts';
import { type Check, defineCheck, type Judgement } from '../check.ts';
import { courseOf, judgeState, type StateWords, versionsBySetting } from '../state.ts';
import { on, shown } from '../wording.ts';
import { eventReads, unprotected } from './protection-events.ts';

type Protection = KindState<'branch-protection'>;

/** What a check asks of the protection of a branch, besides where and when. */
export interface ProtectionQuestion {
  readonly id: string;
  readonly title: string;
  readonly asks: string;
  readonly mend: string;
  readonly fields: readonly (keyof Protection)[];
  readonly setting?: SettingName;
  /** Is it well where nothing is protected at all? Otherwise not. */
  readonly wellWithout?: true;
  /** Is it well? `at` tells which value of a setting counts. */
  well(state: Protection, settings: Settings, at: Instant): Told<boolean>;
  /** Sentences, of a branch named as `main of api`. */
  words(branch: string): Omit<StateWords, 'notOwed'>;
}

const always = ['repository', 'branch'] as const;

/** A check on what bound whoever changed a production branch, all period long. */
export function defineProtectionCheck(question: ProtectionQuestion) {
  const { id, title, asks, mend, fields, setting } = question;
  const reads = { 'branch-protection': [...always, ...fields], ...eventReads } as const;
  return defineCheck({
    id,
    version: 1,
    title,
    asks,
    population: productionBranches,
    reads,
    settings: setting ? [setting] : [],
    mend,
    judge: (item, context) => judge(item.data, question, context as unknown as Reading),
  }) as unknown as Check<typeof reads, ProductionBranch>;
}

type Reading = Context<{ 'branch-protection': readonly (keyof Protection)[] } & typeof eventReads>;

function judge(item: ProductionBranch, question: ProtectionQuestion, context: Reading): Judgement {
  const { facts, settings, horizon } = context;
  const { repository, branch, owed } = item;
  const [subject] = protectionsOf(facts['branch-protection'], repository, branch) as readonly Subject<Protection>[];
  const named = `${branch} of ${repository}`;
  const words: StateWords = {
    ...question.words(named),
    notOwed: `In the period, ${named} was not in scope, or its repository was archived or empty.`,
  };
  if (!subject) {
    const unseen = unseenBranch({ seen: [], gaps: hidingUnknown(facts['branch-protection'], horizon) }, item);
    return judgeState({ standing: { there: owed, unseen }, course: { broken: [], untold: [] }, words }, context);
  }
  const well = (state: Protection, at: Instant) => question.well(state, settings, at);
  const versions = question.setting ? versionsBySetting(subject, question.setting, settings) : subject.versions;
  const course = courseOf({ versions }, (state, { from }: Span) => well(state, from));
  const off = unprotected(facts['privileged-event'], { subject, repository, well, wellWithout: question.wellWithout ?? false });
  const gaps = gapsBut(hiding(facts['branch-protection'], subject, horizon), off.spans);
  const unseen = gapsBut(unseenBranch({ seen: existed(subject), gaps }, item), off.spans);
  const leaves = [...subject.versions.map((one) => one.leaf), ...off.leaves];
  const whole = { broken: or(course.broken, off.spans), untold: [...course.untold, ...off.untold] };
  const judged = judgeState({ standing: { there: owed, unseen }, owed, course: whole, words, leaves }, context);
  if (off.last === undefined || shown(and(off.spans, owed), context).length === 0) return judged;
  return { ...judged, because: `${judged.because} The code host's log says that its protection was taken away or changed ${on(off.last, context)}.` };
}
