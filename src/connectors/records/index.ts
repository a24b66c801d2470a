import { z } from 'zod';
import { type Connector, defineConnector, type Feed, feed, type Look } from '../kit/connector.ts';
import { openProgram, type Program } from './open.ts';
import { kindsOf, programFiles } from './program-files.ts';

/** A feed for each of the program's files: what it told at every commit, and when it could not be read. */
function feedOf(name: string): Feed<Program> {
  const telling = (program: Program) => (program.inGit ? 'history' : 'state');
  return feed(kindsOf(name), { telling, absent: 'gone' }, async function* (program: Program) {
    yield* program.observations(name);
  });
}

const settings = z.strictObject({ path: z.string(), branch: z.string().min(1).optional() });

const connector: Connector<z.infer<typeof settings>, Program> = {
  id: 'records',
  title: 'The program as code: policies and records',
  permissions: [
    {
      name: 'to read the files of the folder',
      why: 'The policies and records, with their history, are text in it.',
      feeds: Object.keys(programFiles),
    },
  ],
  settings,
  open: (given, look: Look) => openProgram(given, look),
  tenant: (program) => program.id,
  identity: (program) => program.identity,
  feeds: Object.fromEntries(Object.keys(programFiles).map((name) => [name, feedOf(name)])),
};

/** Policies and records as text in a Git repository, or in a plain folder. */
export const records = defineConnector(connector);
