import type { KindState } from '../../facts/kinds/index.ts';
import { type Gap, latest, type Subject } from '../../facts/timeline.ts';
import { isUntold, known, NotTold } from '../../facts/told.ts';
import { momentSpan } from '../../kernel/time.ts';
import type { ChangeItem } from '../../populations/changes.ts';
import { hostedChanges } from '../../populations/hosted-changes.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { inForceAt } from '../../populations/protection.ts';
import { cannotTell, defineCheck, fails, type Judgement, notOwed, passes } from '../check.ts';
import { type RequiredCheck, type Result, resultOf } from './status-checks.ts';

const reads = {
  change: ['repository', 'branch', 'landed', 'head', 'pullRequest', 'statusChecks', 'seenAt'],
  'branch-protection': ['repository', 'branch', 'requiredChecks'],
} as const;

type Change = Context<typeof reads>['facts']['change']['subjects'][number];
type StatusCheck = Extract<KindState<'change'>['statusChecks'], readonly unknown[]>[number];

/** What the branch demanded of a change when it landed had passed by then. */
export const requiredChecksPassed = defineCheck({
  id: 'change/required-checks-passed',
  version: 1,
  title: 'Required checks had passed when changes landed',
  asks: 'Had every status check that the branch required when the change landed completed by then, without a failure, on what landed?',
  population: hostedChanges,
  reads,
  settings: [],
  mend: 'What landed cannot be changed. Run the checks on it now, and see who went around them, and by which right.',
  judge: (item, context) => judgement(item.data, subjectOf(context.facts.change, item.data.subject) as Change, context),
});

function judgement({ landedAt }: ChangeItem, change: Change, { facts, horizon }: Context<typeof reads>): Judgement {
  const landed = momentSpan(landedAt);
  const { state } = latest(change);
  if (state.seenAt === undefined) throw new NotTold('Only a clone tells of it, and a clone knows no status checks. Connect the code host.');
  if (state.pullRequest === null) return notOwed('It came without a pull request; change/through-pull-request asks about that.');
  const inForce = inForceAt(facts['branch-protection'], state, { at: landedAt, horizon });
  const unknown = ({ reason, why }: Pick<Gap, 'reason' | 'why'>) =>
    cannotTell([landed], [{ ...landed, reason, why }], `Nobody knows whether what was required had passed: ${why}`);
  if ('hidden' in inForce) return unknown(inForce.hidden);
  const leaves = inForce.versions.map((one) => one.leaf);
  const answers = inForce.versions.map((one) => answer(known<readonly RequiredCheck[]>(one.state.requiredChecks), change, landedAt));
  const [first] = answers as [Answer];
  if (answers.some((one) => one.outcome !== first.outcome)) {
    return unknown({ reason: 'looked-too-rarely', why: 'What the branch required changed between two looks, and it landed between them.' });
  }
  if (first.outcome === 'unknown') return unknown({ reason: 'not-told', why: first.because });
  if (first.outcome === 'not-owed') return notOwed(first.because, { leaves });
  return first.outcome === 'pass' ? passes([landed], first.because, { leaves }) : fails([landed], [landed], first.because, { leaves });
}

interface Answer {
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'not-owed';
  readonly because: string;
}

function answer(required: readonly RequiredCheck[], change: Change, landedAt: ChangeItem['landedAt']): Answer {
  if (required.length === 0) return { outcome: 'not-owed', because: 'The branch required no status check when it landed.' };
  const results = resultsOf(change);
  const answers = required.map((one) => resultOf(one, results, landedAt));
  const worst = (outcome: Result['outcome']) => answers.filter((one) => one.outcome === outcome).map((one) => one.because);
  const [failed, doubtful] = [worst('fail'), worst('unknown')];
  if (failed.length > 0) return { outcome: 'fail', because: `When it landed, ${failed.join('; ')}.` };
  if (doubtful.length > 0) return { outcome: 'unknown', because: `${doubtful.join('; ')}.` };
  return { outcome: 'pass', because: `What was required had passed when it landed: ${required.map((one) => one.name).join(', ')}.` };
}

/** The results that were ever seen on the commits that stand for what landed: one that a later run overwrote was there all the same. */
function resultsOf({ versions }: Subject<Change['versions'][number]['state']>): readonly StatusCheck[] {
  const { landed, head, statusChecks } = (versions[versions.length - 1] as (typeof versions)[number]).state;
  const all = versions.flatMap(({ state }) => (state.statusChecks === undefined || isUntold(state.statusChecks) ? [] : state.statusChecks));
  if (all.length === 0 && statusChecks === undefined) throw new NotTold('The code host does not tell of status checks.');
  if (all.length === 0) known(statusChecks as NonNullable<typeof statusChecks>);
  return all.filter((one) => one.commit === head || one.commit === landed);
}
