import { z } from 'zod';
import { instantField } from '../fields.ts';
import { defineKind } from '../kind.ts';
import { told } from '../told.ts';

const commit = z.strictObject({
  sha: z.string(),
  /** More than one parent is a merge. */
  parents: z.array(z.string()),
  author: z.string(),
  coAuthors: z.array(z.string()),
  authoredAt: instantField,
  /** Does a merge of two commits hold just what git makes of them by itself? Null for what is no merge, and where nobody tells. */
  cleanMerge: z.boolean().nullable(),
});

const approval = z.strictObject({ by: z.string(), at: instantField, commit: z.string(), withdrawnAt: instantField.nullable() });

/** Something that reached a production branch, by merge or by direct push. Key: the sha of the commit that landed. */
export const change = defineKind({
  id: 'change',
  title: 'Change',
  schema: z.strictObject({
    repository: z.string(),
    branch: z.string(),
    landed: z.string(),
    landedAt: instantField,
    /** How it landed, as far as the history shows it. */
    method: z.enum(['merge', 'squash', 'direct']),
    title: z.string(),
    pullRequest: z.number().int().nullable(),
    /** Every ticket named by title, message, or source branch, such as `HL-12`; `#12` only after a closing word. */
    tickets: z.array(z.string()),
    /** E-mail address (or the code host's account id) of the author of the landed commit; for a merge, of the work merged. */
    author: z.string(),
    coAuthors: z.array(z.string()),
    /** Who made the landed commit. */
    committer: z.string(),
    /** The commits it brought, oldest first, the landed one included. */
    commits: z.array(commit),
    /** Commits beyond those listed. The list is complete only when this is 0. */
    furtherCommits: z.number().int(),
    signature: z.enum(['present', 'absent']),
    approvals: told(z.array(approval)),
  }),
});
