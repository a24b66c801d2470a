import { statfs } from 'node:fs/promises';
import { INSTANCE } from '../database/transaction.ts';
import { openBlobs } from '../facts/store-blobs.ts';
import { Refusal } from '../kernel/refusal.ts';
import { isoInstant } from '../kernel/time.ts';
import { readCheckpoint } from '../ledger/store-checkpoint.ts';
import { verifyLedger } from '../ledger/store-verify.ts';
import type { Installation } from './installation.ts';
import { readAssessments } from './sealed-assessments.ts';
import { readLooks } from './sights.ts';

/** One thing that was examined, and what was found. */
export interface Examined {
  readonly what: string;
  readonly well: boolean;
  readonly sentence: string;
}

const LOW_DISK_BYTES = 1_000_000_000;

/** Examines a data directory from the inside: both logs entry by entry, the bytes that assessments promise, and room to go on. */
export async function examine(installation: Installation, onProgress: (step: string) => void): Promise<readonly Examined[]> {
  const { organization } = installation;
  onProgress('Recomputing the organization’s log');
  const log = await examineLog(installation, organization.id, 'organization’s log');
  onProgress('Recomputing the installation’s log');
  const instance = await examineLog(installation, INSTANCE, 'installation’s log');
  onProgress('Looking for what assessments promise');
  const looks = await examineLooks(installation);
  return [log, instance, await examinePromises(installation), looks, ...(await examineSecrets(installation)), await examineDisk(installation)];
}

/** Whether each stored secret opens; nothing where none is stored. */
async function examineSecrets({ vault, organization }: Installation): Promise<Examined[]> {
  const stored = await vault.list(organization.id);
  if (stored.length === 0) return [];
  const refused: string[] = [];
  for (const secret of stored) {
    await vault.read(organization.id, secret).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      refused.push(error.message);
    });
  }
  const [first] = refused;
  const well = first === undefined;
  return [{ what: 'secrets', well, sentence: well ? `${stored.length} stored; each opens with keys/secrets.json.` : first }];
}

async function examineLog({ db }: Installation, log: Parameters<typeof verifyLedger>[1], what: string): Promise<Examined> {
  const { size, difference } = await verifyLedger(db, log);
  if (difference !== null)
    return { what, well: false, sentence: `${difference.sentence} Restore the newest backup, and keep this one for whoever investigates.` };
  const last = await readCheckpoint(db, log);
  const sealed =
    last === null
      ? 'no checkpoint yet'
      : `last checkpoint at ${last.size.toLocaleString('en-US')} ${entries(last.size)}, ${isoInstant(last.recorded)}`;
  return { what, well: true, sentence: `${size.toLocaleString('en-US')} ${entries(size)} recomputed; every row is what was sealed; ${sealed}.` };
}

function entries(count: number): string {
  return count === 1 ? 'entry' : 'entries';
}

async function examinePromises(installation: Installation): Promise<Examined> {
  const blobs = openBlobs(installation.dataDirectory);
  const assessments = await readAssessments(installation);
  const promised = new Set(assessments.flatMap((one) => one.summary.files.map((file) => file.sha256)));
  let lacking = 0;
  for (const sha256 of promised) if (!(await blobs.has(sha256))) lacking++;
  const what = 'promised bytes';
  if (lacking > 0)
    return {
      what,
      well: false,
      sentence: `${lacking} of ${promised.size} files of findings are missing from blobs/. Restore the folder from a backup.`,
    };
  return {
    what,
    well: true,
    sentence:
      assessments.length === 0
        ? 'Nothing was assessed yet, so nothing is promised.'
        : `${assessments.length} ${assessments.length === 1 ? 'assessment' : 'assessments'}; all ${promised.size} files named are there.`,
  };
}

async function examineLooks({ db, organization }: Installation): Promise<Examined> {
  const size = (await readCheckpoint(db, organization.id))?.size ?? 0;
  const looks = await readLooks(db, organization.id, size);
  const last = looks.at(-1);
  const what = 'looks';
  if (!last) return { what, well: false, sentence: 'Nobody has looked yet. Run: tickmark collect' };
  return { what, well: true, sentence: `${looks.length} looks; the last one, at ${last.connection}, began ${last.startedAt}.` };
}

async function examineDisk({ dataDirectory }: Installation): Promise<Examined> {
  const { bavail, bsize } = await statfs(dataDirectory);
  const free = bavail * bsize;
  const gigabytes = (free / 1e9).toFixed(1);
  return { what: 'disk', well: free > LOW_DISK_BYTES, sentence: `${gigabytes} GB free for ${dataDirectory}.` };
}
