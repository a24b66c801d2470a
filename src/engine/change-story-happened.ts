import { isUntold } from '../facts/told.ts';
import type { ChangeState, ToldChange, ToldDeployment } from './change-story-facts.ts';
import { type Found, type Happening, type Rail, short, type Tone } from './change-story-marks.ts';

/** What is told of a change, with what was found of it. */
export interface Telling extends ToldChange {
  readonly state: ChangeState;
  readonly leaf: number;
  readonly found: Found;
  /** Milliseconds; what came later is left out. */
  readonly horizon: number;
}

interface Approval {
  readonly by: string;
  readonly ref: string;
  readonly at: number;
  readonly commit: string;
  readonly withdrawnAt: number | null;
  readonly leaf: number;
}

/** As a person reads it: a login, an address; what the host no longer knows is said to be so. */
export function nameIn({ logins }: Pick<ToldChange, 'logins'>, ref: string): string {
  return logins.get(ref) ?? (ref.replace(/^account:/, 'account ') || 'somebody whom the code host no longer knows');
}

/** Everything with an instant, in its order. */
export function happenedOf(telling: Telling): Happening[] {
  const all = [
    ...openedOf(telling),
    ...commitsOf(telling),
    ...forcePushesOf(telling),
    ...checksOf(telling),
    ...approvalsOf(telling).flatMap((one) => approvalHappenings(one, telling)),
    ...labelsOf(telling),
    landedOf(telling),
    ...telling.runs.flatMap((one) => runOf(one, telling)),
    ...telling.deployments.flatMap((one) => deployedOf(one, telling)),
  ];
  return all.filter((one) => one.at < telling.horizon).toSorted((a, b) => a.at - b.at);
}

const nothing = { code: null, by: null, detail: null, tone: 'plain', claimed: false } as const;

function openedOf({ state, leaf, ...telling }: Telling): Happening[] {
  if (state.openedAt === undefined) return [];
  const [by, number] = [nameIn(telling, state.author), state.pullRequest ?? ''];
  const brief = { what: `#${number} opened`, label: null };
  const what = `Pull request ${number} opened`;
  return [{ ...nothing, line: 'pull-request', at: state.openedAt, what, brief, by, detail: `into ${state.branch}`, leaf }];
}

/** The commits of the work; what landed has its own line. */
function workOf({ commits, landed, method }: ChangeState): ChangeState['commits'] {
  return method === 'direct' || method === 'rebase' ? commits : commits.filter((one) => one.sha !== landed);
}

/** Milliseconds from which on work was added that no approval before landing had seen; null where there is none. */
export function uncoveredFrom(telling: Telling): number | null {
  const { state, found } = telling;
  if (found.approval !== 'fail') return null;
  const before = approvalsOf(telling).filter((one) => one.at <= state.landedAt && one.ref !== state.author);
  const last = before.at(-1);
  if (last === undefined) return null;
  const work = workOf(state);
  const seen = work.findIndex((one) => one.sha === last.commit);
  const after = seen < 0 ? [] : work.slice(seen + 1).filter((one) => one.authoredAt > last.at);
  return after[0]?.authoredAt ?? null;
}

function commitsOf(telling: Telling): Happening[] {
  const { state, leaf } = telling;
  const uncovered = uncoveredFrom(telling);
  return workOf(state).map((one) => {
    const late = uncovered !== null && one.authoredAt >= uncovered;
    const also = one.coAuthors.length > 0 ? `with ${one.coAuthors.map((ref) => nameIn(telling, ref)).join(', ')}` : null;
    return {
      line: 'commits',
      at: one.authoredAt,
      what: late ? 'Commit after the approval' : one.parents.length > 1 ? 'Merge commit' : 'Commit',
      code: short(one.sha),
      by: nameIn(telling, one.author),
      detail: also,
      tone: late ? 'bad' : 'plain',
      claimed: true,
      leaf,
    };
  });
}

