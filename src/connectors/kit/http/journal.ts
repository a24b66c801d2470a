import { type FileHandle, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Instant, isoInstant, parseInstant } from '../../../kernel/time.ts';

/** An answer as it is written down: its body is kept by hash elsewhere. */
export interface WrittenAnswer {
  readonly key: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly sha256: string;
}

/** What a look was answered so far, on disk, so that a look that is stopped can be taken up where it was. */
export interface Journal {
  /** The answers that this look was given before it was stopped, in their order. */
  readonly before: readonly WrittenAnswer[];
  append(answer: WrittenAnswer): Promise<void>;
  close(): Promise<void>;
}

const headShape = z.object({ journal: z.literal(1), at: z.iso.datetime() });
const lineShape = z.object({ key: z.string(), status: z.int(), headers: z.record(z.string(), z.string()), sha256: z.string() });

const pathOf = (folder: string) => join(folder, 'journal.ndjson');

/** When the look began that was stopped before it could be sealed; null when none was. */
export async function stoppedLook(folder: string): Promise<Instant | null> {
  const [head] = await readLines(folder);
  return head === undefined ? null : instantOf(head);
}

export async function removeJournal(folder: string): Promise<void> {
  await rm(pathOf(folder), { force: true });
}

/** Goes on with the journal of the look that began at this instant; any other is thrown away. */
export async function openJournal(folder: string, at: Instant): Promise<Journal> {
  const [head, ...lines] = await readLines(folder);
  const before = head !== undefined && instantOf(head) === at ? answersIn(lines) : [];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(pathOf(folder), 'w', 0o600);
  // What was cut off in the middle of a line is gone: what follows stands on lines of its own.
  await file.writeFile([JSON.stringify({ journal: 1, at: isoInstant(at) }), ...before.map((one) => JSON.stringify(one)), ''].join('\n'));
  return { before, ...writerOf(file) };
}

/** Answers after which the disk is waited for. */
const BATCH = 64;

function writerOf(file: FileHandle): Pick<Journal, 'append' | 'close'> {
  let turn: Promise<void> = Promise.resolve();
  let unsynced = 0;
  const write = async (text: string) => {
    await file.appendFile(text);
    if (++unsynced < BATCH) return;
    await file.datasync();
    unsynced = 0;
  };
  return {
    append(answer) {
      const mine = turn.then(() => write(`${JSON.stringify(answer)}\n`));
      turn = mine.catch(() => undefined);
      return mine;
    },
    async close() {
      await turn;
      await file.close();
    },
  };
}

async function readLines(folder: string): Promise<string[]> {
  const text = await readFile(pathOf(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').slice(0, -1);
}

function instantOf(head: string): Instant | null {
  const read = headShape.safeParse(parseOrNull(head));
  return read.success ? parseInstant(read.data.at) : null;
}

/** Up to the first line that is not whole. */
function answersIn(lines: readonly string[]): WrittenAnswer[] {
  const answers: WrittenAnswer[] = [];
  for (const line of lines) {
    const read = lineShape.safeParse(parseOrNull(line));
    if (!read.success) break;
    answers.push(read.data);
  }
  return answers;
}

export function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
