import type { z } from 'zod';
import { type Connector, defineConnector, feed, type Look } from '../kit/connector.ts';
import { readBranches } from './branches.ts';
import { readChanges } from './changes.ts';
import { cloneSettings, openClone } from './clone.ts';
import { type CloneHistory, readHistory } from './history.ts';
import { readRepository } from './repository.ts';
import { readTags } from './tags.ts';

const connector: Connector<z.infer<typeof cloneSettings>, CloneHistory> = {
  id: 'git',
  title: 'A clone of a Git repository',
  permissions: [
    {
      name: 'to read the files of the clone',
      why: 'The commits, and what stands in the tree, are read with git itself.',
      feeds: ['changes', 'branches', 'repository', 'tags'],
    },
  ],
  settings: cloneSettings,
  open: async (settings, look: Look) => readHistory(await openClone(settings, look), look),
  tenant: ({ clone }) => clone.root,
  identity: ({ clone }) => clone.identity,
  feeds: {
    changes: feed(['change'], { telling: 'events' }, readChanges),
    branches: feed(['branch'], { telling: 'state' }, readBranches),
    repository: feed(['repository'], { telling: 'history' }, readRepository),
    tags: feed(['tag'], { telling: 'state' }, readTags),
  },
};

/** What landed on the production branches of a clone, and how the repository is kept. Who approved is untold: a clone does not hold reviews. */
export const git = defineConnector(connector);
