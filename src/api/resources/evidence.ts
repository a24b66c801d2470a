import { getEvidence, getRaw, getReceived, getSheetPdf, getSheetPicture, getUses, listEvidence } from '../../contract/evidence.ts';
import { evidenceItem } from '../../engine/evidence-item.ts';
import { listEvidenceItems } from '../../engine/evidence-item-list.ts';
import { evidenceReceived, rawOf } from '../../engine/evidence-item-received.ts';
import { evidencePdf, evidencePicture, type SheetWanted } from '../../engine/evidence-item-sheet.ts';
import type { Told } from '../../engine/views/questions.ts';
import type { ViewRequest } from '../../engine/views/view-request.ts';
import { calendarDate, startOfDay, type Zone, zone } from '../../kernel/calendar.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { type Instant, isoInstant, parseInstant } from '../../kernel/time.ts';
import { implement, type Place } from '../implement.ts';

export const evidence = [
  implement(listEvidence, async ({ place, query: { from, until, ...wanted } }) => {
    const inZone = await zoneOf(place, {});
    return listEvidenceItems(place.installation, { ...wanted, from: momentOf(from, inZone), until: momentOf(until, inZone) });
  }),
  implement(getEvidence, ({ place, params: { leaf } }) => evidenceItem(place.installation, leaf)),
  implement(getReceived, ({ place, params: { leaf } }) => evidenceReceived(place.installation, leaf)),
  implement(getRaw, async ({ place, params: { leaf, sha256 } }) => {
    const { bytes, media } = await rawOf(place.installation, leaf, sha256);
    return { media, name: `${sha256}.${{ 'application/json': 'json', 'text/plain': 'txt', 'application/octet-stream': 'bin' }[media]}`, body: bytes };
  }),
  implement(getUses, ({ place, params, query }) => place.views.ask(query, 'evidenceUses', params)),
  implement(getSheetPdf, async ({ place, params: { leaf }, query }) => {
    const body = await evidencePdf(place.installation, await sheetWanted(place, leaf, query));
    return { media: 'application/pdf', name: `evidence-${leaf}.pdf`, body };
  }),
  implement(getSheetPicture, async ({ place, params: { leaf }, query }) => {
    const body = await evidencePicture(place.installation, await sheetWanted(place, leaf, query));
    return { media: 'image/svg+xml', name: null, body };
  }),
];

async function sheetWanted(place: Place, leaf: number, query: ViewRequest): Promise<SheetWanted> {
  const uses = await orNull(place.views.ask(query, 'evidenceUses', { leaf }));
  const seenAt = isoInstant(place.installation.clock());
  return { leaf, zone: await zoneOf(place, query), seenAt, uses: uses === null ? null : (JSON.parse(uses.json) as Told<'evidenceUses'>) };
}

/** The program's zone; UTC where nobody has told of a program yet. */
async function zoneOf(place: Place, query: ViewRequest): Promise<Zone> {
  return (await orNull(place.views.known(query)))?.audits.zone ?? zone('UTC');
}

/** Where nobody has looked yet, the ledger can be read all the same. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'view/nothing-known') return null;
    throw error;
  });
}

function momentOf(text: string | undefined, inZone: Zone): Instant | undefined {
  if (text === undefined) return undefined;
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? startOfDay(calendarDate(text), inZone) : parseInstant(text);
}
