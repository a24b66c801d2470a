import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import { sha256Hex } from '../../kernel/hash.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { toBase64 } from '../../verify/core/bytes.ts';
import { readCheckpoint } from '../../verify/core/checkpoint.ts';
import { tileWidth } from '../../verify/core/tiles.ts';
import { ASSESSMENT_FILE } from '../../verify/package/assessment.ts';
import { derivedFiles } from '../../verify/package/derive.ts';
import { INDEX_FILE, indexText } from '../../verify/package/evidence-index.ts';
import { formatFailure, newFailures } from '../../verify/package/failure.ts';
import { MANIFEST, MANIFEST_NOTE } from '../../verify/package/files.ts';
import { type ManifestFile, manifestNoteText, PACKAGE_FORMAT } from '../../verify/package/manifest.ts';
import { CHECKPOINT_FILE } from '../../verify/package/signatures.ts';
import { summaryOf } from '../../verify/package/summary.ts';
import { packageTilePath, tileCount } from '../../verify/package/tree.ts';
import { KEY_FILE, parseKeyLines, verifyPackage } from '../../verify/package/verify-package.ts';
import type { AssessmentSummary } from '../assessment.ts';
import { renderReport } from '../report/render-report.ts';
import type { ReportInput, ReportLog } from '../report/report-input.ts';
import { assessmentLine, blobShards, entryShards, type Walked } from './evidence.ts';
import { packageResults } from './package-results.ts';
import { readmeText } from './readme.ts';
import { type PackageSink, type Pieces, writeFile } from './sink.ts';
import type { PackageSource } from './source.ts';

export interface WrittenPackage {
  readonly files: number;
  readonly bytes: number;
  /** SHA-256 of manifest.json, lowercase hex: names the package. */
  readonly manifestSha256: string;
  readonly exceptions: number;
  readonly unknowns: number;
}

export interface WriteOptions {
  readonly onProgress?: (sentence: string) => void;
  /** Bytes after which a shard of evidence ends. */
  readonly shardBytes?: number;
}

/**
 * Writes a package, file by file, and verifies it before it returns. The same source gives the same bytes: no clock, no chance.
 * @throws Refusal `export/…`, naming it, when bytes that the package promises are missing or are not what was sealed
 */
export async function writePackage(source: PackageSource, sink: PackageSink, options: WriteOptions = {}): Promise<WrittenPackage> {
  const say = options.onProgress ?? (() => undefined);
  const summary = openedSummary(source);
  const manifest: ManifestFile[] = [];
  const put = async (path: string, pieces: Pieces) => {
    const file = await writeFile(sink, path, pieces);
    manifest.push(file);
    return file;
  };
  say('Writing findings and populations');
  for (const file of summary.files) await putSealed(source, file, put);
  const parsed = parsedSummary(summary);
  const derived = derivedFiles({ files: sink.written, summary: parsed, failures: newFailures(0) });
  for (const { path, text } of derived) await put(path, text());
  const { shards } = await putEvidence(source, summary, put, options);
  say('Writing the report');
  await putReport(source, { files: sink.written, summary, parsed, places: shards }, put);
  await put(ASSESSMENT_FILE, [assessmentLine(source.assessment)]);
  await put(CHECKPOINT_FILE, [source.checkpoint.note]);
  await put(KEY_FILE, [source.keys.map((key) => `${key}\n`).join('')]);
  await put('README.txt', [readmeText(summary)]);
  await put('verify.mjs', [source.verifier]);
  const manifestSha256 = await putManifest(source, summary, manifest, sink);
  await requireVerified(source, sink, say);
  const sum = (field: 'fail' | 'unknown') => summary.checks.reduce((total, check) => total + check[field], 0);
  const bytes = manifest.reduce((total, file) => total + file.bytes, 0);
  return { files: manifest.length + 2, bytes, manifestSha256, exceptions: sum('fail'), unknowns: sum('unknown') };
}

