import { z } from 'zod';
import { instantField } from '../fields.ts';
import { defineKind } from '../kind.ts';
import { told } from '../told.ts';
import { permissionField } from './code-organization.ts';

/** A repository on a code host. Key: the host's id of the repository, which outlives its name. */
export const hostedRepository = defineKind({
  id: 'hosted-repository',
  title: 'Repository on a code host',
  schema: z.strictObject({
    /** Without the organization, as the program calls it. */
    name: z.string(),
    defaultBranch: z.string().nullable(),
    visibility: z.enum(['public', 'internal', 'private']),
    archived: z.boolean(),
    empty: z.boolean(),
    fork: z.boolean(),
    createdAt: instantField,
    dependencyAlerts: told(z.boolean()),
    dependencyUpdates: told(z.boolean()),
    codeScanning: told(z.boolean()),
    secretScanning: told(z.boolean()),
    pushProtection: told(z.boolean()),
  }),
});

/** Accounts that may do more with one repository than they may by the organization's base permission, or that are outside it. Key: `repository/account`. */
export const repositoryAccess = defineKind({
  id: 'repository-access',
  title: 'Access to a repository',
  schema: z.strictObject({
    repository: z.string(),
    account: z.string(),
    login: z.string(),
    permission: permissionField,
  }),
});

const requiredCheck = z.strictObject({ name: z.string(), app: z.string().nullable() });

/** What binds whoever changes one production branch: all rules that apply to it, inherited ones too, added together. Key: `repository:branch`. */
export const branchProtection = defineKind({
  id: 'branch-protection',
  title: 'Protection of a production branch',
  schema: z.strictObject({
    repository: z.string(),
    branch: z.string(),
    /** Does a change have to come by pull request? */
    pullRequestRequired: told(z.boolean()),
    approvalsRequired: told(z.number().int()),
    /** Does an approval end when something is pushed after it? */
    staleApprovalsDismissed: told(z.boolean()),
    codeOwnersRequired: told(z.boolean()),
    /** Must somebody else than the last pusher approve the last push? */
    lastPushApprovalRequired: told(z.boolean()),
    requiredChecks: told(z.array(requiredCheck)),
    upToDateRequired: told(z.boolean()),
    forcePushBlocked: told(z.boolean()),
    deletionBlocked: told(z.boolean()),
    signaturesRequired: told(z.boolean()),
    mergeQueueRequired: told(z.boolean()),
    /** Does it bind administrators, too? */
    bindsAdministrators: told(z.boolean()),
    /** Who may bypass it: ids of accounts, teams and apps, each with its sort. */
    bypass: told(z.array(z.strictObject({ sort: z.enum(['account', 'team', 'app', 'role']), id: z.string() }))),
  }),
});

export const deployKey = defineKind({
  id: 'deploy-key',
  title: 'Deploy key',
  schema: z.strictObject({
    repository: z.string(),
    title: z.string(),
    readOnly: z.boolean(),
    createdAt: instantField,
    lastUsedAt: told(instantField.nullable()),
    addedBy: told(z.string().nullable()),
  }),
});

/** Where a code host sends events to. */
export const webhook = defineKind({
  id: 'webhook',
  title: 'Webhook',
  schema: z.strictObject({
    /** null where it belongs to the organization. */
    repository: z.string().nullable(),
    /** The host it is sent to; never the whole address, which may hold a secret. */
    host: z.string(),
    scheme: z.string(),
    active: z.boolean(),
    certificateVerified: told(z.boolean()),
    signed: told(z.boolean()),
    events: z.array(z.string()),
  }),
});

/** A program that was let into the organization. */
export const appInstallation = defineKind({
  id: 'app-installation',
  title: 'Installation of an app',
  schema: z.strictObject({
    app: z.string(),
    permissions: z.record(z.string(), z.string()),
    repositories: z.enum(['all', 'selected']),
    events: z.array(z.string()),
    installedAt: instantField,
    suspendedAt: instantField.nullable(),
  }),
});
