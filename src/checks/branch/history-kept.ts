import { existed, type Gap, type Subject, type Version } from '../../facts/timeline.ts';
import { and, minus, or, type Spans, spansOf } from '../../kernel/spans.ts';
import { FOREVER, type Instant, momentSpan } from '../../kernel/time.ts';
import { hiding, hidingUnknown } from '../../populations/blindness.ts';
import { grouped } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { productionBranches, unseenBranch } from '../../populations/production-branches.ts';
import { gapsBut } from '../../populations/standing.ts';
import { defineCheck } from '../check.ts';
import { judgeState } from '../state.ts';
import { on, shown } from '../wording.ts';

const reads = { branch: ['repository', 'name', 'lostHeads', 'lostCommits'] } as const;

type Reading = Context<typeof reads>;
type Branch = Reading['facts']['branch']['subjects'][number];
type Heads = Branch['versions'][number]['state'];

/** What was once on a production branch stays on it. */
export const historyKept = defineCheck({
  id: 'branch/history-kept',
  version: 1,
  title: 'The history of production branches was kept',
  asks: 'Did every commit that was once on a production branch stay on it, and was its history never rewritten?',
  population: productionBranches,
  reads,
  settings: [],
  mend: 'Find out who rewrote the branch and why, bring back what was lost, and let the code host refuse force pushes.',
  judge(item, context) {
    const { repository, branch, owed } = item.data;
    const byName = grouped(context.facts.branch, 'repository and name', (one) =>
      one.versions.map(({ state }) => `${state.repository}\n${state.name}`),
    );
    const subjects = byName.get(`${repository}\n${branch}`) ?? [];
    const losses = subjects.flatMap(lossesOf);
    const broken = spansOf(losses.map((one) => momentSpan(one.version.from)));
    const unseen = gapsBut(unseenBranch({ seen: seenBy(subjects), gaps: hiddenFrom(subjects, context) }, item.data), broken);
    const [heads, commits] = [losses.flatMap((one) => one.heads), losses.flatMap((one) => one.version.state.lostCommits)];
    const named = `${branch} of ${repository}`;
    const lost = `${count(new Set(heads).size, 'earlier head')} (${heads.map((one) => one.slice(0, 12)).join(', ')}) and ${count(new Set(commits).size, 'commit')}`;
    const words = {
      wrong: `The history of ${named} was rewritten`,
      asked: `the history of ${named} was kept`,
      well: `As far as the period was seen, each head of ${named} descended from the one before.`,
      notOwed: `In the period, ${named} was not in scope, or its repository was archived or empty.`,
    };
    const leaves = subjects.flatMap((one) => one.versions.map((version) => version.leaf));
    const judged = judgeState({ standing: { there: owed, unseen }, owed, course: { broken, untold: [] }, words, leaves }, context);
    const found = shown(and(judged.broken, owed), context).at(-1);
    if (!found) return judged;
    return { ...judged, because: `${words.wrong}: ${lost} were no longer on it, as the look found ${on(found.from, context)}.` };
  },
});

/** Heads that a look was the first to miss. */
function lossesOf({ versions }: Branch): readonly { readonly version: Version<Heads>; readonly heads: readonly string[] }[] {
  const known = new Set<string>();
  return versions.flatMap((version) => {
    const heads = version.state.lostHeads.filter((one) => !known.has(one));
    for (const one of heads) known.add(one);
    return heads.length > 0 ? [{ version, heads }] : [];
  });
}

function seenBy(subjects: readonly Subject<unknown>[]): Spans {
  return subjects.reduce<Spans>((seen, one) => or(seen, existed(one)), []);
}

/**
 * When nobody could see whether the branch was rewritten: what nobody who tells of it saw. A gap that a later look ended hides nothing, because
 * that look held the head of before against the one it found.
 */
function hiddenFrom(subjects: readonly Branch[], { facts, horizon }: Reading): readonly Gap[] {
  if (subjects.length === 0) return hidingUnknown(facts.branch, horizon);
  const each = subjects.map((one) => hiding(facts.branch, one, horizon).filter((gap) => gap.until === FOREVER || gap.from < firstSeen(one)));
  const all = each.map((gaps) => spansOf(gaps)).reduce((both, gaps) => and(both, gaps));
  return (each[0] as readonly Gap[]).flatMap((gap) => minus([gap], minus([gap], all)).map((one) => ({ ...gap, ...one })));
}

function firstSeen({ versions }: Branch): Instant {
  return versions[0]?.from ?? FOREVER;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
