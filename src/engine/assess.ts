import type { AssessmentSummary, WrittenFinding } from '../audit/assessment.ts';
import { withOrganization } from '../database/transaction.ts';
import { openBlobs } from '../facts/store-blobs.ts';
import type { Json } from '../kernel/canonical-json.ts';
import { newUuid, type Uuid } from '../kernel/ids.ts';
import { type Instant, isoInstant, parseInstant } from '../kernel/time.ts';
import { appendEntry } from '../ledger/store.ts';
import { readCheckpoint, treeSizeAsKnownAt } from '../ledger/store-checkpoint.ts';
import type { StoredCheckpoint } from '../ledger/store-tree.ts';
import type { CollectPlace } from './collect-place.ts';
import { type JudgeRequest, judge } from './judge.ts';
import type { PeriodRequest } from './program.ts';
import { type Written, writeDown } from './summary.ts';

/** What judging needs of its installation: no more than a look does. */
export type AssessPlace = CollectPlace;

export interface Assessed {
  readonly summary: AssessmentSummary;
  readonly findings: readonly WrittenFinding[];
}

export interface Sealed extends Assessed {
  /** The ledger entry that seals it. */
  readonly entry: Uuid;
  /** The first checkpoint that covers it. */
  readonly checkpoint: StoredCheckpoint;
}

export interface AssessRequest extends PeriodRequest {
  /** Answer from what was known then; now when not given. */
  readonly asKnownAt?: Instant | undefined;
  readonly checkLimit?: number | undefined;
  readonly onProgress?: (step: string) => void;
}

/** Judges every check over the period and seals the result. Facts are not changed; nothing that was sealed before is touched. */
export async function assess(installation: AssessPlace, request: AssessRequest): Promise<Sealed> {
  const { keeper, organization } = installation;
  request.onProgress?.('Sealing what was collected');
  await keeper.seal(organization.id);
  const written = await judged(installation, request);
  request.onProgress?.('Sealing the assessment');
  return sealWritten(installation, written);
}

/** Seals what was judged. */
export async function sealWritten(installation: AssessPlace, written: Written): Promise<Sealed> {
  const entry = await seal(installation, written);
  const checkpoint = await installation.keeper.seal(installation.organization.id);
  return { summary: written.summary, findings: written.findings, entry, checkpoint };
}

/** Judges one instant, or a period, without sealing anything. */
export async function look(installation: AssessPlace, request: AssessRequest & { readonly at?: Instant | undefined }): Promise<Written> {
  await installation.keeper.seal(installation.organization.id);
  return judged(installation, request);
}

/** Judges the facts that stood below a tree size, with today's checks. */
export async function judgeAgain(installation: AssessPlace, treeSize: number, request: PeriodRequest): Promise<Assessed> {
  return judgedBelow(installation, treeSize, { ...request });
}

/** Judges the facts that stood below a tree size; with `upTo`, only up to that instant. Nothing is written. */
export async function judgeUpTo(
  installation: Pick<AssessPlace, 'db' | 'organization' | 'version'> & { readonly simulated: boolean },
  treeSize: number,
  request: PeriodRequest & Pick<JudgeRequest, 'now' | 'upTo'>,
): Promise<Written> {
  const { db, organization, version, simulated } = installation;
  return writeDown({ judged: await judge(db, { ...request, organization: organization.id, treeSize }), organization, version, treeSize, simulated });
}

async function judged(installation: AssessPlace, request: AssessRequest & { readonly at?: Instant | undefined }): Promise<Written> {
  request.onProgress?.('Judging');
  const treeSize = await treeSizeFor(installation, request.asKnownAt);
  return judgedBelow(installation, treeSize, request);
}

async function judgedBelow(
  installation: AssessPlace,
  treeSize: number,
  request: PeriodRequest & Pick<JudgeRequest, 'at' | 'checkLimit'>,
): Promise<Written> {
  const { db, organization, version, clock, simulation } = installation;
  const { audit, period, at, checkLimit } = request;
  const wanted: JudgeRequest = { organization: organization.id, treeSize, now: clock(), audit, period, at, checkLimit };
  const simulated = simulation !== undefined && simulation !== null;
  return writeDown({ judged: await judge(db, wanted), organization, version, treeSize, simulated });
}

/** How many entries were known then; now, when no instant is given. */
export async function treeSizeFor({ db, organization }: AssessPlace, asKnownAt: Instant | undefined): Promise<number> {
  if (asKnownAt !== undefined) return treeSizeAsKnownAt(db, organization.id, asKnownAt);
  return (await readCheckpoint(db, organization.id))?.size ?? 0;
}

/** The rows are kept before the entry that names them: an entry never promises bytes that are not there. */
async function seal({ db, dataDirectory, organization, clock }: AssessPlace, { summary, files }: Written): Promise<Uuid> {
  const blobs = openBlobs(dataDirectory);
  for (const file of files) await blobs.put(file.text);
  const { entry } = await withOrganization(db, organization.id, (tx) =>
    appendEntry(tx, {
      type: 'assessment',
      at: clock(),
      fields: { assessment: newUuid(), treeSize: summary.treeSize, horizon: isoInstant(parseInstant(summary.period.horizon)) },
      contents: { summary: summary as unknown as Json },
    }),
  );
  return entry;
}
