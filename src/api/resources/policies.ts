import { getPolicy, getPolicyText, listPolicies } from '../../contract/policies.ts';
import { type PolicyVersion, policyText, policyVersions } from '../../engine/record-report-policy.ts';
import type { Told } from '../../engine/views/questions.ts';
import type { ViewRequest } from '../../engine/views/view-request.ts';
import { implement, type Place } from '../implement.ts';
import { recordsAt } from './records.ts';

export const policies = [
  implement(listPolicies, async ({ place, query }) => {
    const { json } = await place.views.ask(query, 'policies', undefined);
    const told = JSON.parse(json) as Told<'policies'>;
    const versions = await versionsAt(place, query);
    return { ...told, rows: told.rows.map((one) => ({ ...one, ...approvedOf(versions.get(one.id) ?? [], one.version) })) };
  }),
  implement(getPolicy, async ({ place, params: { policy }, query }) => {
    const { json } = await place.views.ask(query, 'policy', { policy });
    const versions = (await versionsAt(place, query)).get(policy) ?? [];
    return { ...(JSON.parse(json) as Told<'policy'>), versions: versions.map((one) => ({ ...one, parameters: [...one.parameters] })) };
  }),
  implement(getPolicyText, ({ place, params: { policy }, query: { leaf } }) => policyText(place.installation, policy, leaf)),
];

async function versionsAt(place: Place, query: ViewRequest): Promise<ReadonlyMap<string, PolicyVersion[]>> {
  const { zone, ...at } = await recordsAt(place, query);
  return policyVersions(place.installation, zone, at);
}

function approvedOf(all: readonly PolicyVersion[], version: number) {
  const shown = all.findLast((one) => one.version === version);
  const approved = shown?.approvedBy ? { by: shown.approvedBy, on: shown.approvedOn } : null;
  return { approved, versions: all.length };
}
