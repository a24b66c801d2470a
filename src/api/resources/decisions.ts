import type { WrittenExclusion } from '../../audit/assessment.ts';
import { decideExclusion, listExclusions, requestExclusion, respondToException } from '../../contract/decisions.ts';
import {
  decideExclusion as decide,
  type Exclusion,
  listExclusionsBelow,
  listExclusions as listed,
  requestExclusion as request,
} from '../../engine/exclusions.ts';
import { respond } from '../../engine/responses.ts';
import type { ViewRequest } from '../../engine/views/view-request.ts';
import { isoInstant } from '../../kernel/time.ts';
import { implement, type Place } from '../implement.ts';

export const decisions = [
  implement(listExclusions, async ({ place, query }) => {
    const { json } = await place.views.ask(query, 'exclusions', {});
    const judged = JSON.parse(json) as { readonly exclusions: readonly WrittenExclusion[]; readonly titles: Readonly<Record<string, string>> };
    const here = await knownExclusions(place, query);
    const titleOf = (check: string) => judged.titles[check] ?? check;
    const rows = [...judged.exclusions.map((one) => judgedRow(one, here)), ...here.flatMap((one) => waitingRow(one, judged.exclusions))];
    return { rows: rows.map((one) => ({ ...one, checkTitle: titleOf(one.check) })) };
  }),
  implement(requestExclusion, async ({ place, body }) => standing(await request(place.installation, body))),
  implement(decideExclusion, async ({ place, params: { exclusion, decision }, body }) =>
    standing(await decide(place.installation, { id: exclusion, type: decision, ...body })),
  ),
  implement(respondToException, async ({ place, body }) => {
    const { state } = await respond(place.installation, body);
    if (state === null) throw new Error('A response has no state after it was given');
    const { cause, response, action, due, by, at } = state;
    return { cause, response, action, due, by, at: isoInstant(at) };
  }),
];

/** As they stand; or as they were known at the instant that is asked for. */
async function knownExclusions({ installation, views }: Place, query: ViewRequest): Promise<readonly Exclusion[]> {
  if (query.asKnownAt === undefined) return listed(installation);
  return listExclusionsBelow(installation, (await views.known(query)).treeSize);
}

const REJECTED = 'It was rejected: nothing is excluded.';

type Status = 'requested' | 'approved' | 'rejected' | 'ended';

/** One that was judged with the period, and may have been decided on since. */
function judgedRow(one: WrittenExclusion, here: readonly Exclusion[]) {
  const decided = here.find(({ id }) => id === one.id)?.state;
  const status: Status = decided !== undefined && decided.status !== 'none' ? decided.status : one.approvedBy === null ? 'requested' : 'approved';
  const remark = status === 'rejected' ? REJECTED : one.remark;
  return { ...one, items: [...one.items], from: decided === undefined ? ('records' as const) : ('here' as const), status, remark };
}

/** One that what is judged knows nothing of: rejected, or asked for after the instant. */
function waitingRow({ id, state }: Exclusion, judged: readonly WrittenExclusion[]) {
  if (state.status === 'none' || judged.some((one) => one.id === id)) return [];
  const { status, check, items, reason, requestedBy, approvedBy, approvedAt, until } = state;
  const remark = status === 'rejected' ? REJECTED : `It was ${status === 'requested' ? 'asked for' : 'decided'} after what is judged here.`;
  const instants = { approvedAt: approvedAt === null ? null : isoInstant(approvedAt), until: isoInstant(until) };
  return [{ id, from: 'here' as const, status, check, items: [...items], reason, requestedBy, approvedBy, ...instants, inForce: false, remark }];
}

function standing({ id, state }: Exclusion): { id: string; status: Status } {
  if (state.status === 'none') throw new Error(`The exclusion ${id} has no state after a decision`);
  return { id, status: state.status };
}
