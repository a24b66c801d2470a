import { sha256Hex } from '../../../kernel/hash.ts';
import { isoInstant } from '../../../kernel/time.ts';
import type { Kept, Look } from '../connector.ts';
import { isJson, shownPath, shownQuery } from './body.ts';
import { type EarlierAnswers, readEarlier, writeEarlier } from './conditional.ts';
import { type Journal, openJournal, removeJournal, type WrittenAnswer } from './journal.ts';
import { type Answer, type Asked, type HttpManners, NOT_MODIFIED_HEADER } from './manners.ts';
import { parsedOnce } from './parsed.ts';

/** Answers on disk: those that this look was given before it was stopped, and those of earlier looks. */
export interface Answers {
  /** What this very look was answered before it was stopped; null when it has to ask. */
  replayed(asked: Asked): Promise<Answer | null>;
  /** What an earlier look was answered, if the vendor says that it still holds; null when there is none that can be trusted. */
  earlier(asked: Asked): Promise<Answer | null>;
  /** Writes down what was answered, and keeps it as evidence. */
  keep(asked: Asked, answer: Answer): Promise<void>;
}

const opened = new WeakMap<Kept, Promise<Answers>>();

/** The answers of a look's connection; one for all who ask in the name of the look. */
export function answersOf(look: Look, kept: Kept, manners: HttpManners): Promise<Answers> {
  const known = opened.get(kept) ?? openAnswers(look, kept, manners);
  opened.set(kept, known);
  return known;
}

async function openAnswers(look: Look, kept: Kept, manners: HttpManners): Promise<Answers> {
  const known = await readEarlier(kept.folder);
  const journal = await openJournal(kept.folder, look.at);
  const waiting = byKey(journal.before);
  const given: WrittenAnswer[] = [...journal.before];
  look.over?.(async (sealed) => {
    await journal.close();
    if (sealed) await writeEarlier(kept.folder, known, given, look.at);
    // What a look broke down on may stand in its answers: it is taken up only where it was stopped from outside.
    if (sealed || !look.signal.aborted) await removeJournal(kept.folder);
  });
  const read = readerOf(kept);
  return {
    async replayed(asked) {
      const written = waiting.get(keyOf(asked, manners))?.shift();
      const answer = written === undefined ? null : await read(written);
      if (answer !== null) await look.keep(evidenceOf(asked, answer, look));
      return answer;
    },
    earlier: (asked) => earlierAnswer(asked, known, { manners, read }),
    keep: (asked, answer) => keepAnswer(asked, answer, { look, kept, manners, journal, given }),
  };
}

type Reader = (written: Omit<WrittenAnswer, 'key'>) => Promise<Answer | null>;

/** Null for a body that is missing, or not what it was. */
function readerOf(kept: Kept): Reader {
  return async ({ status, headers: named, sha256 }) => {
    const body = await kept.get(sha256);
    if (body === null) return null;
    const headers = new Headers(named);
    return { status, headers, body, json: isJson(headers) ? parsedOnce(body) : undefined, keptAs: sha256 };
  };
}

async function earlierAnswer(asked: Asked, known: EarlierAnswers, { manners, read }: { manners: HttpManners; read: Reader }): Promise<Answer | null> {
  if (asked.method !== 'GET') return null;
  const key = keyOf(asked, manners);
  const one = known.get(key);
  if (one === undefined) return null;
  const answer = await read({ status: 200, ...one });
  if (answer === null) known.delete(key);
  return answer;
}

interface Keeping {
  readonly look: Look;
  readonly kept: Kept;
  readonly manners: HttpManners;
  readonly journal: Journal;
  readonly given: WrittenAnswer[];
}

async function keepAnswer(asked: Asked, answer: Answer, { look, kept, manners, journal, given }: Keeping): Promise<void> {
  const { status, body, headers } = answer;
  // What is refused or broken is asked again; what is not there is an answer.
  if (status >= 400 && status !== 404 && status !== 410) return;
  // Of what is unchanged, the look that read it has kept it.
  if (!headers.has(NOT_MODIFIED_HEADER)) await look.keep(evidenceOf(asked, answer, look));
  const written = { key: keyOf(asked, manners), status, headers: keptHeaders(headers), sha256: answer.keptAs ?? (await kept.put(body)) };
  given.push(written);
  await journal.append(written);
}

function evidenceOf({ method, url, body }: Asked, answer: Answer, { at }: Look) {
  const query = shownQuery(body);
  const name = `${method} ${url.host}${shownPath(url)}${query === null ? '' : ` ${query.name}`}`;
  return { name, version: isoInstant(at), bytes: answer.body };
}

/** The same question by the same asker: an answer is never given to anybody else. */
function keyOf({ method, url, headers, body }: Asked, { identity }: HttpManners): string {
  const asker = identity ?? sha256Hex(headers.get('authorization') ?? '');
  const wants = [...headers].filter(([name]) => name === 'accept' || name.startsWith('x-'));
  return sha256Hex(JSON.stringify([asker, method, url.href, wants, body]));
}

/** Without what tells of the moment, of the server or of a session. */
const passing =
  /^(set-cookie|date|server|vary|via|age|expires|connection|keep-alive|content-(length|encoding|security-policy)|transfer-encoding|strict-transport-security|access-control-.*|referrer-policy|x-(frame-options|xss-protection|content-type-options)|x-tickmark-.*|.*(ratelimit|request-id).*)$/;

function keptHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !passing.test(name)));
}

function byKey(answers: readonly WrittenAnswer[]): Map<string, WrittenAnswer[]> {
  const keys = new Map<string, WrittenAnswer[]>();
  for (const one of answers) keys.set(one.key, [...(keys.get(one.key) ?? []), one]);
  return keys;
}
