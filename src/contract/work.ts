import { z } from 'zod';
import { day, id, iso } from './common.ts';
import { endpoint, eventsAnswer } from './endpoint.ts';

export const workState = z.object({
  id: z.string(),
  kind: z.enum(['collect', 'assess', 'export', 'probe', 'verify', 'reperform']),
  title: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  askedAt: iso,
  startedAt: iso.nullable(),
  endedAt: iso.nullable(),
  /** What it does at the moment; the last thing it did, once it has ended. */
  sentence: z.string(),
  done: z.number().nullable(),
  of: z.number().nullable(),
  problem: z.object({ code: z.string(), sentence: z.string() }).nullable(),
  /** What it made, once it is done; each kind of work makes its own. */
  result: z.unknown(),
});

const TAG = 'Work';
const workParams = z.object({ work: id });
const started = { 'work/too-many': 409, 'work/closing': 503 } as const;

export const listWork = endpoint({
  method: 'GET',
  path: '/work',
  tag: TAG,
  may: 'read',
  says: 'The last fifty long jobs since the server was started, the newest first.',
  answers: z.object({ works: z.array(workState) }),
});

export const getWork = endpoint({
  method: 'GET',
  path: '/work/{work}',
  tag: TAG,
  may: 'read',
  says: 'One long job, as it stands.',
  params: workParams,
  answers: workState,
  refuses: { 'work/unknown': 404 },
});

export const cancelWork = endpoint({
  method: 'POST',
  path: '/work/{work}/cancel',
  tag: TAG,
  may: 'operate',
  says: 'Asks a long job to stop. What it wrote before stays; one that has ended stays as it is.',
  params: workParams,
  answers: workState,
  refuses: { 'work/unknown': 404 },
});

export const startCollect = endpoint({
  method: 'POST',
  path: '/work/collect',
  tag: TAG,
  may: 'operate',
  says: 'Looks at everything that tickmark.yaml names, or at some of its connections, as it stands then.',
  body: z.strictObject({ connections: z.array(id).min(1).max(1000).optional().describe('Ids of connections; all when left out.') }).default({}),
  answers: workState,
  status: 202,
  refuses: {
    ...started,
    'configuration/missing': 409,
    'configuration/malformed': 409,
    'configuration/unreadable': 409,
    'connections/unknown': 404,
  },
});

export const startAssess = endpoint({
  method: 'POST',
  path: '/work/assess',
  tag: TAG,
  may: 'operate',
  says: 'Judges every check over a period and seals the result in the ledger.',
  body: z
    .strictObject({
      audit: id.optional().describe('An audit that the program names; the Type 2 audit that began last when nothing is given.'),
      from: day.optional().describe('First day of another period; with `until`.'),
      until: day.optional().describe('Last day of that period, inclusive.'),
      on: day.optional().describe('The day of a Type 1, instead of a period.'),
      asKnownAt: iso.optional().describe('Judge what was known then.'),
    })
    .refine((asked) => (asked.from === undefined) === (asked.until === undefined), '`from` and `until` together, or neither')
    .refine(({ audit, from, on }) => [audit, from, on].filter((one) => one !== undefined).length <= 1, 'one of an audit, `from` and `until`, or `on`')
    .default({}),
  answers: workState,
  status: 202,
  refuses: { ...started, 'assessment/nobody-looked': 409 },
});

export const serverEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('work'), work: workState }),
  /** What is being judged for a period that somebody asked for; a sentence of null says that it is there. */
  z.object({ type: z.literal('view'), period: z.string(), at: z.string().nullable(), sentence: z.string().nullable() }),
  z.object({ type: z.literal('changed'), treeSize: z.int() }),
]);

export const listenEvents = endpoint({
  method: 'GET',
  path: '/events',
  tag: TAG,
  may: 'read',
  says: 'Server-sent events: steps of long jobs, views that are being made, and that the ledger has grown.',
  answers: eventsAnswer(serverEvent),
});
