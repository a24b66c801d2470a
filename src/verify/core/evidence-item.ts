import { fromHex, toHex, utf8 } from './bytes.ts';
import { verifyCheckpoint } from './checkpoint.ts';
import { verifyCommitment } from './commitment.ts';
import type { VerifyCrypto } from './crypto.ts';
import { VerifyError } from './failure.ts';
import { type LogKeyText, parseLogKey } from './log-keys.ts';
import { leafHash } from './merkle.ts';
import { parseNote } from './note.ts';
import { verifyInclusion } from './proof.ts';
import { parseSealedEntry } from './sealed-entry.ts';

/** What opens one commitment of an entry; both parts are null once it was erased. Salt in hex. */
export interface OpeningText {
  readonly name: string;
  readonly commitment: string;
  readonly salt: string | null;
  readonly content: string | null;
}

/** One entry with everything that proves that it stands in a log. Hashes are hex. */
export interface EvidenceProof {
  readonly origin: string;
  readonly leaf: number;
  /** The canonical text of the entry. */
  readonly body: string;
  readonly recorded: string;
  readonly path: readonly string[];
  readonly checkpoint: { readonly size: number; readonly root: string; readonly note: string };
  readonly keys: readonly LogKeyText[];
  readonly openings: readonly OpeningText[];
}

/** What somebody is shown of an entry, which must be what is proven. */
export interface ShownEntry {
  readonly id: string;
  readonly type: string;
  readonly leaf: number;
  readonly recorded: string;
}

export interface EvidenceStep {
  readonly step: 'entry' | 'checkpoint' | 'inclusion' | 'content';
  readonly state: 'holds' | 'fails' | 'erased' | 'not-checked';
  readonly sentence: string;
}

export interface EvidenceVerdict {
  readonly state: 'holds' | 'fails' | 'not-checked';
  readonly steps: readonly EvidenceStep[];
  /** Hex. */
  readonly leafHash: string;
  /** `<name>+<key hash>` of each signature of the checkpoint. */
  readonly signers: readonly string[];
}

/** A reader's machine lacks what a step needs: nothing is known of that step. */
export class CannotVerify extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'CannotVerify';
  }
}

/** Checks every step of the way from an entry and its content to the signed checkpoint. What fails is said; nothing is thrown. */
export async function checkEvidence(crypto: VerifyCrypto, proof: EvidenceProof, shown: ShownEntry): Promise<EvidenceVerdict> {
  const { sha256 } = crypto;
  const bytes = utf8(`{"entry":${proof.body},"recorded":"${proof.recorded}"}`);
  const hash = leafHash(sha256, bytes);
  const steps = [
    await step('entry', 'The entry is the one canonical text of what it says.', () => requireShown(bytes, proof, shown)),
    await step('inclusion', `Leaf ${proof.leaf} leads to the root of the tree of ${proof.checkpoint.size}.`, () =>
      requireIncluded(sha256, proof, hash),
    ),
    await step('checkpoint', 'The checkpoint is signed by a key of this log that was valid for it.', () => requireSigned(crypto, proof)),
    ...(await contentSteps(crypto, proof)),
  ];
  return { state: stateOf(steps), steps, leafHash: toHex(hash), signers: signersOf(proof.checkpoint.note) };
}

function stateOf(steps: readonly EvidenceStep[]): EvidenceVerdict['state'] {
  if (steps.some((one) => one.state === 'fails')) return 'fails';
  return steps.some((one) => one.state === 'not-checked') ? 'not-checked' : 'holds';
}

async function step(name: EvidenceStep['step'], holds: string, check: () => void | Promise<void>): Promise<EvidenceStep> {
  try {
    await check();
    return { step: name, state: 'holds', sentence: holds };
  } catch (error) {
    if (error instanceof VerifyError) return { step: name, state: 'fails', sentence: error.message };
    if (error instanceof CannotVerify) return { step: name, state: 'not-checked', sentence: error.message };
    throw error;
  }
}

function requireShown(bytes: Uint8Array, { leaf }: EvidenceProof, shown: ShownEntry): void {
  const { entry, recorded } = parseSealedEntry(bytes);
  const same = entry.id === shown.id && entry.type === shown.type && recorded === shown.recorded && leaf === shown.leaf;
  if (!same) throw new VerifyError('malformed-entry', 'What is shown is not what the sealed entry says.');
}

function requireIncluded(sha256: VerifyCrypto['sha256'], { leaf, path, checkpoint }: EvidenceProof, hash: Uint8Array): void {
  verifyInclusion(sha256, {
    index: leaf,
    size: checkpoint.size,
    leafHash: hash,
    root: bytesOf(checkpoint.root, 'The root'),
    proof: path.map((one) => bytesOf(one, 'A step of the proof')),
  });
}

/** The signed text must speak of the very size and root to which the proof led. */
async function requireSigned(crypto: VerifyCrypto, { origin, checkpoint, keys }: EvidenceProof): Promise<void> {
  const ring = keys.map((one) => parseLogKey(crypto.sha256, one));
  const signed = await verifyCheckpoint(crypto, checkpoint.note, origin, ring);
  if (signed.size !== checkpoint.size || toHex(signed.root) !== checkpoint.root)
    throw new VerifyError('root-mismatch', 'The signed checkpoint is of another size or root than the proof.');
}

async function contentSteps({ sha256 }: VerifyCrypto, { body, openings }: EvidenceProof): Promise<EvidenceStep[]> {
  const committed = commitmentsIn(body);
  const steps: EvidenceStep[] = [];
  for (const [name, commitment] of committed) {
    const opening = openings.find((one) => one.name === name);
    if (opening?.salt === null) {
      steps.push({ step: 'content', state: 'erased', sentence: `The content "${name}" was erased; its commitment stays.` });
      continue;
    }
    steps.push(
      await step('content', `The content "${name}" is what the entry committed to.`, () => {
        if (opening?.content === undefined || opening.content === null)
          throw new VerifyError('malformed-commitment', `What opens the commitment "${name}" is missing.`);
        verifyCommitment(sha256, commitment, bytesOf(opening.salt ?? '', 'The salt'), utf8(opening.content));
      }),
    );
  }
  const strangers = openings.filter((one) => !committed.has(one.name));
  if (strangers.length > 0)
    steps.push({
      step: 'content',
      state: 'fails',
      sentence: `The entry commits to nothing called "${strangers.map((one) => one.name).join('", "')}".`,
    });
  return steps;
}

/** A fact commits to its state by a field of its own; other entries name what they commit to. */
function commitmentsIn(body: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const entry = parsed(body);
  if (entry.type === 'fact' && typeof entry.state === 'string') found.set('state', entry.state);
  for (const [name, value] of Object.entries((entry.commitments ?? {}) as Record<string, unknown>)) found.set(name, String(value));
  return found;
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(body) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

function signersOf(note: string): string[] {
  try {
    return parseNote(note).signatures.map((one) => `${one.name}+${one.keyHash}`);
  } catch {
    return [];
  }
}

function bytesOf(hex: string, what: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === null) throw new VerifyError('malformed-hash', `${what} is not written in hex.`);
  return bytes;
}
