import type { Evidence } from '../connectors/kit/connector.ts';
import type { Request } from '../connectors/kit/request-log.ts';
import { type Blobs, openBlobs } from '../facts/store-blobs.ts';
import type { Json } from '../kernel/canonical-json.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type EvidencePlace, type OpenedEntry, openEntry } from './evidence-item-entry.ts';
import { type Excerpt, excerptOf, mediaOf } from './evidence-item-excerpt.ts';
import { lookOf, type ToldLook } from './evidence-item-look.ts';
import { tokensOf } from './evidence-item-values.ts';

/** A raw answer, or a file, that a look kept or confirmed. */
export interface Received {
  readonly sha256: string;
  readonly asked: string;
  readonly host: string | null;
  readonly status: number | null;
  readonly bytes: number;
  readonly from: 'vendor' | 'unchanged' | 'journal' | 'file';
  readonly version: string | null;
  readonly holds: { readonly found: number; readonly of: number };
  readonly media: 'application/json' | 'text/plain' | 'application/octet-stream';
  readonly excerpt: Excerpt | null;
}

/** Answers that are shown of one entry. */
const SHOWN = 3;
/** Answers and files of a look that are listed. */
const LISTED = 200;
/** Bytes that are read in search of what speaks of a fact. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The raw answers that speak of an entry. A look seals what it was answered, but not which answer became which fact: that is found by what the answers hold.
 * @throws Refusal `evidence/unknown`
 */
export async function evidenceReceived(place: EvidencePlace, leaf: number): Promise<{ sentence: string; rows: Received[]; scrubbed: string[] }> {
  const entry = await openEntry(place, leaf);
  const look = await lookOf(place, entry);
  if (look === null) return { sentence: nothingReceived(entry), rows: [], scrubbed: [] };
  const scrubbed = [...look.sheet.scrubbed];
  const answers = answersOf(look);
  if (entry.type === 'look') return { ...listed(answers), scrubbed };
  if (entry.content === null)
    return { sentence: 'The content of this entry is not there, so no answer can be found by what it holds.', rows: [], scrubbed };
  const speaking = await speakingOf(openBlobs(place.dataDirectory), entry, answers);
  return { ...speaking, scrubbed: scrubbed.filter((name) => speaking.rows.some((one) => name.endsWith(` in ${pathAsked(one)}`))) };
}

/** What was scrubbed is told by request, without its query. */
function pathAsked({ asked }: Received): string {
  return asked.replace(/\?.*$/, '');
}

function nothingReceived({ type }: OpenedEntry): string {
  if (type === 'fact') return 'No look told this: it was entered by a person, or the sheet of its look was erased.';
  return 'Nothing was received for this entry: Tickmark wrote it itself.';
}

function listed(answers: readonly Received[]): { sentence: string; rows: Received[] } {
  const cut = answers.length > LISTED ? ` The first ${LISTED} stand here; the sheet of the look names all of them.` : '';
  return {
    sentence: `This look was given ${answers.length} answers and files that it names by their SHA-256.${cut}`,
    rows: answers.slice(0, LISTED),
  };
}

/** What the look names, each content once: files that it kept, and what it was answered. */
function answersOf({ sheet: { evidence, requests } }: ToldLook): Received[] {
  const asked = new Map<string, Request>();
  for (const one of requests) if (one.bytes > 0 && !asked.has(one.sha256)) asked.set(one.sha256, one);
  const files = evidence.filter((one) => !asked.has(one.sha256)).map(fromFile);
  return [...[...asked.values()].map(fromRequest), ...files];
}

const unread = { holds: { found: 0, of: 0 }, media: 'application/octet-stream', excerpt: null } as const;

function fromRequest({ sha256, asked, host, status, bytes, from }: Request): Received {
  return { sha256, asked, host: host ?? null, status, bytes, from: from ?? 'vendor', version: null, ...unread };
}

function fromFile({ sha256, name, version }: Evidence): Received {
  return { sha256, asked: name, host: null, status: null, bytes: 0, from: 'file', version, ...unread };
}

interface Spoken {
  readonly received: Received;
  readonly text: string;
}

/** By what an answer is known to speak of a fact: the file in which it is written down, the vendor's id in the answer, or the request that names it. */
interface Sought {
  readonly file: string | null;
  readonly key: string;
  readonly names: readonly string[];
}