function forcePushesOf({ state, leaf }: Telling): Happening[] {
  const { forcePushes } = state;
  if (forcePushes === undefined || isUntold(forcePushes)) return [];
  return forcePushes.map((one) => {
    const detail = `before: ${short(one.before)}`;
    return { ...nothing, line: 'commits', at: one.at, what: 'Source branch rewritten to', code: short(one.after), detail, leaf };
  });
}

const passing: ReadonlySet<string> = new Set(['success', 'neutral', 'skipped']);

/** The results on one commit are one line: what ended last tells when. */
function checksOf({ state, leaf, found }: Telling): Happening[] {
  const { statusChecks } = state;
  if (statusChecks === undefined || isUntold(statusChecks)) return [];
  const ended = statusChecks.filter((one) => one.completedAt !== null);
  return [...Map.groupBy(ended, (one) => one.commit)].map(([commit, results]) => {
    const passed = results.filter((one) => passing.has(one.outcome)).length;
    const all = passed === results.length;
    return {
      line: 'checks',
      at: Math.max(...results.map((one) => one.completedAt ?? 0)),
      what: `${passed} of ${results.length} checks passed on`,
      code: short(commit),
      by: null,
      detail: results.map((one) => (passing.has(one.outcome) ? one.name : `${one.name}: ${one.outcome}`)).join(', '),
      tone: all ? 'ok' : found.checks === 'fail' ? 'bad' : 'hollow',
      claimed: false,
      leaf,
    };
  });
}

/** Each approval as it was first seen, withdrawn as it was last seen; those of the records beside those of the host. */
export function approvalsOf(telling: Telling): Approval[] {
  const seen = new Map<string, Approval>();
  for (const { state, leaf } of telling.versions) {
    if (isUntold(state.approvals)) continue;
    for (const { by, at, commit, withdrawnAt } of state.approvals) {
      const key = `${by} ${at} ${commit}`;
      const first = seen.get(key);
      seen.set(key, { by: nameIn(telling, by), ref: by, at, commit, withdrawnAt, leaf: first?.leaf ?? leaf });
    }
  }
  const written = telling.approvalRecords.map(({ state: { by, at, commit, withdrawnAt }, leaf }) => ({ by, ref: by, at, commit, withdrawnAt, leaf }));
  return [...seen.values(), ...written].toSorted((a, b) => a.at - b.at);
}

function approvalHappenings(approval: Approval, { state, found }: Telling): Happening[] {
  const { at, commit, by, ref, withdrawnAt, leaf } = approval;
  const timing = at > state.landedAt ? 'late' : ref === state.author ? 'own' : 'before';
  const [what, what2] = approvalWords[timing];
  const brief = { what: what2, label: timing === 'own' ? null : by };
  const tone = approvalTone(timing, found);
  const given: Happening = { ...nothing, line: 'review', at, what, brief, code: commit === '' ? null : short(commit), by, tone, leaf };
  if (withdrawnAt === null) return [given];
  return [given, { ...nothing, line: 'review', at: withdrawnAt, what: 'Approval withdrawn', by, tone: 'hollow', leaf }];
}

const approvalWords = {
  before: ['Approved at', 'approved by'],
  own: ['Approved by its own author at', 'approved by its own author'],
  late: ['Approved after it had landed, at', 'approved after landing by'],
} as const;

/** What an approval counted for, as the findings say it. */
function approvalTone(timing: keyof typeof approvalWords, { approval, afterwards }: Found): Tone {
  const asked = timing === 'late' ? afterwards : approval;
  if (timing === 'own' || asked === null) return 'hollow';
  if (asked === 'fail') return timing === 'late' ? 'bad' : 'hollow';
  return asked === 'unknown' ? 'unknown' : 'ok';
}

function labelsOf(telling: Telling): Happening[] {
  const { labels } = telling.state;
  if (labels === undefined || isUntold(labels)) return [];
  return labels.map(({ name, from, by }) => {
    const brief = { what: 'labelled', label: name };
    return { ...nothing, line: 'pull-request', at: from, what: 'Labelled', brief, by: nameIn(telling, by), detail: name, leaf: telling.leaf };
  });
}

