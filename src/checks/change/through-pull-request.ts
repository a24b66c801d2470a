import { latest } from '../../facts/timeline.ts';
import { NotTold } from '../../facts/told.ts';
import { momentSpan } from '../../kernel/time.ts';
import { hostedChanges } from '../../populations/hosted-changes.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { defineCheck, fails, passes } from '../check.ts';
import { on } from '../wording.ts';

const reads = { change: ['branch', 'pullRequest', 'seenAt'] } as const;

type Change = Context<typeof reads>['facts']['change']['subjects'][number];

/** Nothing is pushed to a production branch directly. */
export const throughPullRequest = defineCheck({
  id: 'change/through-pull-request',
  version: 1,
  title: 'Changes came by pull request',
  asks: 'Did every change reach its production branch by a pull request, and not by a direct push?',
  population: hostedChanges,
  reads,
  settings: [],
  mend: 'What landed cannot be changed. Have another person look at it now, and let the code host refuse direct pushes, those of administrators too.',
  judge(item, context) {
    const { landedAt, subject } = item.data;
    const { branch, pullRequest, seenAt } = latest(subjectOf(context.facts.change, subject) as Change).state;
    if (seenAt === undefined) throw new NotTold('Only a clone tells of it, and a clone does not tell how it came. Connect the code host.');
    const owed = [momentSpan(landedAt)];
    if (pullRequest !== null) return passes(owed, `It came by pull request #${pullRequest}.`);
    return fails(owed, owed, `It was pushed to ${branch} ${on(landedAt, context)}, without a pull request.`);
  },
});
