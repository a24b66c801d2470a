import { type Context, listedUnder, requirePresent } from './context.ts';
import { derivedFiles } from './derive.ts';
import { newFailures } from './failure.ts';
import { messageOf } from './lines.ts';

/** Lists, tables and sheets say exactly what the sealed rows say: they are written anew and compared. */
export async function verifyDerived(context: Context): Promise<void> {
  const { summary, files, failures } = context;
  if (summary === null) return;
  context.onProgress('Verifying lists and tables');
  const derived = derivedFiles({ files, summary, failures: newFailures(0) });
  for (const { path, text } of derived) {
    if (requirePresent(context, path)) await compare(context, path, text());
  }
  const known = new Set([...derived.map(({ path }) => path), ...summary.files.keys()]);
  for (const { path } of listedUnder(context, 'populations/', '')) {
    if (!known.has(path)) failures.add('derived-differs', 'No population of the assessment has this file.', { file: path });
  }
}

async function compare({ files, failures }: Context, path: string, text: AsyncIterable<string>): Promise<void> {
  try {
    const line = await firstDifference(files.open(path), text);
    if (line !== null) failures.add('derived-differs', 'It does not say what the sealed rows say.', { file: path, line });
  } catch (error) {
    failures.add('unreadable', `It could not be read: ${messageOf(error)}`, { file: path });
  }
}

/** The line at which the bytes leave the text; null when they agree to the end. */
async function firstDifference(pieces: AsyncIterable<Uint8Array>, text: AsyncIterable<string>): Promise<number | null> {
  const held = pieces[Symbol.asyncIterator]();
  let piece: Uint8Array = new Uint8Array();
  let line = 1;
  const nextBytes = async (length: number): Promise<Uint8Array> => {
    while (piece.length < length) {
      const more = await held.next();
      if (more.done === true) break;
      piece = piece.length === 0 ? more.value : Buffer.concat([piece, more.value]);
    }
    const taken = piece.subarray(0, length);
    piece = piece.subarray(taken.length);
    return taken;
  };
  try {
    for await (const part of text) {
      const expected = Buffer.from(part);
      const taken = await nextBytes(expected.length);
      if (!expected.equals(taken)) return line + newlinesBeforeDifference(expected, taken);
      line += countNewlines(expected);
    }
    return (await nextBytes(1)).length === 0 ? null : line;
  } finally {
    await held.return?.();
  }
}

function newlinesBeforeDifference(expected: Uint8Array, taken: Uint8Array): number {
  let at = 0;
  while (at < taken.length && expected[at] === taken[at]) at += 1;
  return countNewlines(expected.subarray(0, at));
}

function countNewlines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
