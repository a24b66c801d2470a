import { pageOf } from '../../audit/views/page.ts';
import { connectors } from '../../connectors/index.ts';
import { draftProgramFiles, keepConnection, probeNew, probeSecret, testConnectionNow } from '../../contract/connection-setup.ts';
import { getConnection, listConnections, listConnectors, listRuns } from '../../contract/connections.ts';
import { type ConnectionReport, connectionGaps, connectionReportOf, connectionReports } from '../../engine/connection-report.ts';
import { configurationState } from '../../engine/connection-report-installation.ts';
import { readLooked } from '../../engine/connection-report-looked.ts';
import { permissionsOf, settingsOf } from '../../engine/connection-report-settings.ts';
import type { Run } from '../../engine/connection-runs.ts';
import { baseFolder, connectionNamed, type Planned, planConnection, planSecret } from '../../engine/connection-setup.ts';
import { GITHUB_INTRO, gitHubWays } from '../../engine/connection-setup-guide.ts';
import { keepSetUp, testConnection, testSetUp } from '../../engine/connection-setup-keep.ts';
import { draftProgram, writeDrafted } from '../../engine/connection-setup-program.ts';
import { readConfiguration } from '../../engine/connections.ts';
import { secretKeeper } from '../../engine/secret-settings.ts';
import type { Progress, WorkState } from '../../engine/work.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { DAY, isoInstant } from '../../kernel/time.ts';
import { implement, type Place } from '../implement.ts';
import { collecting } from './work.ts';

export const connections = [
  implement(listConnectors, async ({ place, query }) => ({
    connectors: Object.values(connectors).map((one) => connectorShown(one, query)),
    base: baseFolder(place),
  })),
  implement(listConnections, async ({ place }) => {
    const { on, configuration } = await standing(place);
    return { now: isoInstant(on.now), connections: connectionReports(on).map(plain), configuration: configuration.sentence };
  }),
  implement(getConnection, async ({ place, params }) => {
    const { on } = await standing(place);
    const report = known(params.connection, connectionReportOf(params.connection, on));
    const connection = on.configured.find((one) => one.id === report.id);
    const gaps = connectionGaps(report.id, on);
    return {
      ...plain(report),
      now: isoInstant(on.now),
      permissions: permissionsOf(report.connector),
      ...(await settingsOf(place.installation, connection)),
      gaps: gaps.slice(0, MOST_GAPS).map((gap) => ({ ...gap, feeds: [...gap.feeds] })),
      gapsInAll: gaps.length,
    };
  }),
  implement(listRuns, async ({ place, params, query }) => {
    const { on } = await standing(place);
    known(params.connection, connectionReportOf(params.connection, on));
    const runs = on.looked.runs
      .filter((run) => run.connection === params.connection && (query.outcome === undefined || run.outcome === query.outcome))
      .reverse();
    const list = { id: `looked ${on.looked.treeSize}` };
    return pageOf(list, JSON.stringify([params.connection, query.outcome]), runs, query, runShown);
  }),
  implement(testConnectionNow, async ({ place, params }) => {
    const { connections: all, ...rest } = await readConfiguration(place.configurationPath);
    const connection = connectionNamed({ connections: all, ...rest }, params.connection);
    const keeper = secretKeeper(place.installation, place.settings.environment);
    return probing(place, connection.id, async (request) => {
      const { tenant: _tenant, ...tested } = await testConnection({ connection, change: { before: '', after: '' } }, { ...request, keeper });
      return tested;
    });
  }),
  implement(probeNew, async ({ place, body }) => {
    const { secret, described } = 'secret' in body ? withoutSecret(body) : { secret: null, described: body };
    return setUp(place, () => planConnection(place, described), secret);
  }),
  implement(probeSecret, ({ place, params, body }) => setUp(place, () => planSecret(place, params.connection), body.secret)),
  implement(keepConnection, async ({ place, body }) => {
    const { connection, secret, change } = await keepSetUp(place, body.setUp);
    const work = body.look ? await collecting(place, [connection.id]) : null;
    return { connection: connection.id, secret, change: [...change], work };
  }),
  implement(draftProgramFiles, async ({ place, body: { write, ...wanted } }) => {
    const drafted = await draftProgram(place, wanted, place.installation.clock());
    const written = write ? await writeDrafted(drafted) : [];
    return { ...drafted, files: drafted.files.map((file) => ({ ...file })), written: [...written] };
  }),
];

