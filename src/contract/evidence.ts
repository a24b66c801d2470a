import { z } from 'zod';
import { id, iso, moment, outcome } from './common.ts';
import { endpoint, fileAnswer } from './endpoint.ts';
import { pageRefuses } from './paging.ts';
import { viewQuery, viewRefuses } from './view.ts';

const TAG = 'Evidence';

/** What an entry is about, in a few words. `name` comes from outside. */
const about = z.object({
  /** One sentence or a few words of Tickmark's own: `Protection of a production branch`, `Look`, `Decision: approved`. */
  what: z.string(),
  /** Its name as the source or somebody wrote it; null where it has none, or was erased. */
  name: z.string().nullable(),
});

export const evidenceRow = z.object({
  leaf: z.int(),
  type: z.string(),
  about,
  /** Of a fact. */
  kind: z.string().nullable(),
  /** The connection that told it, where one did. */
  connection: z.string().nullable(),
  recorded: iso,
});

/** A value that a state or a document holds, readable: one or several lines. */
const readableValue = z.object({
  lines: z.array(z.object({ text: z.string(), /** Where the line is an instant. */ at: iso.nullable() })),
  /** Lines left out. */
  more: z.int(),
  /** The source does not tell it; the line says why. */
  untold: z.boolean(),
});

const readableField = z.object({
  name: z.string(),
  label: z.string(),
  value: readableValue,
  /** Ids of the checks and populations that read it. */
  readBy: z.array(z.string()),
  /** In the neighbouring versions, where it differs there. */
  before: readableValue.nullable(),
  after: readableValue.nullable(),
});

/** Another version of the same subject. `leaf` is where it stands. */
const neighbour = z.object({ leaf: z.int(), from: iso, until: iso.nullable(), gone: z.boolean() }).nullable();

const factPart = z.object({
  kind: z.string(),
  kindTitle: z.string(),
  subject: z.string(),
  vendorId: z.string(),
  feed: z.string(),
  scope: z.string(),
  validFrom: iso,
  /** The earliest instant at which it may have begun. Null: from before anybody looked. */
  notBefore: iso.nullable(),
  /** Null: it is in force, as far as anybody has seen. */
  validUntil: iso.nullable(),
  basis: z.enum(['look', 'source', 'claimed', 'entered', 'retraction']),
  /** Null state: from then on it was gone. */
  gone: z.boolean(),
  /** False where another entry now speaks for this instant, or repeats the version before it. */
  stands: z.boolean(),
  before: neighbour,
  after: neighbour,
});

const lookPart = z.object({
  leaf: z.int().nullable(),
  look: z.string(),
  connection: z.string(),
  connector: z.string(),
  title: z.string(),
  outcome: z.string(),
  startedAt: iso,
  endedAt: iso,
  identity: z.string(),
  permissions: z.array(z.string()),
  rows: z.int(),
  facts: z.int(),
  requests: z.int(),
  hosts: z.array(z.string()),
  covered: z.int(),
  unseen: z.int(),
  /** Fields that were taken out before anything was kept. */
  scrubbed: z.array(z.string()),
  certificates: z.array(z.object({ host: z.string(), certificate: z.string() })),
});

/** Everything with which anybody can check, without Tickmark, that the entry stands in the log. See `docs/spec/ledger.md`. */
export const evidenceProof = z.object({
  origin: z.string(),
  leaf: z.int(),
  /** The canonical text of the entry, exactly as it was sealed. */
  body: z.string(),
  recorded: iso,
  /** Hex; sibling hashes from the leaf to the root. */
  path: z.array(z.string()),
  checkpoint: z.object({ size: z.int(), recorded: iso, root: z.string(), note: z.string() }),
  /** Of the log, oldest first, in the form of its keyring. */
  keys: z.array(z.object({ key: z.string(), fromSize: z.int(), untilSize: z.int().nullable(), from: iso.nullable(), until: iso.nullable() })),
  /** What opens the commitments of the entry. Salt in hex; both null once it was erased. */
  openings: z.array(z.object({ name: z.string(), commitment: z.string(), salt: z.string().nullable(), content: z.string().nullable() })),
});

export const evidenceItem = z.object({
  organization: z.object({ id: z.string(), name: z.string() }),
  simulated: z.boolean(),
  leaf: z.int(),
  id: z.string(),
  type: z.string(),
  /** What an entry of this type says, in a sentence. */
  says: z.string(),
  about,
  at: iso,
  recorded: iso,
  /** Hex. */
  leafHash: z.string(),
  fact: factPart.nullable(),
  /** The look that this entry is, or that told it. */
  look: lookPart.nullable(),
  /** Null where nothing was erased. */
  erased: z.object({ leaf: z.int().nullable(), at: iso.nullable(), reason: z.string() }).nullable(),
  fields: z.array(readableField),
  proof: evidenceProof,
});

/** A raw answer, or a file, that the look kept. */
const received = z.object({
  sha256: z.string(),
  /** Method and path, command, or the name of the file. */
  asked: z.string(),
  host: z.string().nullable(),
  status: z.int().nullable(),
  bytes: z.int(),
  /** `unchanged`: the vendor said that an earlier answer still holds; `journal`: asked by this look before it was stopped. */
  from: z.enum(['vendor', 'unchanged', 'journal', 'file']),
  /** Of a file: its version in the source's own terms. */
  version: z.string().nullable(),
  /** How many of the values that this version holds stand in it. */
  holds: z.object({ found: z.int(), of: z.int() }),
  media: z.enum(['application/json', 'text/plain', 'application/octet-stream']),
  /** The part that speaks of it, as text; null for what is no text. */
  excerpt: z
    .object({ text: z.string(), /** Where it stands in the answer; empty for all of it. */ place: z.string(), whole: z.boolean() })
    .nullable(),
});

