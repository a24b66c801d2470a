import type { KindState } from '../facts/kinds/index.ts';
import { readVersions } from '../facts/store-versions.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { Uuid } from '../kernel/ids.ts';
import { BEGINNING, FOREVER } from '../kernel/time.ts';
import type { Installation } from './installation.ts';
import { type FactRow, readFactsAt, readStatesWhere } from './store-evidence-item.ts';

export type ChangeState = KindState<'change'>;
export type DeploymentState = KindState<'deployment'>;

/** A state with the entry of the ledger that says it. */
export interface Told<S> {
  readonly state: S;
  readonly leaf: number;
}

/** A deployment that brought the change along: by itself, or with a later one. */
export interface ToldDeployment extends Told<DeploymentState> {
  /** What landed later, and was deployed with this change in it; null where the change itself was deployed. */
  readonly within: string | null;
}

/** Everything that is told of one change. */
export interface ToldChange {
  /** Versions of what leads, oldest first: the code host's, or else a clone's. */
  readonly versions: readonly [Told<ChangeState>, ...Told<ChangeState>[]];
  readonly approvalRecords: readonly Told<KindState<'change-approval'>>[];
  readonly deployments: readonly ToldDeployment[];
  /** Whether any deployment of its repository is told of. */
  readonly deploymentsTold: boolean;
  readonly runs: readonly (Told<KindState<'pipeline-run'>> & { readonly vendorId: string })[];
  /** By `account:` and id: the login. */
  readonly logins: ReadonlyMap<string, string>;
}

export type StoryPlace = Pick<Installation, 'db' | 'organization'>;

export interface StoryWanted {
  /** Places of what makes the item: what leads first. */
  readonly leaves: readonly number[];
  readonly treeSize: number;
  /** Milliseconds; what happened later is not told yet. */
  readonly horizon: number;
}

/** Null where no change stands at these places. */
export async function readToldChange(place: StoryPlace, { leaves, treeSize, horizon }: StoryWanted): Promise<ToldChange | null> {
  const { db, organization } = place;
  const facts = await readFactsAt(db, organization.id, leaves);
  const lead = leaves.flatMap((leaf) => facts.filter((one) => one.leaf === leaf && one.kind === 'change'))[0];
  if (lead === undefined) return null;
  const [first, ...later] = await versionsOf(place, lead.subject, treeSize);
  if (first === undefined) return null;
  const { state } = later.at(-1) ?? first;
  const of = (kind: string, where: Readonly<Record<string, readonly string[]>>) => readStatesWhere(db, organization.id, { kind, treeSize, where });
  const all = (await of('deployment', { repository: [state.repository] })) as unknown as Told<DeploymentState>[];
  const records = (await of('change-approval', { repository: [state.repository] })) as unknown as Told<KindState<'change-approval'>>[];
  return {
    versions: [first, ...later],
    approvalRecords: records.filter((one) => isOfChange(one.state, state)),
    deployments: await deploymentsOf(all, { state, horizon, of }),
    deploymentsTold: all.length > 0,
    runs: (await of('pipeline-run', { repository: [state.repository], commit: [state.landed] })) as unknown as ToldChange['runs'],
    logins: await loginsOf(of, [first, ...later]),
  };
}

async function versionsOf({ db, organization }: StoryPlace, subject: Uuid, treeSize: number): Promise<Told<ChangeState>[]> {
  const wanted = { organization: organization.id, kind: 'change', subjects: [subject], treeSize, from: BEGINNING, until: FOREVER };
  const versions: Told<ChangeState>[] = [];
  for await (const rows of readVersions(db, wanted))
    for (const { state, leaf } of rows) versions.push({ state: state as unknown as ChangeState, leaf });
  return versions;
}

function isOfChange(approval: KindState<'change-approval'>, { landed, pullRequest }: ChangeState): boolean {
  return approval.landed === landed || (approval.pullRequest !== null && approval.pullRequest === pullRequest);
}

type ReadStates = (kind: string, where: Readonly<Record<string, readonly string[]>>) => Promise<FactRow[]>;

/** Deployments after landing whose commits are looked up at a time, in search of the first that brought the change along. */
const AT_A_TIME = 60;

/** Of each environment, the first deployment that brought the change along. */
async function deploymentsOf(
  all: readonly Told<DeploymentState>[],
  { state, horizon, of }: { readonly state: ChangeState; readonly horizon: number; readonly of: ReadStates },
): Promise<ToldDeployment[]> {
  const after = all
    .filter((one) => one.state.createdAt >= state.landedAt && one.state.createdAt < horizon)
    .toSorted((a, b) => a.state.createdAt - b.state.createdAt);
  const environments = new Set(after.map((one) => one.state.environment));
  const own = new Set([state.landed, ...state.commits.map((one) => one.sha)]);
  const found = new Map<string, ToldDeployment>();
  for (let from = 0; from < after.length && found.size < environments.size; from += AT_A_TIME) {
    const some = after.slice(from, from + AT_A_TIME).filter((one) => !found.has(one.state.environment));
    const commits = [...new Set(some.map((one) => one.state.commit))];
    const landings = await of('change', { repository: [state.repository], branch: [state.branch], landed: commits });
    const later = new Map((landings as unknown as Told<ChangeState>[]).map((one) => [one.state.landed, one.state.landedAt]));
    for (const one of some) {
      const { commit, environment } = one.state;
      const brings = own.has(commit) || (later.get(commit) ?? 0) > state.landedAt;
      if (brings && !found.has(environment)) found.set(environment, { ...one, within: own.has(commit) ? null : commit });
    }
  }
  return [...found.values()].toSorted((a, b) => a.state.createdAt - b.state.createdAt);
}

async function loginsOf(of: ReadStates, versions: readonly Told<ChangeState>[]): Promise<ReadonlyMap<string, string>> {
  const logins = new Map<string, string>();
  for (const { vendorId, state } of await of('code-account', {})) logins.set(`account:${vendorId}`, (state as { login?: Json }).login as string);
  for (const { state } of versions) for (const { ref, login } of state.participants ?? []) logins.set(ref, login);
  return logins;
}
