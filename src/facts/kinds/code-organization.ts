import { z } from 'zod';
import { instantField } from '../fields.ts';
import { defineKind } from '../kind.ts';
import { told } from '../told.ts';

/** What an account may do with a repository, from least to most. */
export const repositoryPermissions = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export const permissionField = z.enum(repositoryPermissions);

/** An organization on a code host, with the settings that bind everybody in it. */
export const codeOrganization = defineKind({
  id: 'code-organization',
  title: 'Organization on a code host',
  schema: z.strictObject({
    login: z.string(),
    /** Must every member use a second factor? */
    twoFactorRequired: told(z.boolean()),
    /** What every member may do with every repository. */
    basePermission: told(permissionField),
    membersMayCreatePublicRepositories: told(z.boolean()),
    membersMayForkPrivateRepositories: told(z.boolean()),
    plan: told(z.string()),
    /** As the host counts them: the second source for what was listed. */
    repositories: told(z.number().int()),
    members: told(z.number().int()),
  }),
});

/** An account that may do something on a code host. Key: the host's id of the account. */
export const codeAccount = defineKind({
  id: 'code-account',
  title: 'Account on a code host',
  schema: z.strictObject({
    login: z.string(),
    /** As the profile shows it; null where it shows none. */
    name: z.string().nullable(),
    type: z.enum(['person', 'bot']),
    /** `collaborator`: not a member of the organization, and let into single repositories. */
    role: z.enum(['owner', 'member', 'collaborator']),
    /** Addresses that the host has verified or shows; empty where it shows none. */
    emails: told(z.array(z.string())),
    twoFactor: told(z.boolean()),
    /** The last thing the host saw it do; null where it never saw any. */
    lastActiveAt: told(instantField.nullable()),
    suspended: told(z.boolean()),
  }),
});

/** A team with its members, as ids of accounts. */
export const codeTeam = defineKind({
  id: 'code-team',
  title: 'Team on a code host',
  schema: z.strictObject({
    name: z.string(),
    parent: z.string().nullable(),
    members: z.array(z.strictObject({ account: z.string(), role: z.enum(['maintainer', 'member']) })),
    repositories: told(z.array(z.strictObject({ repository: z.string(), permission: permissionField }))),
  }),
});

/** Something that somebody with special rights did, as the host's audit log tells it. Key: the log's id of the event. */
export const privilegedEvent = defineKind({
  id: 'privileged-event',
  title: 'Privileged event',
  schema: z.strictObject({
    at: instantField,
    /** In the host's words: `protected_branch.policy_override`. */
    action: z.string(),
    what: z.enum([
      'protection-removed',
      'protection-changed',
      'protection-overridden',
      'made-administrator',
      'member-added',
      'member-removed',
      'collaborator-added',
      'made-public',
      'repository-deleted',
      'repository-transferred',
      'two-factor-no-longer-required',
      'base-permission-changed',
      'key-added',
      'app-installed',
      'scanning-switched-off',
      'other',
    ]),
    /** The id of the account; null where the host does not know, or did it itself. */
    actor: z.string().nullable(),
    actorLogin: z.string().nullable(),
    repository: z.string().nullable(),
    /** Whom or what it was done to. */
    target: z.string().nullable(),
  }),
});
