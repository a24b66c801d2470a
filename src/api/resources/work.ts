import { cancelWork, getWork, listWork, startAssess, startCollect } from '../../contract/work.ts';
import { assess } from '../../engine/assess.ts';
import { collect } from '../../engine/collect.ts';
import { type Connection, readConfiguration } from '../../engine/connections.ts';
import { refuseUnlooked } from '../../engine/looked.ts';
import type { WorkState } from '../../engine/work.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { implement, type Place } from '../implement.ts';

export const work = [
  implement(listWork, async ({ place }) => ({ works: [...place.work.list()] })),
  implement(getWork, async ({ place, params }) => known(place.work.get(params.work))),
  implement(cancelWork, async ({ place, params }) => known(place.work.cancel(params.work))),
  implement(startCollect, async ({ place, body }) => collecting(place, body.connections)),
  implement(startAssess, async ({ place, body }) => {
    await refuseUnlooked(place.installation);
    const period = body.from === undefined ? undefined : `${body.from}..${body.until}`;
    return assessing(place, { audit: body.audit, period });
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

/** Judging cannot be stopped within a step; nothing is sealed after it was cancelled. */
function assessing(place: Place, wanted: { readonly audit: string | undefined; readonly period: string | undefined }): WorkState {
  const { audit, period = 'the audit that began last' } = wanted;
  return place.work.start('assess', `Assessing ${audit ?? period.replace('..', ' to ')}`, async (progress, signal) => {
    const sealed = await assess(place.installation, {
      ...wanted,
      onProgress(step) {
        signal.throwIfAborted();
        progress(step);
      },
    });
    const { period: judged, treeSize } = sealed.summary;
    return { entry: sealed.entry, checkpoint: sealed.checkpoint.size, treeSize, period: judged };
  });
}
