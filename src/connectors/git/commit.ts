import type { Instant } from '../../kernel/time.ts';
import { cleanString } from '../kit/clean.ts';
import { claimedInstant } from '../kit/git-branches.ts';

/** A commit as its raw object tells it. What a malformed one lacks is empty or null. */
export interface ParsedCommit {
  readonly sha: string;
  /** The sha of its tree. */
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly authoredAt: Instant | null;
  readonly committer: string;
  readonly committedAt: Instant | null;
  readonly signed: boolean;
  readonly message: string;
  readonly coAuthors: readonly string[];
}

/** Reads a raw commit object (`git cat-file commit`), whatever its bytes are. */
export function parseCommit(sha: string, raw: Buffer): ParsedCommit {
  const end = raw.indexOf('\n\n');
  const headers = readHeaders(raw.toString('latin1', 0, end === -1 ? raw.length : end));
  const decode = decoderFor(headers.get('encoding')?.[0]);
  const message = end === -1 ? '' : cleanString(decode(raw.subarray(end + 2)));
  const author = readIdentity(headers.get('author')?.[0], decode);
  const committer = readIdentity(headers.get('committer')?.[0], decode);
  return {
    sha,
    tree: headers.get('tree')?.[0] ?? '',
    parents: headers.get('parent') ?? [],
    author: author.email,
    authoredAt: author.at,
    committer: committer.email,
    committedAt: committer.at,
    signed: headers.has('gpgsig') || headers.has('gpgsig-sha256'),
    message,
    coAuthors: coAuthorsIn(message),
  };
}

/** Lines that begin with a space continue the header above them. */
function readHeaders(text: string): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const cut = line.indexOf(' ');
    if (cut <= 0) continue;
    const name = line.slice(0, cut);
    const held = headers.get(name);
    if (held) held.push(line.slice(cut + 1));
    else headers.set(name, [line.slice(cut + 1)]);
  }
  return headers;
}

type Decode = (bytes: Uint8Array) => string;

/** The commit's own encoding where it names one that is known, else UTF-8; what is malformed becomes U+FFFD. */
function decoderFor(encoding: string | undefined): Decode {
  try {
    const decoder = new TextDecoder(encoding ?? 'utf-8');
    return (bytes) => decoder.decode(bytes);
  } catch {
    return (bytes) => new TextDecoder().decode(bytes);
  }
}

/** `Name <e-mail> seconds zone`. */
function readIdentity(line: string | undefined, decode: Decode): { email: string; at: Instant | null } {
  if (line === undefined) return { email: '', at: null };
  const open = line.indexOf('<');
  const close = line.lastIndexOf('>');
  const email = open === -1 || close < open ? '' : line.slice(open + 1, close);
  const [seconds = ''] = line
    .slice(close + 1)
    .trim()
    .split(' ');
  return { email: cleanString(decode(Buffer.from(email, 'latin1'))).trim(), at: claimedInstant(seconds) };
}

const coAuthorLine = /^co-authored-by:[^<\n]*<([^>\n]*)>/gim;

function coAuthorsIn(message: string): string[] {
  return [...new Set([...message.matchAll(coAuthorLine)].map((match) => (match[1] as string).trim()).filter((email) => email !== ''))];
}
