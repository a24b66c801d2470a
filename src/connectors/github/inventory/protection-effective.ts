import { isDeepStrictEqual } from 'node:util';
import { isUntold, type Told, type Untold, untold } from '../../../facts/told.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import { type Classic, classicDemands, type Demands, type Rule, type Ruleset, ruleDemands, union } from './protection-rules.ts';

/** What GitHub told of one branch. */
export interface Protecting {
  /** null: there is no classic protection. */
  readonly classic: Told<Classic | null>;
  readonly rules: Told<readonly Rule[]>;
  /** The rulesets behind the rules, as far as they could be read. */
  readonly rulesets: ReadonlyMap<number, Ruleset>;
  /** An owner of the organization looked: what binds an owner binds every administrator. */
  readonly asOwner: boolean;
}

type Bypass = readonly { readonly sort: 'account' | 'team' | 'app' | 'role'; readonly id: string }[];

const bypassUntold =
  'GitHub tells who may bypass a ruleset only to whoever may change it, and Tickmark never asks for the right to change anything. Look it up in the settings of the repository.';

/** The state of a branch's protection, beside its name and its repository: all sources added together. */
export function protectionState(branch: Protecting): { [key: string]: Json } {
  const sources = sourcesOf(branch);
  const all = union(sources.map((one) => one.demands));
  const hidden = isUntold(branch.classic) ? branch.classic : isUntold(branch.rules) ? branch.rules : null;
  return {
    ...(hidden === null ? demandsJson(all) : atLeast(all, hidden)),
    ...(hidden === null && branch.classic !== null && !isUntold(branch.classic) && classicUntold(branch.classic, all)),
    bindsAdministrators: bindsAdministrators(sources, all, hidden) as Json,
    bypass: bypassOf(branch, hidden) as unknown as Json,
  };
}

const queueUntold = untold('GitHub does not tell whether classic protection asks for a merge queue.');
const switchUntold = untold('GitHub does not tell this of classic protection. Look it up in the settings of the repository.');

/** What classic protection does not tell and no other source demands. */
function classicUntold(classic: Classic, all: Demands): { [key: string]: Json } {
  return {
    ...(!all.mergeQueueRequired && { mergeQueueRequired: { ...queueUntold } }),
    ...(!all.forcePushBlocked && classic.allow_force_pushes === undefined && { forcePushBlocked: { ...switchUntold } }),
    ...(!all.deletionBlocked && classic.allow_deletions === undefined && { deletionBlocked: { ...switchUntold } }),
  };
}

function demandsJson(demands: Demands): { [key: string]: Json } {
  return { ...demands, requiredChecks: demands.requiredChecks.map((one) => ({ ...one })) };
}

/** One source is hidden: what another demands holds for certain, what none demands is not known. */
function atLeast(all: Demands, hidden: Untold): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value === true ? true : { ...hidden }]));
}

interface Source {
  readonly demands: Demands;
  readonly bindsAdministrators: boolean | 'untold';
}

function sourcesOf({ classic, rules, rulesets, asOwner }: Protecting): readonly Source[] {
  const sources: Source[] = [];
  if (classic !== null && !isUntold(classic))
    sources.push({ demands: classicDemands(classic), bindsAdministrators: classic.enforce_admins?.enabled ?? 'untold' });
  if (!isUntold(rules))
    for (const rule of rules)
      sources.push({ demands: ruleDemands(rule), bindsAdministrators: rulesetBinds(rulesets.get(rule.ruleset_id ?? -1), asOwner) });
  return sources;
}

/** Role 5 is the administrators of the repository; owners of the organization are administrators of every repository. */
function rulesetBinds(ruleset: Ruleset | undefined, asOwner: boolean): boolean | 'untold' {
  const actors = ruleset?.bypass_actors;
  const own = ruleset?.current_user_can_bypass;
  if (actors === undefined) return asOwner && own !== undefined ? own === 'never' : 'untold';
  return !actors.some(({ actor_type: type, actor_id: id }) => type === 'OrganizationAdmin' || (type === 'RepositoryRole' && id === 5));
}

/** Administrators are bound when the sources that bind them demand all that is demanded of anybody. */
function bindsAdministrators(sources: readonly Source[], all: Demands, hidden: Untold | null): Told<boolean> {
  const binding = union(sources.filter((one) => one.bindsAdministrators === true).map((one) => one.demands));
  const perhaps = union(sources.filter((one) => one.bindsAdministrators !== false).map((one) => one.demands));
  if (hidden !== null) return hidden;
  if (sources.length === 0) return false;
  if (isDeepStrictEqual(binding, all)) return true;
  return isDeepStrictEqual(perhaps, all) ? untold(bypassUntold) : false;
}

function bypassOf({ classic, rules, rulesets }: Protecting, hidden: Untold | null): Told<Bypass> {
  if (hidden !== null || isUntold(classic) || isUntold(rules)) return hidden ?? untold(bypassUntold);
  const ids = new Set(rules.map((one) => one.ruleset_id ?? -1));
  const actors = [...ids].map((id) => rulesets.get(id)?.bypass_actors);
  if (actors.some((one) => one === undefined)) return untold(bypassUntold);
  const allowed = classic?.required_pull_request_reviews?.bypass_pull_request_allowances;
  const found: Bypass = [
    ...(allowed?.users ?? []).map(({ node_id: id }) => ({ sort: 'account' as const, id })),
    ...(allowed?.teams ?? []).map(({ node_id: id }) => ({ sort: 'team' as const, id })),
    ...(allowed?.apps ?? []).map(({ node_id: id }) => ({ sort: 'app' as const, id })),
    ...actors.flatMap((list) => list ?? []).map(actorOf),
  ];
  return [...new Map(found.map((one) => [`${one.sort} ${one.id}`, one])).values()].sort((a, b) => (`${a.sort}${a.id}` < `${b.sort}${b.id}` ? -1 : 1));
}

const sorts: Readonly<Record<string, Bypass[number]['sort']>> = { User: 'account', Team: 'team', Integration: 'app', DeployKey: 'app' };

/** Rulesets name actors by number, and roles by theirs. */
function actorOf({ actor_type: type, actor_id: id }: NonNullable<Ruleset['bypass_actors']>[number]): Bypass[number] {
  const sort = sorts[type] ?? 'role';
  return { sort, id: sort === 'role' || type === 'DeployKey' ? `${type}${id == null ? '' : `:${id}`}` : String(id ?? '') };
}
