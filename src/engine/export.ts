import { readFile } from 'node:fs/promises';
import type { AssessmentSummary } from '../audit/assessment.ts';
import { openFolderSink } from '../audit/package/folder-sink.ts';
import type { PackageSource } from '../audit/package/source.ts';
import { type WrittenPackage, writePackage } from '../audit/package/write-package.ts';
import { type Blobs, openBlobs } from '../facts/store-blobs.ts';
import { Refusal } from '../kernel/refusal.ts';
import { originOf, tileReader } from '../ledger/store.ts';
import { readCheckpoint, readFirstCheckpoint } from '../ledger/store-checkpoint.ts';
import type { StoredCheckpoint } from '../ledger/store-tree.ts';
import { readTile } from '../ledger/tiles.ts';
import { formatVerifierKey } from '../verify/core/note.ts';
import type { Installation } from './installation.ts';
import { responsesOf } from './program-report.ts';
import { chooseAssessment, type SealedAssessment } from './sealed-assessments.ts';
import { readEvidence } from './store-evidence.ts';

export interface ExportRequest {
  /** The id of an audit in the program; with neither this nor `period`, the newest assessment is exported. */
  readonly audit?: string | undefined;
  /** `2025-01-01..2025-12-31` */
  readonly period?: string | undefined;
  /** Size of the checkpoint at which to export, or the newest there is; without it, the first that covers the assessment. */
  readonly checkpoint?: number | 'newest' | undefined;
  /** The folder to write. */
  readonly out: string;
  /** Whether a package that stands there may be replaced. */
  readonly replace?: boolean;
  readonly onProgress?: (sentence: string) => void;
}

export interface Exported extends WrittenPackage {
  readonly summary: AssessmentSummary;
  readonly assessmentLeaf: number;
  readonly checkpointSize: number;
  /** Verifier keys to be given to the auditor by another way than the package. */
  readonly keys: readonly string[];
}

/**
 * Writes the audit package of the newest sealed assessment that fits the request. The same assessment at the same checkpoint gives the
 * same bytes, unless contents were erased in between. The folder takes its name only once it is whole, durable and verified.
 * @throws Refusal `export/…`, `blob/…` naming what is missing or in the way
 */
export async function exportPackage(installation: Installation, request: ExportRequest): Promise<Exported> {
  const size = request.checkpoint === 'newest' ? (await readCheckpoint(installation.db, installation.organization.id))?.size : request.checkpoint;
  const assessment = await chooseAssessment(installation, { ...request, checkpoint: size }, 'export/no-assessment');
  const checkpoint = await chooseCheckpoint(installation, assessment, size);
  const keys = (await installation.keeper.keyring(installation.organization.id)).map(({ key }) => formatVerifierKey(key));
  const source = await sourceOf(installation, assessment, checkpoint, keys);
  const sink = await openFolderSink(request.out, { replace: request.replace === true });
  try {
    const written = await writePackage(source, sink, { ...(request.onProgress && { onProgress: request.onProgress }) });
    await sink.finish();
    return { ...written, summary: assessment.summary, assessmentLeaf: assessment.leaf, checkpointSize: checkpoint.size, keys };
  } catch (error) {
    await sink.abandon();
    throw error;
  }
}

async function chooseCheckpoint({ db, organization }: Installation, { leaf }: SealedAssessment, size: number | undefined): Promise<StoredCheckpoint> {
  const found = size === undefined ? await readFirstCheckpoint(db, organization.id, leaf + 1) : await readCheckpoint(db, organization.id, size);
  if (found !== null && found.size > leaf && (size === undefined || found.size === size)) return found;
  throw new Refusal(
    'export/no-checkpoint',
    `There is no checkpoint${size === undefined ? '' : ` of ${size} entries`} that covers this assessment. Leave out --checkpoint, or name one above ${leaf}.`,
  );
}

async function sourceOf(
  installation: Installation,
  { leaf }: SealedAssessment,
  checkpoint: StoredCheckpoint,
  keys: readonly string[],
): Promise<PackageSource> {
  const { db, organization, keeper, dataDirectory } = installation;
  const id = organization.id;
  const blobs = openBlobs(dataDirectory);
  const tiles = tileReader(db, id);
  return {
    origin: originOf(db, id),
    checkpoint,
    keys,
    assessment: await readAssessmentEntry(installation, leaf),
    responses: await responsesOf(installation, checkpoint.size),
    entries: () => readEvidence(db, { organization: id, fromLeaf: 0, untilLeaf: checkpoint.size }),
    tile: (index, width) => readTile(tiles, 0, index, width),
    rows: ({ name, sha256 }) => promised(blobs, sha256, name),
    blob: (sha256) => promised(blobs, sha256, `the raw file ${sha256}`),
    sign: (text) => keeper.signNote(id, text),
    verifier: await readVerifier(),
  };
}

async function readAssessmentEntry({ db, organization }: Installation, leaf: number): Promise<PackageSource['assessment']> {
  for await (const [entry] of readEvidence(db, { organization: organization.id, fromLeaf: leaf, untilLeaf: leaf + 1 }))
    if (entry !== undefined) return entry;
  throw new Refusal('export/entry-missing', `The entry ${leaf} of the ledger is missing. Run \`tickmark doctor\`. Nothing was written.`);
}

async function promised(blobs: Blobs, sha256: string, name: string): Promise<Uint8Array> {
  try {
    return await blobs.get(sha256);
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, `The package promises ${name}. ${error.message} Nothing was written.`);
    throw error;
  }
}

/** The one-file verifier: beside its sources in a clone, beside their emitted form in a package. */
async function readVerifier(): Promise<Uint8Array> {
  return readFile(new URL('../verify/verify.mjs', import.meta.url)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new Refusal('export/no-verifier', 'The one-file verifier has not been built. Run: node scripts/build-verify.mjs');
  });
}
