import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../../kernel/durable-file.ts';
import { DAY, type Instant, isoInstant, parseInstant } from '../../../kernel/time.ts';
import { parseOrNull, type WrittenAnswer } from './journal.ts';

/** Answers of earlier looks by their key, to ask only whether they still hold. Whatever cannot be read of it is asked anew. */
export type EarlierAnswers = Map<string, EarlierAnswer>;

interface EarlierAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly sha256: string;
  /** The day on which it was last of use. */
  readonly used: string;
}

const fileShape = z.object({
  answers: z.literal(1),
  entries: z.record(z.string(), z.object({ headers: z.record(z.string(), z.string()), sha256: z.string(), used: z.iso.date() })),
});

const pathOf = (folder: string) => join(folder, 'answers.json');

export async function readEarlier(folder: string): Promise<EarlierAnswers> {
  const text = await readFile(pathOf(folder), 'utf8').catch(() => '');
  const read = fileShape.safeParse(parseOrNull(text));
  return new Map(read.success ? Object.entries(read.data.entries) : []);
}

/** What was not of use for so long is forgotten. */
const FORGOTTEN_AFTER = 60 * DAY;

/** Keeps, beside what was known, the answers of this look that can be asked for conditionally. Written only when something changed. */
export async function writeEarlier(folder: string, known: EarlierAnswers, answers: readonly WrittenAnswer[], at: Instant): Promise<void> {
  const day = isoInstant(at).slice(0, 10);
  const next = new Map([...known].filter(([, one]) => parseInstant(`${one.used}T00:00:00Z`) > at - FORGOTTEN_AFTER));
  let changed = next.size !== known.size;
  for (const { key, status, headers, sha256 } of answers) {
    if (status !== 200 || !('etag' in headers || 'last-modified' in headers)) continue;
    const before = next.get(key);
    // The day alone is not worth a file, unless it is about to be forgotten.
    const isFresh = before !== undefined && parseInstant(`${before.used}T00:00:00Z`) > at - FORGOTTEN_AFTER / 2;
    if (isFresh && before.sha256 === sha256 && before.headers['etag'] === headers['etag']) continue;
    next.set(key, { headers, sha256, used: day });
    changed = true;
  }
  if (!changed) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await replaceFile(pathOf(folder), JSON.stringify({ answers: 1, entries: Object.fromEntries(next) }), 0o600);
}