export const evidenceReceived = z.object({
  /** What was found, and how, in a sentence; or why there is nothing. */
  sentence: z.string(),
  rows: z.array(received),
  /** Fields that were taken out before anything was kept. */
  scrubbed: z.array(z.string()),
});

const usedItem = z.object({ item: z.string(), title: z.string(), outcome, excludedBy: z.string().nullable(), because: z.string() });

export const evidenceUses = z.object({
  period: z.object({ first: z.string(), last: z.string() }),
  /** False where the entry came after what is judged. */
  known: z.boolean(),
  checks: z.array(
    z.object({
      check: z.string(),
      title: z.string(),
      asks: z.string(),
      population: z.string(),
      criteria: z.array(z.string()),
      items: z.int(),
      pass: z.int(),
      fail: z.int(),
      unknown: z.int(),
      notOwed: z.int(),
      /** Those over which an exclusion lies are counted here, and only here. */
      excluded: z.int(),
      /** At most twenty, those that fail first. */
      shown: z.array(usedItem),
    }),
  ),
  /** Populations one of whose members it makes, and those whose completeness rests on it. */
  populations: z.array(z.object({ population: z.string(), title: z.string(), items: z.int(), completeness: z.boolean() })),
});

const leafParam = z.object({ leaf: z.coerce.number('a leaf: a whole number').int('a leaf: a whole number').min(0, 'a leaf: a whole number') });
const unknownLeaf = { 'evidence/unknown': 404 } as const;

export const listEvidence = endpoint({
  method: 'GET',
  path: '/evidence',
  tag: TAG,
  may: 'read',
  says: 'The entries of the ledger, the newest first: facts, looks, decisions, assessments.',
  query: z.object({
    type: id.optional().describe('Only entries of this type.'),
    kind: id.optional().describe('Only facts of this kind.'),
    connection: id.optional().describe('Only what this connection told.'),
    from: moment.optional().describe('Recorded then or later.'),
    until: moment.optional().describe('Recorded before then.'),
    cursor: z.string().max(500, 'a cursor that this list gave').optional().describe('Where the last page ended.'),
    limit: z.coerce.number('a number of rows').int().min(1).max(500, 'at most 500 rows').default(100),
  }),
  answers: z.object({
    rows: z.array(evidenceRow),
    /** Where the next page begins; null on the last. */
    next: z.string().nullable(),
    treeSize: z.int(),
    types: z.array(z.object({ type: z.string(), says: z.string() })),
    kinds: z.array(z.object({ kind: z.string(), title: z.string() })),
    connections: z.array(z.string()),
  }),
  refuses: { ...pageRefuses, 'evidence/no-such-type': 404, 'evidence/no-such-kind': 404, 'connections/unknown': 404 },
});

export const getEvidence = endpoint({
  method: 'GET',
  path: '/evidence/{leaf}',
  tag: TAG,
  may: 'read',
  says: 'One entry of the ledger: where it comes from, what it says, and everything that proves that it stands there.',
  params: leafParam,
  answers: evidenceItem,
  refuses: unknownLeaf,
});

export const getReceived = endpoint({
  method: 'GET',
  path: '/evidence/{leaf}/received',
  tag: TAG,
  may: 'read',
  says: 'The raw answers of the look that told a fact, as far as they speak of it.',
  params: leafParam,
  answers: evidenceReceived,
  refuses: unknownLeaf,
});

export const getRaw = endpoint({
  method: 'GET',
  path: '/evidence/{leaf}/raw/{sha256}',
  tag: TAG,
  may: 'read',
  says: 'The bytes of one raw answer or file that an entry rests on, as they were kept.',
  params: leafParam.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256: 64 lowercase hex digits') }),
  answers: fileAnswer('application/json', 'text/plain', 'application/octet-stream'),
  refuses: { ...unknownLeaf, 'evidence/not-named': 404, 'blob/missing': 404, 'blob/damaged': 409 },
});

export const getUses = endpoint({
  method: 'GET',
  path: '/evidence/{leaf}/uses',
  tag: TAG,
  may: 'read',
  says: 'Which findings and which populations rest on an entry.',
  params: leafParam,
  query: viewQuery,
  answers: evidenceUses,
  refuses: viewRefuses,
});

export const getSheetPdf = endpoint({
  method: 'GET',
  path: '/evidence/{leaf}/sheet.pdf',
  tag: TAG,
  may: 'read',
  says: 'One entry of the ledger as a sheet of paper, A4.',
  params: leafParam,
  query: viewQuery,
  answers: fileAnswer('application/pdf'),
  refuses: { ...unknownLeaf, ...viewRefuses, 'document/no-pdf-here': 409 },
});

export const getSheetPicture = endpoint({
  method: 'GET',
  path: '/evidence/{leaf}/sheet.svg',
  tag: TAG,
  may: 'read',
  says: 'The same sheet as a picture.',
  params: leafParam,
  query: viewQuery,
  answers: fileAnswer('image/svg+xml'),
  refuses: { ...unknownLeaf, ...viewRefuses, 'document/no-pdf-here': 409 },
});
