import type { DraftFacts, HeldThing, VendorFacts } from '../draft-facts.ts';

function held(id: string, title: string, why: string, since = '2025-01-01', until: string | null = null): HeldThing {
  return { id, title, since, until, why };
}

function vendor(changed: Partial<VendorFacts>): VendorFacts {
  return {
    id: 've-1',
    name: 'Example Cloud',
    service: 'Hosting',
    tier: 'critical',
    since: '2023-01-01',
    until: null,
    reviewed: '2025-02-01',
    report: 'SOC 2 Type 2 of 2024',
    method: 'carved-out',
    ...changed,
  };
}

function seen(kind: string): DraftFacts['coverage'][number] {
  return { kind, from: '2024-06-30T22:00:00.000Z', until: '2026-03-01T00:00:00.000Z', gaps: [] };
}

/** What goes with the sample report: an inventory, people, vendors, an incident, and texts of the company for some parts. */
export function sampleFacts(changed: Partial<DraftFacts> = {}): DraftFacts {
  return {
    organization: 'Harbourlight (demo)',
    program: 'Harbourlight (demo)',
    categories: ['security', 'availability'],
    zone: 'Europe/Vienna',
    coverage: ['scope', 'person', 'policy', 'vendor', 'incident'].map(seen),
    inventory: {
      repositories: [held('api', 'api', 'Serves customers'), held('worker', 'worker', 'Runs what customers queue', '2025-04-01')],
      systems: [held('github', 'Code host', 'Holds the source'), held('cloud', 'Cloud account', 'Runs the service')],
      backups: [held('main-db', 'Customer database', 'Holds the data of all customers')],
    },
    people: [
      { role: 'Engineer', count: 24 },
      { role: 'Support', count: 9 },
      { role: 'Head of engineering', count: 1 },
    ],
    vendors: [
      vendor({}),
      vendor({ id: 've-2', name: 'Example Mail', service: 'Sending mail', method: null, reviewed: null, report: null, since: '2025-03-01' }),
      vendor({ id: 've-3', name: 'Example Desk', service: 'Support desk', tier: 'important', method: null }),
      vendor({ id: 've-4', name: 'Example Sketch', service: 'Drawings', tier: 'minor', method: null, until: '2025-08-31' }),
    ],
    services: null,
    userEntityControls: [
      { id: 'ue-1', text: 'Give accounts to the right people only, and close them when they leave.', criteria: ['CC6.2'] },
      { id: 'ue-2', text: 'Keep keys of the interface secret, and tell us when one may have leaked.', criteria: ['CC6.1', 'CC7.3'] },
    ],
    subserviceControls: [
      { id: 'ss-1', vendor: 've-1', text: 'Keep strangers out of the data centres.', criteria: ['CC6.4'] },
      { id: 'ss-2', vendor: 've-1', text: 'Keep power, cooling and lines running.', criteria: ['A1.2'] },
    ],
    notRelevant: [{ criterion: 'CC6.4', reason: 'We have no office with equipment; Example Cloud guards its data centres.' }],
    incidents: [
      {
        id: 'in-1',
        title: 'Queue stalled',
        severity: 'high',
        beganAt: '2025-04-02T03:10:00.000Z',
        endedAt: '2025-04-02T05:00:00.000Z',
        review: '2025-04-09',
        notes: 'A full disk stopped the workers. The disk is now watched.',
      },
    ],
    policies: [
      policy('access-control', 'Access control policy', 3),
      policy('change-management', 'Change management policy', 3),
      policy('code-of-conduct', 'Code of conduct', 1),
      { ...policy('encryption-and-keys', 'Encryption policy', 1), status: 'draft', approvedOn: null, reviewedOn: null, effective: null },
    ],
    settings: [
      { name: 'access-removal.within', written: '24 hours', policy: { id: 'access-control', version: 3 }, since: '2025-06-30T22:00:00.000Z' },
      { name: 'restore-test.every', written: '6 months', policy: null, since: '2025-01-01T00:00:00.000Z' },
    ],
    changes: [
      {
        on: '2025-07-01',
        what: 'control-version',
        id: 'leaver-access',
        title: 'Access ends with employment',
        from: 'within 48 hours',
        to: 'within 24 hours',
      },
    ],
    engagement: null,
    texts: {
      DC1: '# Services\n\nHarbourlight lets ports **plan berths**. It runs on Example Cloud.\n\n- Planning\n- Reporting to harbour masters',
      DC3: 'The `api` repository holds the service; the code host is GitHub, the cloud account is at Example Cloud.',
    },
    bridge: {
      to: '2026-02-28',
      report: null,
      incidents: [],
      changes: [],
      coverage: [seen('incident')],
    },
    ...changed,
  };
}

function policy(id: string, title: string, version: number): DraftFacts['policies'][number] {
  return {
    id,
    title,
    status: 'adopted',
    version,
    owner: 'p-002',
    approvedOn: '2025-01-10',
    reviewedOn: '2025-01-10',
    effective: '2025-01-15',
  };
}
