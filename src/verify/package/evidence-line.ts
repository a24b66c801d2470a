import { canonicalText } from '../core/canonical.ts';
import { isUuid } from '../core/sealed-entry.ts';
import { hasExactly, isCountValue, isHex32, isInstant, isObject, isWord, type Loose } from './shapes.ts';

/** What opens one commitment; or why the package does not carry it. */
export type Content = { readonly content: unknown; readonly salt: string } | 'erased' | 'left-out';

/** One entry of the log as a package carries it. */
export interface EvidenceLine {
  readonly leaf: number;
  readonly recorded: string;
  readonly body: Loose & { readonly id: string; readonly type: string; readonly at: string };
  /** By the name of the commitment. */
  readonly contents: Readonly<Record<string, Content>>;
}

/** The entry that a line says, or a sentence saying why it says none. */
export function evidenceLineOf(value: unknown): EvidenceLine | string {
  if (!isObject(value) || !hasExactly(value, 'body', 'contents', 'leaf', 'recorded')) return 'An entry has body, contents, leaf and recorded.';
  if (!isCountValue(value.leaf)) return 'leaf is not a place in the ledger.';
  if (!isInstant(value.recorded)) return 'recorded is not an instant.';
  if (!isBody(value.body)) return 'The body lacks id, type or at.';
  if (!hasCommitments(value.body)) return 'The body does not name its commitments: the state of a fact, or null; the members of commitments.';
  if (!isObject(value.contents) || !Object.values(value.contents).every(isContent)) return 'contents does not open commitments.';
  return value as unknown as EvidenceLine;
}

function isBody(value: unknown): value is EvidenceLine['body'] {
  return isObject(value) && isUuid(value.id) && isWord(value.type) && isInstant(value.at);
}

/** A fact says its state, which is null when the subject is gone. Commitments of other entries are an object, if there are any. */
function hasCommitments(body: EvidenceLine['body']): boolean {
  if (body.type === 'fact') return body.state === null || isHex32(body.state);
  if (!Object.hasOwn(body, 'commitments')) return true;
  return isObject(body.commitments) && Object.values(body.commitments).every(isHex32);
}

function isContent(value: unknown): value is Content {
  if (value === 'erased' || value === 'left-out') return true;
  return isObject(value) && hasExactly(value, 'content', 'salt') && isHex32(value.salt);
}

/** The UTF-8 text whose bytes are the leaf. */
export function sealedTextOf({ body, recorded }: EvidenceLine): string {
  return `{"entry":${canonicalText(body)},"recorded":"${recorded}"}`;
}

/** What an entry commits to, by name: a fact to its state, any other entry to what its `commitments` name. */
export function commitmentsOf({ body }: EvidenceLine): ReadonlyMap<string, string> {
  const { type, state, commitments } = body;
  const named = type === 'fact' ? { ...(state !== null && { state }) } : (commitments ?? {});
  return new Map(Object.entries(named as Readonly<Record<string, string>>));
}