const MOST_GAPS = 200;

/** What looks have told so far, and what tickmark.yaml says, as they stand now. */
async function standing(place: Place) {
  const [looked, configuration] = await Promise.all([readLooked(place.installation), configurationState(place.configurationPath)]);
  return { on: { looked, configured: configuration.connections, now: place.installation.clock() }, configuration };
}

/** @throws Refusal `connections/unknown` */
function known(id: string, report: ConnectionReport | null): ConnectionReport {
  if (report !== null) return report;
  throw new Refusal('connections/unknown', `There is no connection "${id}": tickmark.yaml does not name it, and nobody ever looked through it.`);
}

function plain(report: ConnectionReport) {
  return {
    ...report,
    spans: [...report.spans],
    feeds: report.feeds.map((one) => ({ ...one, kinds: [...one.kinds], spans: [...one.spans] })),
    toDo: report.toDo.map((one) => ({ ...one, feeds: [...one.feeds], permissions: [...one.permissions] })),
  };
}

function runShown({ look, leaf, startedAt, endedAt, outcome, identity, tickmark, rows, facts, seen, unseen, problems, notes, cost }: Run) {
  const shown = { look, leaf, startedAt, endedAt, outcome, identity, tickmark, rows, facts, seen, unseen, cost };
  return { ...shown, problems: problems.map((one) => ({ ...one, feeds: [...one.feeds] })), notes: [...notes] };
}

function connectorShown(
  { id, title, permissions, kinds, forgets }: (typeof connectors)[string],
  { organization, url }: { readonly organization?: string | undefined; readonly url?: string | undefined },
) {
  const ways =
    id === 'github' ? gitHubWays({ organization: organization || undefined, url: URL.canParse(url ?? '') ? url : undefined, permissions }) : [];
  return {
    id,
    title,
    permissions: permissions.map((one) => ({ ...one, feeds: [...one.feeds] })),
    feeds: Object.entries(kinds).map(([feed, of]) => ({
      feed,
      kinds: [...of],
      forgetsAfter: forgets[feed] === undefined ? null : Math.round(forgets[feed] / DAY),
    })),
    intro: ways.length === 0 ? null : GITHUB_INTRO,
    ways: ways.map((way) => ({ ...way, steps: [...way.steps] })),
  };
}

function withoutSecret<T extends { readonly secret: string }>({ secret, ...described }: T) {
  return { secret, described };
}

/** Whatever is wrong with what was asked is said at once; what the system says, once it was asked. */
async function setUp(place: Place, plan: () => Promise<Planned>, given: string | null): Promise<WorkState> {
  const secret = given?.trim() ?? null;
  if (secret === '') throw new Refusal('connect/no-secret', 'The field for the token is empty. Paste it there.');
  const { connection } = await plan();
  const { environment } = place.settings;
  return probing(place, connection.id, (request) => testSetUp(place, { plan, secret, request: { ...request, environment } }));
}

interface Asked {
  readonly at: ReturnType<Place['installation']['clock']>;
  readonly signal: AbortSignal;
  readonly onProgress: (step: { readonly what: string; readonly done: number; readonly of: number | null }) => void;
}

function probing(place: Place, id: string, work: (request: Asked) => Promise<unknown>): WorkState {
  return place.work.start('probe', `Testing ${id}`, (progress: Progress, signal) =>
    work({ at: place.installation.clock(), signal, onProgress: ({ what, done, of }) => progress(`${id}: ${what}`, done, of ?? undefined) }),
  );
}
