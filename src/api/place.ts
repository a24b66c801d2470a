import { openAnnouncements, watched } from '../engine/announcements.ts';
import type { Installation } from '../engine/installation.ts';
import { openViews } from '../engine/views/views.ts';
import { openWorks } from '../engine/work.ts';
import type { OneTimeLinks } from './auth/one-time-links.ts';
import type { Place } from './implement.ts';
import type { Log } from './log.ts';

export interface PlaceOptions {
  readonly installation: Installation;
  readonly links: OneTimeLinks;
  readonly log: Log;
  readonly configurationPath: string;
  readonly environment: Place['settings']['environment'];
}

/** Puts together what a server answers from. Closing it stops what works and judges; the installation stays open. */
export function openPlace({ installation: opened, links, log, configurationPath, environment }: PlaceOptions): Place & { close(): Promise<void> } {
  const installation = watched(opened, (treeSize) => {
    views.moved();
    announcements.grown(treeSize);
  });
  const views = openViews(installation);
  const work = openWorks({
    clock: installation.clock,
    unexpected: (error, state) => log.error('work', error, { work: state.id, kind: state.kind }),
  });
  const announcements = openAnnouncements(work, views);
  return {
    ...{ installation, views, work, announcements, links, configurationPath },
    settings: { environment },
    async close() {
      await work.close();
      await views.close();
    },
  };
}