const landedWords: Readonly<Record<ChangeState['method'], string>> = {
  merge: 'Merged as',
  squash: 'Squashed and landed as',
  rebase: 'Rebased and landed as',
  direct: 'Pushed directly as',
};

function landedOf({ state, leaf, found, ...telling }: Telling): Happening {
  const by = nameIn(telling, state.mergedBy ?? state.committer);
  const tone: Tone = found.worst === 'fail' ? 'bad' : found.worst === 'unknown' ? 'unknown' : 'plain';
  const detail = state.byQueue === true ? 'by the merge queue' : null;
  return {
    line: 'landed',
    at: state.landedAt,
    what: landedWords[state.method],
    code: short(state.landed),
    by,
    detail,
    tone,
    claimed: state.seenAt === undefined,
    leaf,
  };
}

/** The run that made a deployment belongs to it; every other one is a check. */
function runOf({ state, leaf, vendorId }: ToldChange['runs'][number], telling: Telling): Happening[] {
  if (state.endedAt === null) return [];
  const { pipeline, conclusion, commit } = state;
  const deploys = telling.deployments.some((one) => one.state.run === vendorId);
  const ended = conclusion === null ? 'ended' : `ended: ${conclusion}`;
  return [
    {
      ...nothing,
      line: deploys ? 'deployed' : 'checks',
      at: state.endedAt,
      what: `Pipeline ${ended}, on`,
      brief: { what: `pipeline ${ended}:`, label: pipeline },
      code: short(commit),
      by: nameIn(telling, state.by),
      detail: pipeline,
      tone: 'hollow',
      leaf,
    },
  ];
}

function deployedOf({ state, leaf, within }: ToldDeployment, telling: Telling): Happening[] {
  const { production, environment, createdAt, commit, run } = state;
  const where = production === true ? ' to production' : production === false ? '' : ' (whether to production is not told)';
  const made = isUntold(run) ? 'by which pipeline is not told' : run === null ? 'by no pipeline' : `by pipeline run ${run}`;
  const what = within === null ? `Deployed${where}` : `Deployed${where}, with later changes, as`;
  const by = state.byType === 'bot' && !telling.logins.has(state.by) ? `the bot ${state.by.replace(/^account:/, '')}` : nameIn(telling, state.by);
  const brief = { what: `deployed${where}`, label: null };
  return [{ ...nothing, line: 'deployed', at: createdAt, what, brief, code: short(commit), by, detail: `${environment}, ${made}`, leaf }];
}

/** What lasted: the pull request, and for how long each approval stood; never beyond the horizon. */
export function railsOf(telling: Telling): Rail[] {
  const rails = [...pullRequestRail(telling), ...approvalsOf(telling).flatMap((one) => approvalRails(one, telling))];
  return rails.map((one) => ({ ...one, until: Math.min(one.until, telling.horizon) })).filter((one) => one.from < one.until);
}

function pullRequestRail({ state }: Telling): Rail[] {
  if (state.openedAt === undefined) return [];
  const label = state.pullRequest === null ? null : `#${state.pullRequest}`;
  return [{ line: 'pull-request', from: state.openedAt, until: state.landedAt, tone: 'plain', what: 'Open', label }];
}

function approvalRails({ at, by, ref, commit, withdrawnAt }: Approval, telling: Telling): Rail[] {
  const { state, found } = telling;
  const until = Math.min(withdrawnAt ?? state.landedAt, state.landedAt);
  if (at >= until || ref === state.author) return [];
  const uncovered = uncoveredFrom(telling);
  const what = `Approved by ${by}${commit === '' ? '' : `, who saw ${short(commit)}`}`;
  const tone = found.approval === 'unknown' ? 'unknown' : 'ok';
  const stood: Rail = { line: 'review', from: at, until: Math.min(until, uncovered ?? until), tone, what, label: by };
  if (uncovered === null) return [stood];
  return [stood, { line: 'review', from: uncovered, until, tone: 'bad', what: 'Work was added that this approval had not seen', label: null }];
}
