import type { Git } from '../kit/git-process.ts';
import type { Merge } from './merged-trees.ts';

/** Something that landed: a commit on the first-parent chain, with the commits it brought, oldest first, itself last. */
export interface LandedGroup {
  readonly landed: string;
  readonly commits: readonly string[];
  /** Commits it brought beyond those listed. */
  readonly further: number;
  /** Of the commits listed, those that merge two commits of which one is not its own; itself, where it is a merge. */
  readonly merges: readonly Merge[];
}

/** Commits by number, parents as numbers; -1 is a commit that lies outside what was listed. */
interface Graph {
  readonly shas: readonly string[];
  /** In the order of the list: children before parents. */
  readonly parents: readonly (readonly number[])[];
  readonly outside: ReadonlyMap<number, string>;
  /** The parents of merges of two commits. */
  readonly merges: ReadonlyMap<number, readonly [string, string]>;
}

/**
 * What landed on a branch, oldest first: each commit of its first-parent chain, with the commits that it brought and none before it had.
 * With `after`, only what came after that commit, which must lie on the chain; null when it does not.
 * @param most commits listed for each; the newest are kept
 */
export async function landedGroups(git: Git, head: string, after: string | null, most: number): Promise<LandedGroup[] | null> {
  const graph = await readGraph(git, head, after);
  if (graph.shas.length === 0) return after === head ? [] : null;
  const chain = firstParents(graph);
  const last = chain[0] as number;
  if (after !== null && graph.outside.get(last) !== after) return null;
  const taken = new Uint8Array(graph.shas.length);
  return chain.map((landed) => {
    const brought = bring(graph, landed, taken);
    const kept = brought.slice(-most);
    return {
      landed: graph.shas[landed] as string,
      commits: kept.map((one) => graph.shas[one] as string),
      further: brought.length - kept.length,
      merges: mergesFromOutside(graph, kept, new Set(brought)),
    };
  });
}

function mergesFromOutside({ shas, parents, merges }: Graph, kept: readonly number[], brought: ReadonlySet<number>): Merge[] {
  return kept.flatMap((one) => {
    const pair = merges.get(one);
    const isOwn = (parents[one] ?? []).every((parent) => brought.has(parent));
    return pair === undefined || isOwn ? [] : [{ sha: shas[one] as string, parents: pair }];
  });
}

async function readGraph(git: Git, head: string, after: string | null): Promise<Graph> {
  const numbers = new Map<string, number>();
  const rows: string[][] = [];
  const range = after === null ? [head] : [head, `^${after}`];
  let rest = '';
  for await (const chunk of git.stream(['rev-list', '--topo-order', '--parents', ...range, '--'])) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [sha = '', ...parents] = line.split(' ');
      numbers.set(sha, rows.length);
      rows.push(parents);
    }
  }
  const outside = new Map<number, string>();
  const merges = new Map<number, readonly [string, string]>();
  const parents = rows.map((list, place) => {
    const [first, second] = list;
    if (first !== undefined && !numbers.has(first)) outside.set(place, first);
    if (first !== undefined && second !== undefined && list.length === 2) merges.set(place, [first, second]);
    return list.map((sha) => numbers.get(sha) ?? -1);
  });
  return { shas: [...numbers.keys()], parents, outside, merges };
}

/** The head's first-parent chain, oldest first. */
function firstParents({ parents }: Graph): number[] {
  const chain: number[] = [];
  for (let at: number | undefined = 0; at !== undefined && at >= 0; at = parents[at]?.[0]) chain.push(at);
  return chain.reverse();
}

/** The commits that a landed one brought: reachable from its other parents and not taken yet. Oldest first, the landed one last. */
function bring({ parents }: Graph, landed: number, taken: Uint8Array): number[] {
  const brought: number[] = [];
  const open = (parents[landed] ?? []).slice(1);
  taken[landed] = 1;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at < 0 || taken[at] === 1) continue;
    taken[at] = 1;
    brought.push(at);
    open.push(...(parents[at] ?? []));
  }
  return [...brought.sort((a, b) => b - a), landed];
}
