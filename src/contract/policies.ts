import { z } from 'zod';
import { day, id, iso, state } from './common.ts';
import { endpoint } from './endpoint.ts';
import { viewQuery, viewRefuses } from './view.ts';

const TAG = 'Policies';
const policyStatus = z.enum(['adopted', 'draft', 'withdrawn']);
const ofPolicy = z.object({ id: z.string(), version: z.int() });
const setting = z.object({ written: z.string(), policy: ofPolicy.nullable() });
const basis = z.enum(['look', 'source', 'claimed', 'entered', 'retraction']);

export const reality = z.object({
  check: z.string(),
  title: z.string(),
  /** `limit`: within what time. `cadence`: how often. */
  measure: z.enum(['limit', 'cadence', 'other']),
  counts: z.object({ items: z.int(), pass: z.int(), fail: z.int(), unknown: z.int(), notOwed: z.int(), excluded: z.int() }).nullable(),
  /** Items of which nothing tells which of several limits applied. */
  notToldApart: z.int(),
  says: z.string(),
  state,
});

export const policyParameter = z.object({
  name: z.string(),
  written: z.string(),
  /** What it sets, as words before its value; null where no check reads it. */
  title: z.string().nullable(),
  counts: z.boolean(),
  /** Why it does not count; empty where it does. */
  why: z.string(),
  since: iso.nullable(),
  /** What counted earlier in the period. */
  earlier: z.array(setting.extend({ until: iso })),
  checks: z.array(reality),
});

const policyEntry = z.object({
  id: z.string(),
  title: z.string(),
  status: policyStatus,
  version: z.int(),
  owner: z.string(),
  effective: day.nullable(),
  /** From when this version counts; null where none does. */
  since: iso.nullable(),
  /** A newer version that was adopted and does not count yet. */
  next: z.object({ version: z.int(), effective: day.nullable() }).nullable(),
  parameters: z.array(policyParameter),
});

export const policyNotices = z.object({
  numbersNoCheckUses: z.array(z.object({ policy: z.string(), version: z.int(), parameter: z.string(), written: z.string(), why: z.string() })),
  checksWithoutDocument: z.array(
    z.object({ setting: z.string(), title: z.string(), written: z.string(), from: z.string(), checks: z.array(z.string()) }),
  ),
  drafts: z.array(
    z.object({
      policy: z.string(),
      version: z.int(),
      parameters: z.array(z.object({ name: z.string(), written: z.string(), instead: setting.nullable() })),
    }),
  ),
  namedTwice: z.array(
    z.object({
      parameter: z.string(),
      named: z.array(z.object({ policy: z.string(), version: z.int(), written: z.string(), since: iso })),
      counts: z.string().nullable(),
      why: z.string(),
    }),
  ),
  changes: z.array(z.object({ setting: z.string(), title: z.string(), at: iso, before: setting, after: setting, checks: z.array(z.string()) })),
});

/** A policy as it was written down at some time. */
export const policyVersion = z.object({
  version: z.int(),
  status: z.enum(['draft', 'adopted']),
  title: z.string(),
  owner: z.string(),
  author: z.string(),
  approvedBy: z.string().nullable(),
  approvedOn: day.nullable(),
  reviewedOn: day.nullable(),
  effective: day.nullable(),
  parameters: z.array(z.object({ name: z.string(), written: z.string() })),
  /** When it stood in the records; until null while it does. */
  from: iso,
  until: iso.nullable(),
  /** When its numbers counted; null where they never did. */
  counts: z.object({ from: iso, until: iso.nullable() }).nullable(),
  basis,
  leaf: z.int(),
  sha256: z.string(),
});

/** Who approved the version that is shown, and when, as it is written down. */
const approval = z.object({ by: z.string(), on: day.nullable() }).nullable();

export const listPolicies = endpoint({
  method: 'GET',
  path: '/policies',
  tag: TAG,
  may: 'read',
  says: 'Every policy of the period with what it promises in numbers, held against what was found; and where documents and checks do not meet.',
  query: viewQuery,
  answers: z.object({ rows: z.array(policyEntry.extend({ approved: approval, versions: z.int() })), notices: policyNotices }),
  refuses: viewRefuses,
});

export const getPolicy = endpoint({
  method: 'GET',
  path: '/policies/{policy}',
  tag: TAG,
  may: 'read',
  says: 'One policy: its versions and when each counted, who approved which, and how reality compares with each of its numbers.',
  params: z.object({ policy: id }),
  query: viewQuery,
  answers: policyEntry.extend({
    notices: policyNotices,
    controls: z.array(z.object({ id: z.string(), title: z.string(), outcome: state })),
    /** Oldest first. */
    versions: z.array(policyVersion),
  }),
  refuses: { ...viewRefuses, 'policies/unknown': 404 },
});

export const getPolicyText = endpoint({
  method: 'GET',
  path: '/policies/{policy}/text',
  tag: TAG,
  may: 'read',
  says: 'The text of one version of a policy, as it was received.',
  params: z.object({ policy: id }),
  query: z.object({ leaf: z.coerce.number('the entry of a version').int().min(0).describe('The ledger entry of the version.') }),
  answers: z.object({ text: z.string(), sha256: z.string(), file: z.string() }),
  refuses: { 'evidence/unknown': 404, 'policies/no-version': 404, 'policies/no-text': 404, 'blob/missing': 404, 'blob/damaged': 409 },
});
