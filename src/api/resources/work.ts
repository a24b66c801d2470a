import { cancelWork, getWork, listWork, startAssess, startCollect } from '../../contract/work.ts';
import type { AssessRequest } from '../../engine/assess.ts';
import { collect } from '../../engine/collect.ts';
import { type Connection, readConfiguration } from '../../engine/connections.ts';
import { refuseUnlooked } from '../../engine/looked.ts';
import { assessApart } from '../../engine/views/assess-apart.ts';
import type { WorkState } from '../../engine/work.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { parseInstant } from '../../kernel/time.ts';
import { implement, type Place } from '../implement.ts';

export const work = [
  implement(listWork, async ({ place }) => ({ works: [...place.work.list()] })),
  implement(getWork, async ({ place, params }) => known(place.work.get(params.work))),
  implement(cancelWork, async ({ place, params }) => known(place.work.cancel(params.work))),
  implement(startCollect, async ({ place, body }) => collecting(place, body.connections)),
  implement(startAssess, async ({ place, body: { audit, from, until, on, asKnownAt } }) => {
    await refuseUnlooked(place.installation);
    const period = from === undefined ? on : `${from}..${until}`;
    return assessing(place, { audit, period, asKnownAt: asKnownAt === undefined ? undefined : parseInstant(asKnownAt) });
  }),
];

function known(state: WorkState | null): WorkState {
  if (state === null) throw new Refusal('work/unknown', 'There is no such job. Jobs are forgotten when Tickmark is stopped; what they wrote is not.');
  return state;
}

/** Reads the configuration as it stands now, so that what is wrong with it is said at once, and looks as the command does. */
export async function collecting(place: Place, ids: readonly string[] | undefined): Promise<WorkState> {
  const { connections: all } = await readConfiguration(place.configurationPath);
  const connections = ids === undefined ? all : ids.map((id) => connectionCalled(all, id));
  const title = ids === undefined ? 'Looking at every connection' : `Looking at ${ids.join(', ')}`;
  return place.work.start('collect', title, (progress, signal) =>
    collect(place.installation, {
      connections,
      environment: place.settings.environment,
      signal,
      onProgress: ({ connection, what, done, of }) => progress(`${connection}: ${what}`, done, of ?? undefined),
    }),
  );
}

function connectionCalled(all: readonly Connection[], id: string): Connection {
  const found = all.find((one) => one.id === id);
  if (found === undefined)
    throw new Refusal('connections/unknown', `tickmark.yaml names no connection "${id}". It names: ${all.map((one) => one.id).join(', ')}.`);
  return found;
}

/** Nothing is sealed after it was cancelled. */
function assessing(place: Place, wanted: Pick<AssessRequest, 'audit' | 'period' | 'asKnownAt'>): WorkState {
  const { audit, period = 'the audit that began last' } = wanted;
  return place.work.start('assess', `Assessing ${audit ?? period.replace('..', ' to ')}`, async (progress, signal) => {
    const sealed = await assessApart(place.installation, { ...wanted, onProgress: progress }, signal);
    const { period: judged, treeSize } = sealed.summary;
    return { entry: sealed.entry, checkpoint: sealed.checkpoint.size, treeSize, period: judged };
  });
}
