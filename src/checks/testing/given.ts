import type { KindId, KindState } from '../../facts/kinds/index.ts';
import { untold } from '../../facts/told.ts';
import type { Instant } from '../../kernel/time.ts';
import type { SettingName } from '../../populations/settings.ts';
import { at, endOf } from './instants.ts';
import { type Given, recordsBegan, say } from './world.ts';

/** A fact of a kind: the parts that a story tells, over parts that do not matter to it. */
function factOf<K extends KindId>(kind: K, id: string, state: KindState<K>, from: Instant): Given {
  return (world) => say(world, kind, { id, state, from });
}

/** An entry was taken out of its file. */
export function takenOut(kind: KindId, id: string, from: Instant): Given {
  return (world) => say(world, kind, { id, state: null, from });
}

export function set(name: SettingName, raw: unknown, from = recordsBegan): Given {
  return (world) => void world.settings.push({ name, raw, from });
}

export function program(since = '2025-01-01', from = recordsBegan): Given {
  return factOf('program', 'demo', { id: 'demo', title: 'A story', categories: ['security'], zone: 'Europe/Vienna', since }, from);
}

export function person(id: string, told: Partial<KindState<'person'>> = {}, from = recordsBegan): Given {
  const state = {
    id,
    name: id,
    emails: [`${id}@story.example`],
    role: 'Engineer',
    authority: [],
    employment: [{ from: '2020-01-01', until: null }],
    ...told,
  };
  return factOf('person', id, state, from);
}

export function account(id: string, holder: string | null | 'unknown', told: Partial<KindState<'account'>> = {}, from = recordsBegan): Given {
  const who = holder === 'unknown' ? untold('Nobody knows whose it is.') : holder;
  const state = {
    id,
    system: 'github',
    login: id,
    person: who,
    service: null,
    owner: null,
    privileged: false,
    openedAt: at('2023-01-01T00:00:00Z'),
    closedAt: null,
    ...told,
  };
  return factOf('account', id, state, from);
}

export function system(id: string, told: { since?: string; until?: string | null } = {}, from = recordsBegan): Given {
  const state = { what: 'system' as const, id, title: id, since: '2024-01-01', until: null, decidedBy: 'p-001', why: 'It holds the source', ...told };
  return factOf('scope', `system/${id}`, state, from);
}

export function backup(id: string, told: { since?: string; until?: string | null } = {}, from = recordsBegan): Given {
  const state = {
    what: 'backup' as const,
    id,
    title: id,
    since: '2024-01-01',
    until: null,
    decidedBy: 'p-001',
    why: 'It holds customer data',
    ...told,
  };
  return factOf('scope', `backup/${id}`, state, from);
}

type RepositoryTold = { since?: string; until?: string | null; branches?: string[]; approvals?: 'records' | 'none' };

export function repositoryInScope(id: string, told: RepositoryTold = {}, from = recordsBegan): Given {
  const decided = { since: '2024-01-01', until: null, decidedBy: 'p-001', why: 'It serves customers' };
  const state = { what: 'repository' as const, id, branches: ['main'], approvals: 'records' as const, ...decided, ...told };
  return factOf('scope', `repository/${id}`, state, from);
}

export function review(id: string, told: Partial<KindState<'access-review'>>, from = recordsBegan): Given {
  const listedAt = told.signed?.at ?? at('2025-03-18T09:00:00+01:00');
  const state = { id, due: '2025-03-31', listedAt, systems: ['github'], decisions: [], signed: null, ...told };
  return factOf('access-review', id, state, from);
}

export function drill(id: string, told: Partial<KindState<'restore-drill'>>, from = recordsBegan): Given {
  const state = {
    id,
    due: '2025-06-30',
    backup: 'main-db',
    doneAt: null,
    by: 'p-001',
    result: 'restored' as const,
    notes: 'Rows of 12 tables equal.',
    ...told,
  };
  return factOf('restore-drill', id, state, from);
}

export function exercise(id: string, told: Partial<KindState<'tabletop-exercise'>>, from = recordsBegan): Given {
  const base = {
    due: '2025-12-31',
    heldAt: null,
    scenario: 'A stolen laptop',
    participants: ['p-001', 'p-002'],
    notes: 'What was decided.',
    documentedAt: null,
  };
  return factOf('tabletop-exercise', id, { id, ...base, ...told }, from);
}

export function policy(id: string, told: Partial<KindState<'policy'>>, from = recordsBegan): Given {
  const people = { owner: 'p-002', author: 'p-002', approvedBy: 'p-001', approvedOn: '2025-01-10' };
  const base = { title: id, status: 'adopted' as const, version: 1, reviewedOn: null, effective: null, parameters: {}, text: '' };
  return factOf('policy', id, { id, ...people, ...base, ...told }, from);
}

export function vulnerability(id: string, told: Partial<KindState<'vulnerability'>>, from = recordsBegan): Given {
  const base = {
    identifier: 'CVE-2025-0001',
    severity: 'critical' as const,
    where: 'api',
    foundAt: at('2025-02-03T10:00:00Z'),
    fixedAt: null,
    source: 'Scanner',
  };
  return factOf('vulnerability', id, { id, ...base, ...told }, from);
}

export function acceptance(id: string, told: Partial<KindState<'acceptance'>>, from = recordsBegan): Given {
  const who = { requestedBy: 'p-002', approvedBy: 'p-001', approvedAt: at('2025-02-05T09:00:00Z') };
  const state = { id, vulnerability: 'v-1', reason: 'Not reachable.', ...who, untilAt: endOf('2025-03-31'), ...told };
  return factOf('acceptance', id, state, from);
}
