import { createHash, type Hash } from 'node:crypto';
import { VendorError } from '../../kernel/refusal.ts';
import type { Git } from './git-process.ts';

export interface GitObject {
  readonly sha: string;
  readonly type: string;
  /** Bytes of the whole object. */
  readonly size: number;
  /** As much of it as was asked for. */
  readonly content: Buffer;
}

/** Not in the repository: never fetched, or removed. */
export interface MissingObject {
  readonly sha: string;
  readonly type: 'missing';
}

const NEWLINE = 0x0a;

/**
 * Reads objects in the order asked for, in memory that grows neither with their number nor with their size: of each, `keep` bytes are kept.
 * Each object is held against its own name, so that a forged one is noticed.
 * @throws VendorError `unexpected-shape` for damaged objects
 */
export async function* readObjects(git: Git, shas: Iterable<string>, keep: number): AsyncGenerator<GitObject | MissingObject> {
  const source = git.stream(['cat-file', '--batch', '--buffer'], lines(shas));
  const bytes = byteReader(source);
  try {
    for (let header = await bytes.line(); header !== null; header = await bytes.line()) yield await readObject(git, bytes, header, keep);
  } finally {
    // Whoever stops in the middle leaves no git behind that waits for a reader.
    await source.return(undefined);
  }
}

async function readObject(git: Git, bytes: ByteReader, header: string, keep: number): Promise<GitObject | MissingObject> {
  const [sha = '', type = '', size = ''] = header.split(' ');
  if (type === 'missing') return { sha, type };
  if (!/^\d+$/.test(size)) throw damaged(git, header);
  const hash = createHash(sha.length === 64 ? 'sha256' : 'sha1').update(`${type} ${size}\0`);
  const content = await bytes.body(Number(size), keep, hash);
  if (hash.digest('hex') !== sha) throw damaged(git, sha);
  return { sha, type, size: Number(size), content };
}

function* lines(shas: Iterable<string>): Generator<string> {
  for (const sha of shas) yield `${sha}\n`;
}

function damaged(git: Git, what: string): VendorError {
  return new VendorError(
    'unexpected-shape',
    `${git.path} is damaged: the object ${what} is not what its name says. Run: git -C ${git.path} fsck --full, or clone it again.`,
  );
}

interface ByteReader {
  /** Up to the next newline, without it; null at the end. */
  line(): Promise<string | null>;
  /** `size` bytes and the newline after them; of them the first `keep`. All pass through the hash. */
  body(size: number, keep: number, hash: Hash): Promise<Buffer>;
}

function byteReader(source: AsyncGenerator<Buffer>): ByteReader {
  let held: Buffer = Buffer.alloc(0);
  const more = async () => {
    const { value, done } = await source.next();
    if (done) return false;
    held = held.length === 0 ? value : Buffer.concat([held, value]);
    return true;
  };
  return {
    async line() {
      let end = held.indexOf(NEWLINE);
      while (end === -1) {
        if (!(await more())) return null;
        end = held.indexOf(NEWLINE);
      }
      const text = held.toString('utf8', 0, end);
      held = held.subarray(end + 1);
      return text;
    },
    async body(size, keep, hash) {
      const kept: Buffer[] = [];
      let left = size;
      let room = Math.min(size, keep);
      while (left > 0) {
        if (held.length === 0 && !(await more())) throw new VendorError('truncated', 'Git ended in the middle of an object. Run: git fsck --full.');
        const part = held.subarray(0, left);
        hash.update(part);
        if (room > 0) kept.push(part.subarray(0, room));
        room -= Math.min(room, part.length);
        left -= part.length;
        held = held.subarray(part.length);
      }
      if (held.length === 0) await more();
      held = held.subarray(1);
      return Buffer.concat(kept);
    },
  };
}
