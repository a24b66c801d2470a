import { compilePdf, compilePicture } from '../audit/documents/pdf.ts';
import type { evidenceUses } from '../audit/views/evidence.ts';
import { bothClocks, budgets, type EvidenceSheet, type Property, sheetSource } from '../audit/views/evidence-sheet.ts';
import type { Zone } from '../kernel/calendar.ts';
import { checkEvidence } from '../verify/core/evidence-item.ts';
import { nodeVerifyCrypto } from '../verify/node-crypto.ts';
import { type EvidenceItem, evidenceItem } from './evidence-item.ts';
import type { EvidencePlace } from './evidence-item-entry.ts';
import { evidenceReceived, type Received } from './evidence-item-received.ts';
import type { ReadableValue } from './evidence-item-values.ts';

export interface SheetWanted {
  readonly leaf: number;
  readonly zone: Zone;
  /** ISO: as of when it is seen. */
  readonly seenAt: string;
  readonly uses: ReturnType<typeof evidenceUses> | null;
}

/** One entry of the ledger on one page. @throws Refusal `evidence/unknown`, `document/no-pdf-here` */
export async function evidencePdf(place: EvidencePlace, wanted: SheetWanted): Promise<Uint8Array> {
  const sheet = await evidenceSheet(place, wanted);
  return (await fitting(sheet, Date.parse(wanted.seenAt))).bytes;
}

/** The same as a picture: SVG with its letters as outlines. */
export async function evidencePicture(place: EvidencePlace, wanted: SheetWanted): Promise<string> {
  const sheet = await evidenceSheet(place, wanted);
  return compilePicture((await fitting(sheet, Date.parse(wanted.seenAt))).source);
}

/** The most that fits on one page; where nothing does, the least, on as many as it needs. */
async function fitting(sheet: EvidenceSheet, dated: number): Promise<{ source: string; bytes: Uint8Array }> {
  let last: { source: string; bytes: Uint8Array } = { source: '', bytes: new Uint8Array() };
  for (const budget of budgets) {
    const source = sheetSource(sheet, budget);
    const { bytes, pages } = await compilePdf(source, dated);
    last = { source, bytes };
    if (pages === 1) break;
  }
  return last;
}

async function evidenceSheet(place: EvidencePlace, { leaf, zone, seenAt, uses }: SheetWanted): Promise<EvidenceSheet> {
  const item = await evidenceItem(place, leaf);
  const received = await evidenceReceived(place, leaf);
  const verdict = await checkEvidence(nodeVerifyCrypto, item.proof, item);
  const [first] = received.rows;
  return {
    title: item.about.name ?? item.about.what,
    subtitle: `${item.about.what}. ${item.says}`,
    id: `Leaf ${item.leaf}`,
    organization: item.organization.name,
    simulated: item.simulated,
    source: sourceOf(item, first, zone),
    seal: sealOf(item, verdict.signers),
    verdict: {
      holds: verdict.state === 'holds',
      sentence:
        verdict.state === 'holds'
          ? 'Included, checked when this sheet was made'
          : (verdict.steps.find((one) => one.state === 'fails')?.sentence ?? 'Not checked'),
    },
    path: pathOf(item),
    fields: item.fields.map(({ label, value, readBy }) => ({ label, value: valueText(value), read: readBy.length > 0 })),
    received: { sentence: onPaper(received.sentence), text: first?.excerpt?.text ?? '' },
    uses: usesOf(uses),
    foot: `Entry ${item.id}. Seen as of ${bothClocks(seenAt, zone)[0]}.`,
  };
}

