import { Refusal } from '../kernel/refusal.ts';
import { isoInstant } from '../kernel/time.ts';
import { entryTypes } from '../ledger/entry-types.ts';
import { countByType, countWaiting, originOf, tileReader } from '../ledger/store.ts';
import { readCheckpoint, readCheckpoints } from '../ledger/store-checkpoint.ts';
import type { StoredCheckpoint } from '../ledger/store-tree.ts';
import { compareStoredTree } from '../ledger/witness/compare.ts';
import type { Witness } from '../ledger/witness/witness.ts';
import { verifyCheckpoint } from '../verify/core/checkpoint.ts';
import { formatLogKey } from '../verify/core/log-keys.ts';
import { nodeVerifyCrypto } from '../verify/node-crypto.ts';
import type { Installation } from './installation.ts';

export type LedgerPlace = Pick<Installation, 'db' | 'organization' | 'keeper' | 'witnesses'>;

/** How the log stands to what a witness keeps. `behind`: the witness has seen more than there is. */
export type WitnessState = 'same' | 'older' | 'behind' | 'forked' | 'nothing' | 'unreachable';

export interface WitnessReport {
  readonly title: string;
  readonly state: WitnessState;
  /** Entries that the newest checkpoint it keeps covers. */
  readonly size: number | null;
  readonly sentence: string;
}

/** The organization's log: how large it is, who signs it, what it holds, and who outside keeps its checkpoints. */
export async function ledgerReport(place: LedgerPlace) {
  const { db, organization, keeper } = place;
  const checkpoint = await readCheckpoint(db, organization.id);
  const types = await countByType(db, organization.id);
  return {
    origin: originOf(db, organization.id),
    checkpoint: checkpoint && { ...checkpointRow(checkpoint), note: checkpoint.note },
    keys: (await keeper.keyring(organization.id)).map(formatLogKey),
    waiting: await countWaiting(db, organization.id),
    types: types.map(({ type, count }) => ({ type, count, says: saysOf(type) })),
    witnesses: await Promise.all(place.witnesses.map((one) => witnessReport(one, place))),
  };
}

/** Checkpoints smaller than `below`, the newest first; `next` is the `below` of the next page, null on the last. */
export async function checkpointPage(
  { db, organization }: Pick<LedgerPlace, 'db' | 'organization'>,
  { below = Number.MAX_SAFE_INTEGER, limit }: { readonly below?: number | undefined; readonly limit: number },
) {
  const found = await readCheckpoints(db, organization.id, { below, limit: limit + 1 });
  const rows = found.slice(0, limit).map(checkpointRow);
  return { rows, next: found.length > limit ? (rows.at(-1)?.size ?? null) : null };
}

/**
 * The signed note of the checkpoint of exactly this many entries; of the newest where no size is given.
 * @throws Refusal `ledger/no-checkpoint`
 */
export async function checkpointNote(
  { db, organization }: Pick<LedgerPlace, 'db' | 'organization'>,
  size: number | undefined,
): Promise<Pick<StoredCheckpoint, 'size' | 'note'>> {
  const found = await readCheckpoint(db, organization.id, size);
  if (found !== null && (size === undefined || found.size === size)) return found;
  const which = size === undefined ? ' yet' : ` of ${size.toLocaleString('en-US')} entries`;
  throw new Refusal('ledger/no-checkpoint', `There is no checkpoint${which}.`);
}

function checkpointRow({ size, root, recorded }: StoredCheckpoint) {
  return { size, root: Buffer.from(root).toString('hex'), recorded: isoInstant(recorded) };
}

function saysOf(type: string): string {
  return Object.hasOwn(entryTypes, type) ? entryTypes[type as keyof typeof entryTypes].says : '';
}

async function witnessReport(witness: Witness, { db, organization, keeper }: LedgerPlace): Promise<WitnessReport> {
  const { title } = witness;
  const origin = originOf(db, organization.id);
  try {
    const note = await witness.latest(origin);
    if (note === null)
      return { title, state: 'nothing', size: null, sentence: 'It keeps nothing of this log yet. It is told at the next checkpoint.' };
    const outside = await verifyCheckpoint(nodeVerifyCrypto, note, origin, await keeper.keyring(organization.id));
    const size = (await readCheckpoint(db, organization.id))?.size ?? 0;
    const verdict = await compareStoredTree(tileReader(db, organization.id), size, outside);
    return { title, size: outside.size, ...standing(verdict, outside.size, size) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { title, state: 'unreachable', size: null, sentence: `It could not be asked: ${why}` };
  }
}

function standing(verdict: Awaited<ReturnType<typeof compareStoredTree>>, outside: number, size: number): Pick<WitnessReport, 'state' | 'sentence'> {
  const seen = outside.toLocaleString('en-US');
  if (verdict === 'behind')
    return {
      state: 'behind',
      sentence: `It has seen ${seen} entries, and there are ${size.toLocaleString('en-US')}: an old backup was restored, or entries were removed.`,
    };
  if (verdict === 'forked') return { state: 'forked', sentence: `The log is not the one that it has seen at ${seen} entries: it was rewritten.` };
  if (outside === size) return { state: 'same', sentence: 'It keeps the newest checkpoint, and the log is the one that it has seen.' };
  return {
    state: 'older',
    sentence: `It has seen ${seen} of ${size.toLocaleString('en-US')} entries, and the log is the one that it has seen. It is told at the next checkpoint.`,
  };
}
