import { z } from 'zod';
import { day, id } from './common.ts';
import { CONNECTIONS, connectionParams, unknownConnection } from './connections.ts';
import { endpoint } from './endpoint.ts';
import { workState } from './work.ts';

const started = { 'work/too-many': 409, 'work/closing': 503 } as const;
const configurationRefuses = { 'configuration/missing': 409, 'configuration/malformed': 409, 'configuration/unreadable': 409 } as const;

export const testConnectionNow = endpoint({
  method: 'POST',
  path: '/connections/{connection}/test',
  tag: CONNECTIONS,
  may: 'operate',
  says: 'Asks every feed of a connection for its beginning, and says what it sees; nothing is written. Its result is that of a probe.',
  params: connectionParams,
  answers: workState,
  status: 202,
  refuses: { ...started, ...unknownConnection, ...configurationRefuses },
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
  tag: CONNECTIONS,
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
  tag: CONNECTIONS,
  may: 'operate',
  says: 'Tests a new secret for a connection that is there. It takes the place of the old one once it is kept.',
  params: connectionParams,
  body: z.strictObject({ secret }),
  answers: workState,
  status: 202,
  refuses: { ...started, ...unknownConnection, ...setUpRefuses, 'connect/secret-elsewhere': 409, 'connect/no-secret-of-its-own': 409 },
});

export const keepConnection = endpoint({
  method: 'POST',
  path: '/connections',
  tag: CONNECTIONS,
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
    ...unknownConnection,
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
  tag: CONNECTIONS,
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