function sourceOf({ look, fact, at, recorded }: EvidenceItem, first: Received | undefined, zone: Zone): Property[] {
  const rows: Property[] = [];
  if (look !== null) rows.push({ label: 'Source', lines: [`${look.title}, connection ${look.connection}`, ...look.hosts] });
  if (first !== undefined) {
    rows.push({ label: 'Request', lines: [first.asked], mono: true });
    rows.push({ label: 'Answer', lines: [`${first.status === null ? '' : `${first.status}, `}${first.bytes} bytes`, first.sha256] });
  }
  if (look === null) rows.push({ label: 'Written', lines: bothClocks(at, zone) });
  else rows.push({ label: 'Collected', lines: bothClocks(look.startedAt, zone) });
  if (fact !== null)
    rows.push({
      label: 'In force',
      lines: [
        `from ${bothClocks(fact.validFrom, zone)[0]}`,
        fact.validUntil === null ? 'until now, as far as seen' : `until ${bothClocks(fact.validUntil, zone)[0]}`,
      ],
    });
  if (look !== null) {
    rows.push({ label: 'Identity', lines: [look.identity] });
    rows.push({
      label: 'Look',
      lines: [`${look.outcome}: ${look.rows} rows, ${look.requests} requests, ${look.covered} parts seen, ${look.unseen} not seen`],
    });
  }
  return [...rows, { label: 'Recorded', lines: bothClocks(recorded, zone) }];
}

function sealOf({ leaf, leafHash, proof }: EvidenceItem, signers: readonly string[]): Property[] {
  return [
    { label: 'SHA-256', lines: [leafHash], mono: true },
    { label: 'Leaf', lines: [`${leaf} of ${proof.checkpoint.size}`] },
    { label: 'Checkpoint', lines: [`${proof.checkpoint.size}, of ${proof.checkpoint.recorded}`] },
    { label: 'Signed by', lines: [...signers], mono: true },
  ];
}

function pathOf({ leafHash, proof }: EvidenceItem): EvidenceSheet['path'] {
  const brief = (hash: string) => `${hash.slice(0, 8)}…${hash.slice(-4)}`;
  const { path, checkpoint } = proof;
  const steps = path.slice(0, 3).map((hash, at) => ({ label: String(at + 1), hash: brief(hash) }));
  const more = path.length > 3 ? [{ label: '…', hash: `${path.length - 3} more` }] : [];
  return [{ label: 'leaf', hash: brief(leafHash) }, ...steps, ...more, { label: 'root', hash: brief(checkpoint.root) }];
}

function valueText({ lines, more }: ReadableValue): string {
  const all = lines.map((one) => one.text).join('; ');
  return more > 0 ? `${all}; and ${more} more` : all;
}

/** Of several answers, one is printed. */
function onPaper(sentence: string): string {
  return sentence.replace(
    / The \d+ that hold most of what this version says stand here\./,
    ' The one that holds most of what this version says is printed.',
  );
}

/** Checks that are printed; the others are counted. */
const PRINTED = 6;

function usesOf(uses: SheetWanted['uses']): Property[] {
  if (uses === null) return [];
  const checks = uses.checks.slice(0, PRINTED).map((one) => ({ label: 'Check', lines: [`${one.title}: ${tally(one)}`] }));
  const left = uses.checks.length - checks.length;
  const criteria = [...new Set(uses.checks.flatMap((one) => one.criteria))].sort();
  return [
    ...checks,
    ...(left > 0 ? [{ label: '', lines: [`${left === 1 ? 'One further check rests' : `${left} further checks rest`} on it.`] }] : []),
    ...(criteria.length > 0 ? [{ label: 'Criteria', lines: [criteria.join(', ')] }] : []),
    ...(checks.length > 0 ? [{ label: 'Period', lines: [`${uses.period.first} to ${uses.period.last}`] }] : []),
  ];
}

function tally({ items, pass, fail, unknown, notOwed, excluded }: NonNullable<SheetWanted['uses']>['checks'][number]): string {
  const counts = [
    [fail, 'fail'],
    [unknown, 'unknown'],
    [pass, 'pass'],
    [notOwed, 'not owed'],
    [excluded, 'excluded'],
  ] as const;
  const said = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return `${items} ${items === 1 ? 'item rests' : 'items rest'} on it, ${said.join(', ')}`;
}
