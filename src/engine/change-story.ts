import type { JudgedChange } from '../audit/views/change.ts';
import { isUntold } from '../facts/told.ts';
import { durationText } from '../kernel/calendar.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Instant, isoInstant, parseInstant } from '../kernel/time.ts';
import { readToldChange, type StoryPlace } from './change-story-facts.ts';
import { approvalsOf, happenedOf, nameIn, railsOf, type Telling } from './change-story-happened.ts';
import { type Found, type Happening, type LineId, lineTitles, type Rail } from './change-story-marks.ts';
import { evidenceRowsAt } from './evidence-item-list.ts';

/**
 * One change as it was judged, with everything that is told of it on one line of time.
 * @throws Refusal `changes/unknown` where what made the item is no change
 */
export async function changeStory(place: StoryPlace, { leaves, treeSize, ...judged }: JudgedChange) {
  const horizon = parseInstant(judged.horizon);
  const told = await readToldChange(place, { leaves, treeSize, horizon });
  if (told === null) throw new Refusal('changes/unknown', 'What made this item is not a change that the ledger holds.');
  const { state, leaf } = told.versions.at(-1) ?? told.versions[0];
  const telling: Telling = { ...told, state, leaf, horizon, found: foundOf(judged) };
  const happened = happenedOf(telling);
  const rails = railsOf(telling);
  const resting = [...new Set([...leaves, ...happened.map((one) => one.leaf), ...judged.findings.flatMap((one) => one.leaves)])];
  const axis = axisOf(happened, rails, horizon);
  return {
    ...judged,
    repository: state.repository,
    branch: state.branch,
    landed: state.landed,
    landedAt: iso(state.landedAt),
    method: state.method,
    pullRequest: state.pullRequest,
    author: nameIn(told, told.versions[0].state.author || state.author),
    hosted: state.seenAt !== undefined,
    claimed: state.seenAt === undefined,
    furtherCommits: state.furtherCommits,
    lines: linesOf(telling, happened, rails),
    axis: { from: iso(axis.from), until: iso(axis.until) },
    lens: lensOf(telling, happened, axis),
    happened: happened.map(({ line: _line, brief: _brief, at, ...one }) => ({ ...one, at: iso(at) })),
    evidence: (await evidenceRowsAt(place, resting, treeSize)).map(({ leaf: at, kind, about, recorded }) => ({
      leaf: at,
      kind: kind ?? '',
      what: about.what,
      name: about.name,
      recorded,
    })),
  };
}

function iso(milliseconds: number): string {
  return isoInstant(milliseconds as Instant);
}

const APPROVED = 'change/approved-by-another';
const CHECKED = 'change/required-checks-passed';
const REVIEWED = 'change/emergency-reviewed-afterwards';
/** What they ask does not lie in the landing: it is asked of what was written, or of what came after. */
const asideFromLanding: ReadonlySet<string> = new Set([REVIEWED, 'change/ticket-reference']);

function foundOf({ findings }: Pick<JudgedChange, 'findings'>): Found {
  const of = (check: string): Found['approval'] => {
    const outcome = findings.find((one) => one.check === check)?.outcome;
    return outcome === undefined || outcome === 'not-owed' ? null : outcome;
  };
  const counted = findings.filter((one) => one.excludedBy === null && !asideFromLanding.has(one.check)).map((one) => one.outcome);
  const worst = (['fail', 'unknown', 'pass'] as const).find((one) => counted.includes(one)) ?? null;
  return { approval: of(APPROVED), checks: of(CHECKED), afterwards: of(REVIEWED), worst };
}

function linesOf(telling: Telling, happened: readonly Happening[], rails: readonly Rail[]) {
  return (Object.keys(lineTitles) as LineId[]).map((id) => ({
    id,
    title: lineTitles[id],
    rails: rails
      .filter((one) => one.line === id)
      .map(({ from, until, tone, what, label }) => ({ from: iso(from), until: iso(until), tone, what, label })),
    marks: happened
      .filter((one) => one.line === id)
      .map(({ at, tone, what, code, by, claimed, brief }) => ({ at: iso(at), tone, ...(brief ?? { what, label: code ?? by }), claimed })),
    names: id === 'ticket' ? [...telling.state.tickets] : [],
    untold: untold[id](telling),
  }));
}

/** Why a line holds nothing, or not all: what nobody tells is never drawn. */
const untold: Readonly<Record<LineId, (telling: Telling) => string | null>> = {
  ticket: ({ state }) =>
    state.tickets.length === 0
      ? 'No ticket is named by its title, its messages or its branch.'
      : 'No connected system tells of tickets, so when it was opened and closed is not known.',
  commits: ({ state }) => (state.furtherCommits === 0 ? null : `${state.furtherCommits} further commits are not told one by one.`),
  'pull-request': ({ state }) => {
    if (state.openedAt !== undefined) return null;
    return state.seenAt === undefined ? 'A clone does not tell of pull requests.' : 'It came without a pull request.';
  },
  review: (telling) => {
    if (approvalsOf(telling).length > 0) return null;
    const { approvals } = telling.state;
    return isUntold(approvals) ? approvals.untold : 'No approval is told of.';
  },
  checks: ({ state: { statusChecks } }) => {
    if (statusChecks === undefined) return 'A clone does not tell of checks.';
    if (isUntold(statusChecks)) return statusChecks.untold;
    return statusChecks.length === 0 ? 'No check ran on it, as far as the code host tells.' : null;
  },
  landed: () => null,
  deployed: ({ deployments, deploymentsTold, state }) => {
    if (deployments.length > 0) return null;
    if (deploymentsTold) return 'No deployment that holds it is told of, up to this instant.';
    return `No connected system tells of deployments of ${state.repository}.`;
  },
};

interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** Half an hour: below this a story is drawn as if it had lasted so long. */
const SHORTEST = 30 * 60_000;

/** From the first to the last instant that is told, with air on both sides; never beyond the horizon. */
function axisOf(happened: readonly Happening[], rails: readonly Rail[], horizon: number): Stretch {
  const instants = [...happened.map((one) => one.at), ...rails.flatMap((one) => [one.from, one.until])];
  return aired({ from: Math.min(...instants), until: Math.max(...instants) }, horizon);
}

function aired({ from, until }: Stretch, horizon: number): Stretch {
  const air = Math.max((until - from) * 0.07, SHORTEST / 2);
  return { from: Math.floor(from - air), until: Math.max(Math.ceil(Math.min(until + air, horizon)), Math.ceil(until) + 1) };
}

/** How many times longer the whole story must be than the part that decides, for a lens to help. */
const WORTH = 3;

/** From the last approval or the last work before landing, whichever came first, to landing. */
function lensOf(telling: Telling, happened: readonly Happening[], axis: Stretch) {
  const { landedAt } = telling.state;
  const last = (line: LineId) => happened.findLast((one) => one.line === line && one.at < landedAt)?.at;
  const [approved, worked] = [last('review'), last('commits')];
  const begins = Math.min(approved ?? Number.POSITIVE_INFINITY, worked ?? Number.POSITIVE_INFINITY);
  if (!Number.isFinite(begins)) return null;
  const window = aired({ from: begins, until: landedAt }, telling.horizon);
  if (axis.until - axis.from < WORTH * (window.until - window.from)) return null;
  const since = approved === undefined ? 'the last commit' : approved === begins ? 'the last approval' : 'the last commit before the approval';
  return { from: iso(window.from), until: iso(window.until), sentence: `The ${durationText(landedAt - begins)} from ${since} to landing` };
}
