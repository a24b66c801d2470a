import { z } from 'zod';
import { id, iso } from './common.ts';
import { endpoint } from './endpoint.ts';
import { page, pageQuery, pageRefuses } from './paging.ts';

export const CONNECTIONS = 'Connections';

const reason = z.enum(['before-first-look', 'lost-sight', 'denied', 'stale', 'held', 'not-told', 'looked-too-rarely', 'timed-out']);

const permissionShape = z.object({
  name: z.string().describe('In the vendor’s own words.'),
  why: z.string(),
  feeds: z.array(z.string()).describe('What is blind without it.'),
});

const way = z.object({
  id: z.enum(['fine-grained', 'app', 'classic']),
  title: z.string(),
  gives: z.enum(['token', 'key']),
  address: z.string(),
  /** The same page of the vendor, with name, organization and permissions filled in. */
  filledIn: z.string(),
  begin: z.string().nullable(),
  steps: z.array(z.string()),
});

export const listConnectors = endpoint({
  method: 'GET',
  path: '/connectors',
  tag: CONNECTIONS,
  may: 'read',
  says: 'What can be connected: what each delivers, which permissions it needs and why, and how to give them.',
  query: z.object({
    organization: z.string().max(100).optional().describe('For which organization the guide is written.'),
    url: z.string().max(500).optional().describe('Of an installation of the vendor’s own.'),
  }),
  answers: z.object({
    connectors: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        permissions: z.array(permissionShape),
        feeds: z.array(z.object({ feed: z.string(), kinds: z.array(z.string()), forgetsAfter: z.int().nullable().describe('In days.') })),
        intro: z.string().nullable(),
        ways: z.array(way).describe('How to let it look, the quickest first; none where a folder is read.'),
      }),
    ),
    /** To which folder paths are relative that are given for a clone or a program. */
    base: z.string(),
  }),
});

const cost = z.object({
  requests: z.int(),
  notModified: z.int(),
  takenOver: z.int().describe('Answers of a look that was stopped before.'),
  bytes: z.int(),
  duration: z.int().describe('Milliseconds.'),
});

/** Time over which all of something was seen, some of it, or nothing. */
const seenSpan = z.object({
  from: iso.nullable().describe('Null: from the beginning of everything.'),
  until: iso,
  state: z.enum(['seen', 'partly', 'unseen']),
  reason: reason.nullable(),
  why: z.string().nullable(),
  others: z.int().describe('How many more reasons there were.'),
});

const feedRow = z.object({
  feed: z.string(),
  kinds: z.array(z.string()),
  subjects: z.int().describe('Things that it told of.'),
  versions: z.int().describe('Versions of them: each change of state is one.'),
  seenUntil: iso.nullable(),
  state: z.enum(['seen', 'partly', 'unseen']).describe('At the last look.'),
  forgets: z.object({ days: z.int(), at: iso }).nullable().describe('When its source forgets what nobody has looked at since.'),
  spans: z.array(seenSpan),
});

const toDo = z.object({
  what: z.enum(['look', 'permission', 'mend', 'configure']),
  sentence: z.string(),
  feeds: z.array(z.string()),
  permissions: z.array(z.string()).describe('What it rests on, where something was denied.'),
});

export const connectionRow = z.object({
  id: z.string(),
  connector: z.string(),
  title: z.string(),
  configured: z.boolean(),
  system: z.string().nullable(),
  movedTo: z.string().nullable().describe('Another connection, which leads to the same system now.'),
  identity: z.string().nullable(),
  outcome: z.enum(['complete', 'partial', 'failed', 'never']),
  looks: z.int(),
  firstLook: iso.nullable(),
  lastLook: z.object({ look: z.string(), startedAt: iso, endedAt: iso, rows: z.int(), facts: z.int() }).nullable(),
  lastSeen: iso.nullable(),
  spans: z.array(seenSpan),
  feeds: z.array(feedRow),
  toDo: z.array(toDo),
  cost: z.object({ last: cost, all: cost }).nullable(),
});

export const listConnections = endpoint({
  method: 'GET',
  path: '/connections',
  tag: CONNECTIONS,
  may: 'read',
  says: 'Every connection that tickmark.yaml names, and every other one through which somebody once looked: when it was seen, and when not.',
  answers: z.object({
    now: iso,
    connections: z.array(connectionRow),
    /** What is wrong with tickmark.yaml; null where nothing is. */
    configuration: z.string().nullable(),
  }),
});

const unseenSpan = z.object({
  from: iso.nullable(),
  until: iso,
  open: z.boolean(),
  reason,
  why: z.string(),
  feeds: z.array(z.string()),
  scopes: z.int(),
});

export const connectionParams = z.object({ connection: id });
export const unknownConnection = { 'connections/unknown': 404 } as const;

export const getConnection = endpoint({
  method: 'GET',
  path: '/connections/{connection}',
  tag: CONNECTIONS,
  may: 'read',
  says: 'One connection: when each of its feeds was seen, why not where it was not, what it may do, and what it was told to look at.',
  params: connectionParams,
  answers: connectionRow.extend({
    now: iso,
    permissions: z.array(permissionShape),
    settings: z.array(z.object({ name: z.string(), value: z.string() })).describe('As tickmark.yaml gives them, without its secret.'),
    /** Where its secret is kept; null where it has none. */
    secret: z.object({ name: z.string(), kept: z.enum(['sealed', 'variable', 'file']), where: z.string(), storedAt: iso.nullable() }).nullable(),
    gaps: z.array(unseenSpan).describe('Time after the first look that was not seen, the newest first; at most 200.'),
    gapsInAll: z.int(),
  }),
  refuses: unknownConnection,
});

const run = z.object({
  look: z.string(),
  leaf: z.int().describe('Its place in the ledger, under which its evidence is found.'),
  startedAt: iso,
  endedAt: iso,
  outcome: z.enum(['complete', 'partial', 'failed']),
  identity: z.string(),
  tickmark: z.string(),
  rows: z.int(),
  facts: z.int(),
  seen: z.int().describe('Scopes that were seen.'),
  unseen: z.int().describe('Scopes that were not.'),
  problems: z.array(z.object({ reason, why: z.string(), feeds: z.array(z.string()), scopes: z.int() })),
  notes: z.array(z.string()),
  cost,
});

export const listRuns = endpoint({
  method: 'GET',
  path: '/connections/{connection}/runs',
  tag: CONNECTIONS,
  may: 'read',
  says: 'Every look through a connection, the newest first: what it cost, what it saw, and what it did not.',
  params: connectionParams,
  query: pageQuery.extend({ outcome: z.enum(['complete', 'partial', 'failed']).optional().describe('Only looks that ended so.') }),
  answers: page(run),
  refuses: { ...unknownConnection, ...pageRefuses },
});
