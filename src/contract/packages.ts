import { z } from 'zod';
import { day, id, iso } from './common.ts';
import { endpoint, fileAnswer } from './endpoint.ts';
import { workState } from './work.ts';

const TAG = 'Packages';
const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$/, 'a name of letters, digits and . _ -, such as type-2-2025')
  .max(100, 'at most 100 characters');
const params = z.object({ package: name });
const started = { 'work/too-many': 409, 'work/closing': 503 } as const;

export const packageRow = z.object({
  name: z.string(),
  /** The folder in which it stands, below the data directory. */
  folder: z.string(),
  files: z.int(),
  bytes: z.number(),
  checkpoint: z.int(),
  leaf: z.int().describe('The ledger entry of its assessment.'),
  period: z.object({ audit: z.string().nullable(), type: z.union([z.literal(1), z.literal(2)]), first: day, last: day }).nullable(),
  tickmark: z.string(),
  written: iso,
  /** What came of verifying it here, last; null: nobody has yet. */
  verified: z
    .object({ verdict: z.enum(['verified', 'unpinned', 'broken', 'unreadable']), sentence: z.string(), failures: z.int(), at: iso })
    .nullable(),
});

export const listPackages = endpoint({
  method: 'GET',
  path: '/packages',
  tag: TAG,
  may: 'read',
  says: 'Audit packages that were written here, the newest first, and the keys that an auditor is given by another way.',
  answers: z.object({ rows: z.array(packageRow), keys: z.array(z.string()) }),
});

export const startPackage = endpoint({
  method: 'POST',
  path: '/packages',
  tag: TAG,
  may: 'operate',
  says: 'Writes the audit package of the newest sealed assessment of an audit into the data directory, and verifies it.',
  body: z.strictObject({
    audit: id,
    name: name.optional().describe('Of its folder; that of the audit when left out.'),
    checkpoint: z.enum(['first', 'newest']).default('first').describe('`newest`: with what was decided since it was assessed.'),
    replace: z.boolean().default(false).describe('Whether a package of this name may be replaced.'),
  }),
  answers: workState,
  status: 202,
  refuses: { ...started, 'package/exists': 409, 'package/name': 422, 'export/no-assessment': 404 },
});

export const verifyPackageNow = endpoint({
  method: 'POST',
  path: '/packages/{package}/verify',
  tag: TAG,
  may: 'operate',
  says: 'Verifies a package as an auditor would, with the keys of this log.',
  params,
  answers: workState,
  status: 202,
  refuses: { ...started, 'package/unknown': 404 },
});

export const downloadPackage = endpoint({
  method: 'GET',
  path: '/packages/{package}/archive',
  tag: TAG,
  may: 'read',
  says: 'A package as one compressed archive.',
  params,
  answers: fileAnswer('application/gzip'),
  refuses: { 'package/unknown': 404 },
});
