import { type Gap, latest } from '../facts/timeline.ts';
import { and, between, clip, minus, or, type Spans, spansOf } from '../kernel/spans.ts';
import { FOREVER, type Instant, type Span } from '../kernel/time.ts';
import { type BranchScope, branchesInScope, branchKey, changeReads, decidedBranches, repositoryDecisions } from './changes-scope.ts';
import { judgedSpan } from './knowledge.ts';
import { grouped } from './lookup.ts';
import { type Context, definePopulation, type Item } from './population.ts';
import { scopeUnseen } from './scope.ts';
import { gapsIn, listUnseen } from './standing.ts';

const reads = {
  scope: changeReads.scope,
  branch: ['repository', 'name'],
  'branch-protection': ['repository', 'branch'],
  'hosted-repository': ['name', 'createdAt', 'archived', 'empty'],
} as const;

type Reading = Context<typeof reads>;
type Hosted = Reading['facts']['hosted-repository']['subjects'][number];

/** A production branch; what bound it is asked of the facts by its names. */
export interface ProductionBranch {
  readonly repository: string;
  readonly branch: string;
  /** When it was in scope, and stood in a repository that was neither empty nor archived. */
  readonly owed: Spans;
}

/** The branches whose heads run in production. */
export const productionBranches = definePopulation({
  id: 'production-branches',
  title: 'Production branches',
  mode: 'state',
  definition:
    'Every production branch that was in scope at some time of the period, in a repository that a connected code host delivers. While its repository is archived or empty, nothing is owed. Where nobody decided on a scope, every branch whose protection or head the host tells of counts. Branches in scope that no code host delivers are told as not seen.',
  reads,
  items(context: Reading): readonly Item<ProductionBranch>[] {
    const judged = judgedSpan(context);
    if (!judged) return [];
    const hosted = repositoriesByName(context);
    return scopedBranches(context)
      .filter((one) => clip(one.spans, judged).length > 0 && isHosted(one.repository, context))
      .map((one) => itemOf(one, hosted.get(one.repository) ?? [], context));
  },
  unseen: (context) => [
    ...(repositoryDecisions(context).length > 0 ? [] : listUnseen(context.facts['branch-protection'], context)),
    ...notHosted(context),
    ...scopeUnseen(context.facts.scope, 'repository', context),
  ],
});

function itemOf({ repository, branch, spans, decided }: BranchScope, hosted: readonly Hosted[], context: Reading): Item<ProductionBranch> {
  const owed = minus(hosted.length > 0 ? and(spans, standing(hosted)) : spans, spansOf(hosted.flatMap(idle)));
  const inScope = decided ? `It was in scope: ${decided.why}` : 'It is connected; nobody decided on a scope';
  const told = grouped(context.facts['branch-protection'], 'branch', (one) => branchKey(latest(one).state.repository, latest(one).state.branch));
  const protections = told.get(branchKey(repository, branch)) ?? [];
  return {
    key: `${repository}:${branch}`,
    title: `${branch} of ${repository}`,
    because: `${inScope.replace(/\.+$/, '')}.`,
    span: spanOf(owed.length > 0 ? owed : spans),
    leaves: [...protections.map((one) => latest(one).leaf), ...hosted.map((one) => latest(one).leaf)],
    data: { repository, branch, owed },
  };
}

function spanOf(spans: Spans): Span {
  return { from: (spans[0] as Span).from, until: (spans[spans.length - 1] as Span).until };
}

/** From when a repository was made to when it was proven gone. */
function standing(hosted: readonly Hosted[]): Spans {
  return spansOf(hosted.flatMap((one) => between(latest(one).state.createdAt as Instant, latest(one).until)));
}

/** While archived or empty, nothing reaches a branch. */
function idle({ versions }: Hosted): Spans {
  return spansOf(versions.filter(({ state }) => state.archived || state.empty).map(({ from, until }) => ({ from, until })));
}

/** Every production branch with its scope: those decided on, or all that are connected. */
function scopedBranches(context: Reading): readonly BranchScope[] {
  const scopeOf = branchesInScope(context);
  const { facts } = context;
  const decided = repositoryDecisions(context).length > 0;
  const named = decided
    ? decidedBranches(context).map((one) => ({ repository: one.repository, branch: one.branch }))
    : [
        ...facts['branch-protection'].subjects.map((one) => latest(one).state),
        ...facts.branch.subjects.map((one) => ({ repository: latest(one).state.repository, branch: latest(one).state.name })),
      ];
  const unique = new Map(named.map((one) => [branchKey(one.repository, one.branch), one]));
  return [...unique.values()].flatMap(({ repository, branch }) => scopeOf(repository, branch) ?? []);
}

function repositoriesByName({ facts }: Reading): ReadonlyMap<string, readonly Hosted[]> {
  return grouped(facts['hosted-repository'], 'any name', (one) => one.versions.map(({ state }) => state.name));
}

function isHosted(repository: string, context: Reading): boolean {
  const { facts } = context;
  const protectedOnes = grouped(facts['branch-protection'], 'any repository', (one) => one.versions.map(({ state }) => state.repository));
  return repositoriesByName(context).has(repository) || protectedOnes.has(repository);
}

/** The branches in scope that only clones deliver: nobody knows what bound them. Told once for all. */
function notHosted(context: Reading): readonly Gap[] {
  const judged = judgedSpan(context);
  if (!judged) return [];
  const missing = scopedBranches(context).filter((one) => !isHosted(one.repository, context));
  if (missing.length === 0) return [];
  const [first, ...others] = [...new Set(missing.map((one) => one.repository))].sort();
  const names = others.length > 0 ? `${first} and ${others.length} more repositories` : first;
  const why = `No code host delivers ${names}, so nobody knows what bound whoever changed their production branches. Connect it: tickmark connect github`;
  const spans = missing.reduce<Spans>((all, one) => or(all, one.spans), []);
  return clip(spans, judged).map((one): Gap => ({ ...one, reason: 'before-first-look', why }));
}

/** Where nobody could see a branch: the gaps of what tells of it, and all other time in which nothing told of it. */
export function unseenBranch(
  told: { readonly seen: Spans; readonly gaps: readonly Gap[] },
  { repository, branch, owed }: ProductionBranch,
): readonly Gap[] {
  const gaps = gapsIn(told.gaps, owed);
  const rest = minus(minus(owed, told.seen), spansOf(gaps));
  const first = told.seen[0]?.from ?? FOREVER;
  const named = `${branch} of ${repository}`;
  return [
    ...gaps,
    ...rest.map(
      (one): Gap =>
        one.from < first
          ? { ...one, reason: 'before-first-look', why: `No look had told of ${named} yet.` }
          : { ...one, reason: 'lost-sight', why: `No look has told of ${named} since.` },
    ),
  ];
}