async function speakingOf(blobs: Blobs, entry: OpenedEntry, answers: readonly Received[]): Promise<{ sentence: string; rows: Received[] }> {
  const sought: Sought = { file: fileOf(entry), key: keyOf(entry), names: namesIn(entry.content) };
  const tokens = [...new Set([sought.key, ...tokensOf(entry.content)])];
  const candidates = sought.file === null ? answers : answers.filter((one) => one.asked === sought.file);
  const found: Spoken[] = [];
  let read = 0;
  for (const one of candidates) {
    if (read > MOST_BYTES) break;
    const bytes = await bytesOf(blobs, one.sha256);
    if (bytes === null) continue;
    read += bytes.length;
    const text = Buffer.from(bytes).toString('utf8');
    if (speaks(one, text, sought)) found.push({ text, received: { ...one, bytes: bytes.length, media: mediaOf(bytes), holds: held(text, tokens) } });
  }
  const best = found.toSorted((a, b) => b.received.holds.found - a.received.holds.found).slice(0, SHOWN);
  const rows = best.map(({ received, text }) => ({ ...received, excerpt: excerptOf(text, received.media, { key: sought.key, tokens }) }));
  return { sentence: sentenceOf({ answers: candidates.length, found: found.length, cut: read > MOST_BYTES, ...sought }), rows };
}

function speaks({ asked }: Received, text: string, { file, key, names }: Sought): boolean {
  if (file !== null || text.includes(key)) return true;
  return names.length > 0 && names.every((one) => asked.split(/[/?]/).includes(one));
}

/** Names by which a request asks for something that has no id of its own: the protection of a branch of a repository. */
function namesIn(content: Json): string[] {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return [];
  const { repository, branch } = content as Readonly<Record<string, Json>>;
  return typeof repository === 'string' && typeof branch === 'string' ? [repository, branch] : [];
}

/** Null for what was never kept: of what a command answered, only the hash was. */
async function bytesOf(blobs: Blobs, sha256: string): Promise<Uint8Array | null> {
  if (!(await blobs.has(sha256))) return null;
  return blobs.get(sha256).catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
}

/** What an answer calls the subject: the vendor's id, without what Tickmark put in front of it. */
function keyOf({ words }: OpenedEntry): string {
  const vendorId = String(words.vendorId);
  return vendorId.split('/').at(-1) || vendorId;
}

/** The file of the records in which the subject is written down. */
function fileOf({ words }: OpenedEntry): string | null {
  const scope = String(words.scope);
  return scope.startsWith('file:') ? scope.slice('file:'.length) : null;
}

function held(text: string, tokens: readonly string[]): Received['holds'] {
  return { found: tokens.filter((one) => text.includes(one)).length, of: tokens.length };
}

interface Finding extends Sought {
  readonly answers: number;
  readonly found: number;
  readonly cut: boolean;
}

function sentenceOf({ answers, found, cut, key, file }: Finding): string {
  if (found === 0) {
    const where = file === null ? `none of the ${answers} answers that it names is kept and speaks of ${key}` : `no version of ${file} is kept`;
    return `The look that told this kept no raw text of it: ${where}. What it asked is sealed in its sheet, with the SHA-256 of every answer.`;
  }
  const shown = found > SHOWN ? ` The ${SHOWN} that hold most of what this version says stand here.` : '';
  const part = cut ? ' The search ended after 64 MB.' : '';
  const one = found === 1;
  const what =
    file === null
      ? `Of ${answers} answers of this look, ${found} ${one ? 'speaks' : 'speak'} of it; found by what ${one ? 'it holds' : 'they hold'}.`
      : `The look read ${found} ${one ? 'version' : 'versions'} of ${file}.`;
  return `${what}${shown}${part}`;
}

export interface RawFile {
  readonly bytes: Uint8Array;
  readonly media: Received['media'];
}

/**
 * The bytes of an answer or a file that an entry rests on.
 * @throws Refusal `evidence/unknown`, `evidence/not-named`, `blob/missing`, `blob/damaged`
 */
export async function rawOf(place: EvidencePlace, leaf: number, sha256: string): Promise<RawFile> {
  const entry = await openEntry(place, leaf);
  if (!(await namedBy(place, entry)).has(sha256))
    throw new Refusal('evidence/not-named', `Neither entry ${leaf} nor the look that told it names the content ${sha256}.`);
  const bytes = await openBlobs(place.dataDirectory)
    .get(sha256)
    .catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'blob/missing')
        throw new Refusal(
          'blob/missing',
          `Of ${sha256} only the hash was kept, or its file is missing. Where it should be there, restore it from a backup.`,
        );
      if (error instanceof Refusal && error.code === 'blob/damaged')
        throw new Refusal('blob/damaged', `What is kept as ${sha256} is not what it was. Restore it from a backup.`);
      throw error;
    });
  return { bytes, media: mediaOf(bytes) };
}

async function namedBy(place: EvidencePlace, entry: OpenedEntry): Promise<ReadonlySet<string>> {
  const look = await lookOf(place, entry);
  if (look !== null) return new Set([...look.sheet.requests, ...look.sheet.evidence].map((one) => one.sha256));
  const { files } = (entry.type === 'assessment' && entry.content !== null ? entry.content : {}) as { files?: readonly { sha256: string }[] };
  return new Set((files ?? []).map((one) => one.sha256));
}
