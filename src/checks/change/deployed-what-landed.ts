import { latest } from '../../facts/timeline.ts';
import { momentSpan } from '../../kernel/time.ts';
import { deployments } from '../../populations/deployments.ts';
import { type HadLanded, hadLanded, landedReads } from '../../populations/landed-commits.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { cannotTell, defineCheck, fails, passes } from '../check.ts';

const reads = { deployment: ['repository', 'commit', 'ref'], ...landedReads } as const;

type Deployment = Context<typeof reads>['facts']['deployment']['subjects'][number];

/** Only what had landed on a production branch runs in production. */
export const deployedWhatLanded = defineCheck({
  id: 'change/deployed-what-landed',
  version: 1,
  title: 'What was deployed had landed on a production branch',
  asks: 'Had the commit of every deployment to production landed on a production branch of its repository when it was deployed?',
  population: deployments,
  reads,
  settings: ['production.environments'],
  mend: 'Deploy again from the production branch, and let the environment accept nothing else.',
  judge(item, context) {
    const { createdAt, subject } = item.data;
    const { repository, commit, ref } = latest(subjectOf(context.facts.deployment, subject) as Deployment).state;
    const found = hadLanded(context.facts, { repository, commit, at: createdAt });
    const owed = [momentSpan(createdAt)];
    const short = commit.slice(0, 12);
    const extra = 'with' in found ? { leaves: [latest(found.with).leaf] } : {};
    if (found.answer === 'landed') return passes(owed, `${short} was on ${found.on} of ${repository} when it was deployed.`, extra);
    if (found.answer === 'unknown') {
      const why = `Nobody knows whether ${short} had landed on a production branch: ${found.gap.why}`;
      return cannotTell(owed, [{ ...momentSpan(createdAt), reason: found.gap.reason, why: found.gap.why }], why);
    }
    return fails(owed, owed, `${short} (${ref}) was deployed, and ${whyNot(found, repository)}.`, extra);
  },
});

function whyNot(found: Exclude<HadLanded, { answer: 'landed' | 'unknown' }>, repository: string): string {
  if (found.answer === 'never') return `no production branch of ${repository} ever held it`;
  if (found.answer === 'later') return `it landed on ${found.on} only later`;
  return `${found.on} of ${repository} holds its work only as ${latest(found.with).state.landed.slice(0, 12)}`;
}
