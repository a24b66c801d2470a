import { equalBytes, utf8 } from '../core/bytes.ts';
import { canonicalText } from '../core/canonical.ts';
import { leafHash } from '../core/merkle.ts';
import { type Context, listedUnder, requirePresent } from './context.ts';
import { verifyOpening } from './entries.ts';
import { commitmentsOf, type EvidenceLine, evidenceLineOf, sealedTextOf } from './evidence-line.ts';
import { readJsonLines } from './lines.ts';
import { type Summary, summaryOf } from './summary.ts';
import { leafHashAt } from './tree.ts';

export const ASSESSMENT_FILE = 'assessment.json';

/** assessment.json is the entry that the manifest names, sealed in the log, and opens to a summary of the same period. */
export async function verifyAssessment(context: Context): Promise<void> {
  const { failures } = context;
  const place = { file: ASSESSMENT_FILE };
  if (!requirePresent(context, ASSESSMENT_FILE)) return;
  const lines = [];
  for await (const line of readJsonLines(context.files, ASSESSMENT_FILE, failures)) lines.push(line);
  const entry = lines.length === 1 ? evidenceLineOf(lines[0]?.value) : 'The file holds one line.';
  if (typeof entry === 'string') failures.add('assessment-malformed', entry, place);
  else if (await isSealed(context, entry)) context.summary = await openSummary(context, entry);
}

async function isSealed(context: Context, entry: EvidenceLine): Promise<boolean> {
  const { manifest, failures, crypto } = context;
  const place = { file: ASSESSMENT_FILE, leaf: entry.leaf };
  const named = manifest.assessment;
  if (entry.leaf !== named.leaf || entry.body.id !== named.entry || entry.body.type !== 'assessment') {
    failures.add('assessment-differs', 'It is not the assessment that the manifest names.', place);
    return false;
  }
  if (!context.treeProven) return false;
  const hash = await leafHashAt(context, entry.leaf);
  if (hash !== null && equalBytes(leafHash(crypto.sha256, utf8(sealedTextOf(entry))), hash)) return true;
  failures.add('entry-altered', 'The assessment is not the one that was sealed at this place.', place);
  return false;
}

async function openSummary(context: Context, entry: EvidenceLine): Promise<Summary | null> {
  const { failures } = context;
  const place = { file: ASSESSMENT_FILE, leaf: entry.leaf };
  const [committed, ...more] = commitmentsOf(entry);
  const content = committed && Object.hasOwn(entry.contents, committed[0]) ? entry.contents[committed[0]] : undefined;
  if (
    committed === undefined ||
    more.length > 0 ||
    content === undefined ||
    typeof content === 'string' ||
    Object.keys(entry.contents).length !== 1
  ) {
    failures.add('content-missing', 'The assessment does not open to exactly one summary.', place);
    return null;
  }
  const before = failures.count;
  await verifyOpening(context, committed[1], content, place);
  if (failures.count > before) return null;
  const summary = summaryOf(content.content);
  if (typeof summary === 'string') {
    failures.add('assessment-malformed', summary, place);
    return null;
  }
  requireAgreement(context, entry, summary);
  return summary;
}

function requireAgreement(context: Context, { body, leaf }: EvidenceLine, summary: Summary): void {
  const { manifest, failures } = context;
  const place = { file: ASSESSMENT_FILE, leaf };
  const agrees =
    body.treeSize === summary.treeSize &&
    body.horizon === summary.horizon &&
    summary.treeSize <= leaf &&
    manifest.simulated === summary.whole.simulated &&
    manifest.tickmark === summary.tickmark &&
    canonicalText(manifest.period) === canonicalText(summary.period) &&
    canonicalText(manifest.organization) === canonicalText(summary.organization);
  if (!agrees) failures.add('assessment-differs', 'The summary, the entry that seals it and the manifest do not say the same.', place);
}

/** The rows in findings/ and populations/ are the bytes that the assessment sealed. */
export function verifySealedFiles(context: Context): void {
  const { summary, failures, listed } = context;
  if (summary === null) return;
  for (const { name, sha256, bytes } of summary.files.values()) {
    const held = listed.get(name);
    if (held?.sha256 !== sha256 || held.bytes !== bytes)
      failures.add('sealed-file', 'It is not the file of rows that the assessment sealed.', { file: name });
  }
  for (const { path } of [...listedUnder(context, 'findings/', ''), ...listedUnder(context, 'populations/', '.ndjson')]) {
    if (!summary.files.has(path)) failures.add('sealed-file', 'The assessment sealed no such file of rows.', { file: path });
  }
}