function openedSummary({ assessment }: PackageSource): AssessmentSummary {
  const [content] = Object.values(assessment.contents);
  if (content === undefined || content === 'erased')
    throw new Refusal('export/assessment-erased', 'The content of this assessment is gone: assess again, then export. Nothing was written.');
  return JSON.parse(content.content) as AssessmentSummary;
}

function parsedSummary(summary: AssessmentSummary) {
  const parsed = summaryOf(summary);
  if (typeof parsed === 'string')
    throw new Refusal('export/assessment-unreadable', `This assessment cannot be exported by this version: ${parsed} Nothing was written.`);
  return parsed;
}

/** What the report says of the log. */
function logOf({ origin, checkpoint, keys, assessment }: PackageSource): ReportLog {
  const { size, root, recorded } = readCheckpoint(checkpoint.note);
  return { origin, size, root: toBase64(root), recorded, keys, assessmentLeaf: assessment.leaf, assessmentRecorded: assessment.recorded };
}

type Put = (path: string, pieces: Pieces) => Promise<ManifestFile>;

async function putSealed(source: PackageSource, file: AssessmentSummary['files'][number], put: Put): Promise<void> {
  const bytes = await source.rows(file);
  if (sha256Hex(bytes) !== file.sha256)
    throw new Refusal(
      'export/rows-damaged',
      `${file.name} is not the file that the assessment sealed. Restore it from a backup. Nothing was written.`,
    );
  await put(file.name, [bytes]);
}

async function putEvidence(source: PackageSource, summary: AssessmentSummary, put: Put, { onProgress, shardBytes }: WriteOptions): Promise<Walked> {
  const walked: Walked = { shards: [], erased: [], blobs: new Set() };
  const kinds = new Set(summary.coverage.map(({ kind }) => kind));
  for await (const { path, pieces } of entryShards(source, kinds, walked, shardBytes)) {
    onProgress?.(`Writing ${path}`);
    await put(path, pieces);
  }
  for await (const { path, pieces } of blobShards(source, walked.blobs, shardBytes)) await put(path, pieces);
  await put(INDEX_FILE, [indexText(walked.shards, walked.erased)]);
  const { size } = source.checkpoint;
  for (let index = 0; index < tileCount(size); index++)
    await put(packageTilePath(index, size), [await source.tile(index, tileWidth(0, index, size))]);
  return walked;
}

async function putReport(source: PackageSource, from: Pick<ReportInput, 'files' | 'summary' | 'parsed' | 'places'>, put: Put): Promise<void> {
  const { responses } = source;
  const results = await packageResults({ ...from, responses });
  for await (const { path, pieces } of renderReport({ ...from, log: logOf(source), results, responses })) await put(path, pieces);
}

async function putManifest(source: PackageSource, summary: AssessmentSummary, files: readonly ManifestFile[], sink: PackageSink): Promise<string> {
  const { root, size } = readCheckpoint(source.checkpoint.note);
  const { id } = JSON.parse(source.assessment.body) as { id: string };
  const manifest = {
    format: PACKAGE_FORMAT,
    tickmark: summary.tickmark,
    organization: summary.organization,
    log: source.origin,
    period: summary.period,
    checkpoint: { size, root: toBase64(root) },
    assessment: { entry: id, leaf: source.assessment.leaf },
    ...(summary.simulated === true && { simulated: true }),
    files: [...files].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
  const { sha256 } = await writeFile(sink, MANIFEST, [`${canonicalJson(manifest as unknown as Json)}\n`]);
  await writeFile(sink, MANIFEST_NOTE, [source.sign(manifestNoteText(source.origin, sha256))]);
  return sha256;
}

/** A package is handed over only if its own verifier finds nothing to say. */
async function requireVerified(source: PackageSource, sink: PackageSink, say: (sentence: string) => void): Promise<void> {
  const { verdict, failures } = await verifyPackage(sink.written, { pinned: parseKeyLines(source.keys.join('\n')), onProgress: say });
  if (verdict === 'verified') return;
  const named = failures.slice(0, 10).map(formatFailure).join('\n');
  throw new Refusal('export/does-not-verify', `What is stored is not what was sealed, so no package was written. Run \`tickmark doctor\`.\n${named}`);
}
