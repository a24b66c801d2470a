import type { KindId, KindState } from '../../facts/kinds/index.ts';
import { untold } from '../../facts/told.ts';
import { FOREVER, type Instant } from '../../kernel/time.ts';
import { at } from './instants.ts';
import { type Given, recordsBegan, say, unseen } from './world.ts';

/** When looks at a code host of stories began, where they do not say otherwise. */
export const firstLook = at('2024-06-01T00:00:00Z');

function seen<K extends KindId>(kind: K, id: string, state: KindState<K>, from: Instant): Given {
  return (world) => say(world, kind, { id, state, from, basis: 'look' });
}

/** A look showed that a thing is proven gone. */
export function gone(kind: KindId, id: string, from: Instant): Given {
  return (world) => say(world, kind, { id, state: null, from, basis: 'look' });
}

/** A single thing was no longer listed, and nobody knows whether it is gone. */
export function notListed(kind: KindId, id: string, from: Instant, until: Instant = FOREVER): Given {
  return (world) => {
    unseen([kind], from, until, 'lost-sight', `The ${kind} ${id} is no longer listed.`, `file:${kind}/${kind}:${id}`)(world);
  };
}

export function inScope(id: string, told: { since?: string; until?: string | null } = {}, from = recordsBegan): Given {
  const state = { what: 'repository' as const, id, branches: ['main'], approvals: 'none' as const, decidedBy: 'p-001', why: 'It serves customers' };
  return (world) => say(world, 'scope', { id: `repository/${id}`, state: { ...state, since: '2024-01-01', until: null, ...told }, from });
}

export function hosted(name: string, told: Partial<KindState<'hosted-repository'>> = {}, from = firstLook, id = name): Given {
  const base: KindState<'hosted-repository'> = {
    name,
    defaultBranch: 'main',
    visibility: 'private',
    archived: false,
    empty: false,
    fork: false,
    createdAt: at('2023-01-01T00:00:00Z'),
    dependencyAlerts: true,
    dependencyUpdates: true,
    codeScanning: true,
    secretScanning: true,
    pushProtection: true,
  };
  return seen('hosted-repository', id, { ...base, ...told }, from);
}

export function organization(login: string, told: Partial<KindState<'code-organization'>> = {}, from = firstLook): Given {
  const base: KindState<'code-organization'> = {
    login,
    twoFactorRequired: true,
    basePermission: 'read',
    membersMayCreatePublicRepositories: false,
    membersMayForkPrivateRepositories: false,
    plan: 'team',
    repositories: 15,
    members: 20,
  };
  return seen('code-organization', login, { ...base, ...told }, from);
}

export function member(login: string, told: Partial<KindState<'code-account'>> = {}, from = firstLook): Given {
  const base: KindState<'code-account'> = {
    login,
    name: null,
    type: 'person',
    role: 'member',
    emails: [],
    twoFactor: true,
    lastActiveAt: untold('The plan has no audit log.'),
    suspended: false,
  };
  return seen('code-account', login, { ...base, ...told }, from);
}

export function deployKey(id: string, told: Partial<KindState<'deploy-key'>> = {}, from = firstLook): Given {
  const base: KindState<'deploy-key'> = {
    repository: 'api',
    title: 'deploy',
    readOnly: true,
    createdAt: at('2024-05-20T00:00:00Z'),
    lastUsedAt: null,
    addedBy: null,
  };
  return seen('deploy-key', id, { ...base, ...told }, from);
}

export function webhook(id: string, told: Partial<KindState<'webhook'>> = {}, from = firstLook): Given {
  const base: KindState<'webhook'> = {
    repository: null,
    host: 'hooks.story.example',
    scheme: 'https',
    active: true,
    certificateVerified: true,
    signed: true,
    events: ['push'],
  };
  return seen('webhook', id, { ...base, ...told }, from);
}

export function leak(id: string, told: Partial<KindState<'secret-leak'>> = {}, from = firstLook): Given {
  const base: KindState<'secret-leak'> = {
    id,
    repository: 'api',
    type: 'Cloud access key',
    foundAt: at('2025-03-10T09:00:00Z'),
    resolvedAt: null,
    resolution: null,
    resolvedBy: null,
    comment: null,
    validity: 'unknown',
    publiclyLeaked: false,
  };
  return seen('secret-leak', id, { ...base, ...told }, from);
}

export function privilegedEvent(id: string, told: Partial<KindState<'privileged-event'>> = {}): Given {
  const base: KindState<'privileged-event'> = {
    at: at('2025-03-10T09:00:00Z'),
    action: 'org.add_member',
    what: 'member-added',
    actor: 'u1',
    actorLogin: 'ada',
    repository: null,
    target: 'bob',
  };
  const state = { ...base, ...told };
  return seen('privileged-event', id, state, state.at as Instant);
}
