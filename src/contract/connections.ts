import { z } from 'zod';
import { day, id, iso } from './common.ts';
import { endpoint } from './endpoint.ts';
import { page, pageQuery, pageRefuses } from './paging.ts';
import { workState } from './work.ts';

const TAG = 'Connections';

const reason = z.enum(['before-first-look', 'lost-sight', 'denied', 'stale', 'held', 'not-told', 'looked-too-rarely', 'timed-out']);

export const permissionShape = z.object({
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
  tag: TAG,
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
  tag: TAG,
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

const connectionParams = z.object({ connection: id });
const unknown = { 'connections/unknown': 404 } as const;

export const getConnection = endpoint({
  method: 'GET',
  path: '/connections/{connection}',
  tag: TAG,
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
  refuses: unknown,
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
  tag: TAG,
  may: 'read',
  says: 'Every look through a connection, the newest first: what it cost, what it saw, and what it did not.',
  params: connectionParams,
  query: pageQuery.extend({ outcome: z.enum(['complete', 'partial', 'failed']).optional().describe('Only looks that ended so.') }),
  answers: page(run),
  refuses: { ...unknown, ...pageRefuses },
});

const started = { 'work/too-many': 409, 'work/closing': 503 } as const;
const configurationRefuses = { 'configuration/missing': 409, 'configuration/malformed': 409, 'configuration/unreadable': 409 } as const;

export const testConnectionNow = endpoint({
  method: 'POST',
  path: '/connections/{connection}/test',
  tag: TAG,
  may: 'operate',
  says: 'Asks every feed of a connection for its beginning, and says what it sees; nothing is written. Its result is that of a probe.',
  params: connectionParams,
  answers: workState,
  status: 202,
  refuses: { ...started, ...unknown, ...configurationRefuses },
});

const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/, 'a name of letters, digits and . _ - /, such as api')
  .describe('How tickmark.yaml calls the connection.');
const called = z.string().max(200, 'at most 200 characters').describe('What the organization is called, where this is its first connection.');
const number = z.int('a number').positive('a number');
const secret = z.string('a secret').min(1, 'a secret').max(20_000, 'a secret of at most 20,000 characters');

const described = z.discriminatedUnion(
  'connector',
  [
    z.strictObject({
      connector: z.literal('github'),
      id: name.optional(),
      organization: z.string('the login of an organization').max(200, 'the login of an organization'),
      url: z.string().max(500, 'an address').optional().describe('Of a GitHub Enterprise.'),
      app: z
        .strictObject({ id: number, installation: number.optional() })
        .optional()
        .describe('Signs in as this App; the secret is its private key.'),
      called: called.optional(),
      secret,
    }),
    z.strictObject({
      connector: z.enum(['git', 'records']),
      id: name.optional(),
      path: z.string('a path').min(1, 'a path').max(1000, 'a path of at most 1,000 characters'),
      called: called.optional(),
    }),
  ],
  'one of: github, git, records',
);

/** What a probe says, once it is done: the result of its work. */
export const probeResult = z.object({
  setUp: z.string().nullable().describe('Keeps what was tested, within a quarter of an hour.'),
  connection: z.string(),
  identity: z.string(),
  seesAll: z.boolean(),
  feeds: z.array(
    z.object({
      feed: z.string(),
      state: z.enum(['told', 'partly', 'blind']),
      rows: z.int(),
      why: z.array(z.string()),
      untold: z.array(z.string()),
      restsOn: z.array(z.string()),
    }),
  ),
  notes: z.array(z.string()),
  requests: z.int(),
  change: z.array(z.string()).describe('What keeping it changes in tickmark.yaml, line by line.'),
});

const setUpRefuses = {
  ...configurationRefuses,
  'connect/token-in-sight': 422,
  'connect/organization': 422,
  'connect/address': 422,
  'connect/path': 422,
  'connect/no-secret': 422,
  'connect/id-taken': 409,
  'simulated/foreign-host': 422,
  'github/url': 422,
} as const;

export const probeNew = endpoint({
  method: 'POST',
  path: '/connections/probe',
  tag: TAG,
  may: 'operate',
  says: 'Tests a connection that is not kept yet, with its secret, which is held in memory until it is kept or a quarter of an hour has passed.',
  body: described,
  answers: workState,
  status: 202,
  refuses: { ...started, ...setUpRefuses },
});

export const probeSecret = endpoint({
  method: 'POST',
  path: '/connections/{connection}/secret',
  tag: TAG,
  may: 'operate',
  says: 'Tests a new secret for a connection that is there. It takes the place of the old one once it is kept.',
  params: connectionParams,
  body: z.strictObject({ secret }),
  answers: workState,
  status: 202,
  refuses: { ...started, ...unknown, ...setUpRefuses, 'connect/secret-elsewhere': 409, 'connect/no-secret-of-its-own': 409 },
});

export const keepConnection = endpoint({
  method: 'POST',
  path: '/connections',
  tag: TAG,
  may: 'operate',
  says: 'Keeps what was tested: seals its secret, writes it into tickmark.yaml, and takes the first look.',
  body: z.strictObject({ setUp: id.describe('As the probe’s result names it.'), look: z.boolean('true or false').default(true) }),
  answers: z.object({
    connection: z.string(),
    secret: z.enum(['stored', 'replaced']).nullable(),
    change: z.array(z.string()),
    work: workState.nullable().describe('The first look.'),
  }),
  status: 201,
  refuses: {
    ...started,
    ...setUpRefuses,
    ...unknown,
    'connect/not-tested': 409,
    'connect/secret-elsewhere': 409,
    'connect/no-secret-of-its-own': 409,
    'secrets/key-missing': 409,
    'secrets/does-not-open': 409,
  },
});

export const draftProgramFiles = endpoint({
  method: 'POST',
  path: '/program-drafts',
  tag: TAG,
  may: 'operate',
  says: 'Shows, or writes, a program to start from: draft policies and records. Nothing in it is adopted, and nothing is overwritten.',
  body: z.strictObject({
    folder: z.string().min(1, 'a path').max(1000, 'a path of at most 1,000 characters').optional(),
    title: z.string().max(200, 'at most 200 characters').optional(),
    zone: z.string().max(100, 'a time zone such as Europe/Vienna').optional(),
    since: day.optional(),
    write: z.boolean('true or false').default(false),
  }),
  answers: z.object({
    folder: z.string(),
    path: z.string().describe('As a connection to it names it.'),
    title: z.string(),
    zone: z.string(),
    since: day,
    files: z.array(z.object({ path: z.string(), text: z.string(), state: z.enum(['new', 'same', 'other']) })),
    written: z.array(z.string()),
  }),
  refuses: {
    ...configurationRefuses,
    'connect/path': 422,
    'program-template/exists': 409,
    'program-template/not-a-folder': 422,
    'program-template/empty': 422,
    'program-template/no-branch': 422,
    'program-template/repository-id': 422,
    'program-template/repository-twice': 422,
    'calendar/not-a-date': 422,
    'calendar/not-a-zone': 422,
    'calendar/out-of-range': 422,
    'calendar/no-such-day': 422,
  },
});
