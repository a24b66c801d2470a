import { latest } from '../../facts/timeline.ts';
import { addCadenceToInstant, dateAt } from '../../kernel/calendar.ts';
import { between, spansOf } from '../../kernel/spans.ts';
import { type Instant, later } from '../../kernel/time.ts';
import { deployKeys } from '../../populations/deploy-keys.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { defineCheck } from '../check.ts';
import { judgeState, versionsBySetting } from '../state.ts';
import { source } from '../wording.ts';

const reads = { 'deploy-key': ['createdAt'] } as const;

type Reading = Context<typeof reads>;
type Key = Reading['facts']['deploy-key']['subjects'][number];

/** A deploy key is replaced before it is older than the policy allows. */
export const notOld = defineCheck({
  id: 'deploy-key/not-old',
  version: 1,
  title: 'Deploy keys were replaced before they were old',
  asks: 'Was each deploy key younger than the age at which the policy replaces it, all period long?',
  population: deployKeys,
  reads,
  settings: ['deploy-key.age'],
  mend: 'Make a new key, let the machine use it, and delete the old one.',
  judge(item, context) {
    const key = subjectOf(context.facts['deploy-key'], item.data.subject) as Key;
    const createdAt = latest(key).state.createdAt as Instant;
    const broken = spansOf(versionsBySetting(key, 'deploy-key.age', context.settings).flatMap((one) => oldIn(one, createdAt, context)));
    const age = context.settings.at('deploy-key.age', broken.at(-1)?.from ?? context.horizon);
    const made = `made on ${dateAt(createdAt, context.zone)}`;
    const words = {
      wrong: `${item.title}, ${made}, was older than ${age.written} (${source(age)})`,
      asked: `${item.title.charAt(0).toLowerCase()}${item.title.slice(1)}, ${made}, was still there when it was old`,
      well: `${item.title}, ${made}, was not older than ${age.written} (${source(age)}).`,
      notOwed: `${item.title} did not exist.`,
    };
    return judgeState({ standing: item.data.standing, course: { broken, untold: [] }, words }, context);
  },
});

/** The age is that of each moment: a shorter one makes older keys wrong from when it counts. */
function oldIn({ from, until }: { from: Instant; until: Instant }, createdAt: Instant, { settings, zone }: Reading) {
  const { value } = settings.at('deploy-key.age', from);
  const old = addCadenceToInstant(createdAt, value, zone);
  const since = later(from, old);
  return since < until ? between(since, until) : [];
}
