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

const approval = z.strictObject({
  by: z.string(),
  at: instantField,
  /** The last commit that the approver saw; `''` where the host no longer knows. */
  commit: z.string(),
  withdrawnAt: instantField.nullable(),
  /** Could the approver push to the repository, as of the look that first saw it? */
  couldWrite: told(z.boolean()).optional(),
  byType: z.enum(['person', 'bot', 'unknown']).optional(),
});

/** One result of one check on one commit; `outcome` in the host's words. */
const statusCheck = z.strictObject({
  name: z.string(),
  app: z.string().nullable(),
  commit: z.string(),
  outcome: z.enum(['success', 'failure', 'neutral', 'skipped', 'cancelled', 'timed-out', 'action-required', 'stale', 'error', 'pending']),
  /** null while it runs. */
  completedAt: instantField.nullable(),
});

const label = z.strictObject({ name: z.string(), by: z.string(), from: instantField, until: instantField.nullable() });

/** Somebody named in a change, as the look that first saw it knew them: an identity once seen survives its deletion. */
const participant = z.strictObject({ ref: z.string(), login: z.string(), type: z.enum(['person', 'bot', 'unknown']) });

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
    method: z.enum(['merge', 'squash', 'rebase', 'direct']),
    title: z.string(),
    pullRequest: z.number().int().nullable(),
    /** Every ticket named by title, message, or source branch, such as `HL-12`; `#12` only after a closing word. */
    tickets: z.array(z.string()),
    /** E-mail address, or `account:` and the code host's id, of the author of the landed commit; for a merge, of the work merged. */
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
    /*
     * What only a code host tells; a clone leaves it out. Whoever wrote, approved or merged is `account:` and the host's id of the account, or an
     * e-mail address where the host knows no account for it, or `''` where nobody is known any more.
     */
    /** When the look that wrote this version saw it. */
    seenAt: instantField.optional(),
    openedAt: instantField.optional(),
    /** The last commit of the source branch when it landed. The list of commits holds it, its forebears and the commits that landed. */
    head: z.string().optional(),
    mergedBy: z.string().optional(),
    byQueue: z.boolean().optional(),
    participants: z.array(participant).optional(),
    /** Issues that the host links to it, by words or by hand: `#12`, `owner/name#12`. Those that are told stand among the tickets, too. */
    linkedIssues: told(z.array(z.string())).optional(),
    statusChecks: told(z.array(statusCheck)).optional(),
    labels: told(z.array(label)).optional(),
    /** Pushes that rewrote the source branch. */
    forcePushes: told(z.array(z.strictObject({ at: instantField, before: z.string(), after: z.string() }))).optional(),
  }),
});
