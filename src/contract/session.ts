import { z } from 'zod';
import { iso } from './common.ts';
import { endpoint } from './endpoint.ts';

const TAG = 'Session';

export const getSession = endpoint({
  method: 'GET',
  path: '/session',
  tag: TAG,
  may: 'read',
  says: 'Who asks, of which organization, and by which Tickmark it is answered.',
  answers: z.object({
    actor: z.object({ kind: z.literal('owner') }),
    organization: z.object({ id: z.string(), name: z.string() }),
    tickmark: z.string(),
    simulated: z.boolean(),
    /** By the clock of the installation, which is a simulated one where that is so. */
    now: iso,
  }),
});

export const makeLink = endpoint({
  method: 'POST',
  path: '/session/link',
  tag: TAG,
  may: 'enter',
  says: 'Makes a link that opens the pages in a browser: once, and within ten minutes.',
  answers: z.object({ address: z.url(), until: iso }),
  status: 201,
});
