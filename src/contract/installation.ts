import { z } from 'zod';
import { iso } from './common.ts';
import { endpoint } from './endpoint.ts';
import { workState } from './work.ts';

export const getInstallation = endpoint({
  method: 'GET',
  path: '/installation',
  tag: 'Installation',
  may: 'read',
  says: 'What is served: whose, by which Tickmark, whether anything is connected, and whether anybody has looked yet.',
  answers: z.object({
    organization: z.object({ id: z.string(), name: z.string() }),
    tickmark: z.string(),
    simulated: z.boolean(),
    /** By the clock of the installation, which is a simulated one where that is so. */
    now: iso,
    /** In which zone the program's days begin and end; UTC until a program says. */
    zone: z.string(),
    dataDirectory: z.string().describe('Its name, without the path to it.'),
    configuration: z.object({
      name: z.string(),
      state: z.enum(['ok', 'missing', 'malformed', 'unreadable']),
      /** What is wrong with it, with the line; null where nothing is. */
      sentence: z.string().nullable(),
    }),
    connections: z.int().describe('How many tickmark.yaml names.'),
    /** Whether it names a program as code. */
    program: z.boolean(),
    looks: z.int(),
    lastLook: iso.nullable(),
    assessment: z.object({ entry: z.string(), at: iso }).nullable().describe('The newest that is sealed.'),
    working: workState.nullable().describe('What is being worked on at the moment.'),
  }),
});
