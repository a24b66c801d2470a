import { z } from 'zod';
import { id, iso } from './common.ts';
import { endpoint } from './endpoint.ts';
import { page, pageQuery, pageRefuses, searchText } from './paging.ts';
import { viewQuery, viewRefuses } from './view.ts';

const TAG = 'Records';
const basis = z.enum(['look', 'source', 'claimed', 'entered', 'retraction']);
const readable = z.object({ lines: z.array(z.object({ text: z.string(), at: iso.nullable() })), more: z.int(), untold: z.boolean() });
const field = z.object({ name: z.string(), label: z.string(), value: readable });

export const recordKindRow = z.object({
  kind: z.string(),
  title: z.string(),
  says: z.string(),
  /** The file of the program in which it is written down. */
  file: z.string(),
  standing: z.int(),
  /** Those that stood before, and no longer do. */
  gone: z.int(),
  versions: z.int(),
  /** When the newest version of any of them began. */
  last: iso.nullable(),
});

export const recordRow = z.object({
  key: z.string(),
  /** As the program's files write it. */
  id: z.string(),
  name: z.string(),
  standing: z.boolean(),
  versions: z.int(),
  since: iso,
  changed: iso,
  /** Where the instant comes from: `claimed` by a commit, seen by a `look`, `entered` here. */
  basis,
  leaf: z.int(),
  fields: z.array(field),
});

export const listRecordKinds = endpoint({
  method: 'GET',
  path: '/records',
  tag: TAG,
  may: 'read',
  says: 'Every kind of record that the program keeps, with how much there is of it, and what controls promise to record at a cadence.',
  query: viewQuery,
  answers: z.object({
    rows: z.array(recordKindRow),
    promised: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        every: z.string(),
        due: z.int(),
        missed: z.int(),
        control: z.string(),
        controlTitle: z.string(),
        check: z.string(),
      }),
    ),
  }),
  refuses: viewRefuses,
});

export const listRecords = endpoint({
  method: 'GET',
  path: '/records/{kind}',
  tag: TAG,
  may: 'read',
  says: 'The records of one kind, those that changed last first.',
  params: z.object({ kind: id }),
  query: viewQuery.extend(pageQuery.shape).extend({ text: searchText.optional().describe('Only those that hold this, in any case.') }),
  answers: page(recordRow).extend({ title: z.string(), says: z.string(), file: z.string() }),
  refuses: { ...viewRefuses, ...pageRefuses, 'records/kind': 404 },
});

export const getRecord = endpoint({
  method: 'GET',
  path: '/records/{kind}/{record}',
  tag: TAG,
  may: 'read',
  says: 'One record with all its versions, the newest first: what each said, since when, and where that is sealed.',
  params: z.object({ kind: id, record: id }),
  query: viewQuery,
  answers: recordRow.omit({ fields: true }).extend({
    kind: z.string(),
    kindTitle: z.string(),
    file: z.string(),
    versions: z.array(
      z.object({
        from: iso,
        until: iso.nullable(),
        notBefore: iso.nullable(),
        basis,
        leaf: z.int(),
        fields: z.array(field.extend({ before: readable.nullable() })),
      }),
    ),
  }),
  refuses: { ...viewRefuses, 'records/kind': 404, 'records/unknown': 404 },
});
