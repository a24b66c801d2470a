import { pageOf } from '../../audit/views/page.ts';
import { getRecord, listRecordKinds, listRecords } from '../../contract/records.ts';
import { type RecordRow, type RecordsAt, recordKindsOf, recordOf, recordsOf } from '../../engine/record-report.ts';
import type { Told } from '../../engine/views/questions.ts';
import { resolveView } from '../../engine/views/resolve-view.ts';
import type { ViewRequest } from '../../engine/views/view-request.ts';
import type { Zone } from '../../kernel/calendar.ts';
import { parseInstant } from '../../kernel/time.ts';
import { implement, type Place } from '../implement.ts';
import { ofView } from './of-view.ts';

export const records = [
  implement(listRecordKinds, async ({ place, query }) => {
    const { json } = await place.views.ask(query, 'records promised', undefined);
    return { ...(JSON.parse(json) as Told<'records promised'>), rows: await recordKindsOf(place.installation, await recordsAt(place, query)) };
  }),
  implement(listRecords, async ({ place, params: { kind }, query }) => {
    const [view, { text, ...wanted }] = ofView(query);
    const at = await recordsAt(place, view);
    const { about, rows } = await recordsOf(place.installation, kind, at, text);
    const { title, says, file } = about;
    return { title, says, file, ...pageOf({ id: `${at.treeSize} ${view.at ?? 'now'}` }, `records ${kind} ${text ?? ''}`, rows, wanted, shownRow) };
  }),
  implement(getRecord, async ({ place, params: { kind, record }, query }) => {
    const found = await recordOf(place.installation, kind, record, await recordsAt(place, query));
    return { ...found, versions: found.versions.map((one) => ({ ...one, fields: [...one.fields] })) };
  }),
];

function shownRow(row: RecordRow) {
  return { ...row, fields: [...row.fields] };
}

/** What of the records a view sees: up to its instant, from what was known then. Records go on after a period, so that without an instant it is now. */
export async function recordsAt({ views, installation }: Place, query: ViewRequest): Promise<RecordsAt & { readonly zone: Zone }> {
  const known = await views.known(query);
  const now = installation.clock();
  const { at, treeSize } = resolveView(known, now, query);
  return { treeSize, at: at === null ? now : parseInstant(at), zone: known.audits.zone };
}
