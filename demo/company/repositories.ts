import { addDays, calendarDate } from '../../src/kernel/calendar.ts';
import type { Instant } from '../../src/kernel/time.ts';
import { at } from '../clock.ts';
import { PROGRAM_BEGINS } from './people.ts';
import { EFFECTIVE } from './policies.ts';
import type { Repository } from './world.ts';

interface Plan {
  readonly id: string;
  readonly title: string;
  readonly team: string;
  /** Its share of the company's changes. */
  readonly weight: number;
  readonly kind: 'ts' | 'tsx' | 'tf';
  readonly areas: readonly string[];
}

const plan = (id: string, title: string, team: string, weight: number, kind: Plan['kind'], ...areas: string[]): Plan => ({
  ...{ id, title, team, weight, kind },
  areas,
});

const PLANS: readonly Plan[] = [
  plan('api', 'Serves customers and partners', 'product', 20, 'ts', 'berths', 'bookings', 'customers', 'tariffs', 'webhooks', 'sessions'),
  plan('web', 'What customers see', 'product', 18, 'tsx', 'calendar', 'checkout', 'account', 'search', 'layout', 'settings'),
  plan('mobile', 'The harbour masters’ app', 'product', 9, 'tsx', 'arrivals', 'scanner', 'offline', 'profile'),
  plan('billing', 'Invoices and payments', 'product', 8, 'ts', 'invoices', 'payments', 'dunning', 'ledger'),
  plan('infrastructure', 'Everything that runs, as code', 'platform', 8, 'tf', 'network', 'database', 'cluster', 'storage', 'alarms'),
  plan('identity', 'Sign-in and permissions', 'platform', 6, 'ts', 'tokens', 'passwords', 'roles'),
  plan('notifications', 'Mail and push messages', 'product', 5, 'ts', 'mail', 'push', 'templates'),
  plan('search', 'Finds free berths', 'data', 5, 'ts', 'index', 'ranking', 'query'),
  plan('reports', 'Figures for harbour operators', 'data', 5, 'ts', 'occupancy', 'revenue', 'export'),
  plan('importer', 'Reads timetables and tides', 'data', 4, 'ts', 'tides', 'timetables', 'mapping'),
  plan('design-system', 'Shared components', 'product', 4, 'tsx', 'buttons', 'forms', 'tables'),
  plan('pipelines', 'Shared build and release steps', 'platform', 3, 'ts', 'build', 'release', 'cache'),
  plan('partner-sdk', 'The library for partners', 'product', 2, 'ts', 'client', 'types'),
  plan('status-page', 'Says whether we are up', 'platform', 2, 'ts', 'probes', 'history'),
  plan('legacy-importer', 'The importer of 2019, being retired', 'data', 1, 'ts', 'parser', 'writer'),
];

/** The repository that began within the year, and the one that left the scope within it. */
const BEGUN = { id: 'status-page', created: calendarDate('2025-04-11'), since: calendarDate('2025-04-14') };
const RETIRED = { id: 'legacy-importer', until: calendarDate('2025-09-30'), recorded: at(calendarDate('2025-09-24'), '10:40:00') };

export function makeRepositories(): Repository[] {
  return PLANS.map((one, index) => {
    const isNew = one.id === BEGUN.id;
    const isRetired = one.id === RETIRED.id;
    return {
      id: one.id,
      title: one.title,
      team: one.team,
      paths: sourcePaths(one),
      created: isNew ? at(BEGUN.created, '14:05:10') : at(calendarDate('2024-10-01'), `10:${String(index + 10)}:00`),
      createdBy: 'p-004',
      scope: {
        since: isNew ? BEGUN.since : EFFECTIVE,
        recorded: isNew ? at(BEGUN.created, '15:30:00') : PROGRAM_BEGINS,
        until: isRetired ? RETIRED.until : null,
        endRecorded: isRetired ? RETIRED.recorded : null,
      },
      approvals: 'records',
      clone: 'full',
    };
  });
}

function sourcePaths({ kind, areas }: Plan): string[] {
  if (kind === 'tf') return areas.flatMap((area) => ['main', 'variables', 'outputs', 'alarms'].map((file) => `modules/${area}/${file}.tf`));
  const files = kind === 'tsx' ? ['page', 'parts', 'state', 'page.test'] : ['model', 'store', 'routes', 'rules', 'rules.test'];
  return areas.flatMap((area) => files.map((file) => `src/${area}/${file}.${kind === 'tsx' && file !== 'state' ? 'tsx' : 'ts'}`));
}

export function shareOf(repository: Repository): number {
  return PLANS.find(({ id }) => id === repository.id)?.weight ?? 1;
}

/** May a pull request start here then, so that it lands while the repository is in scope, or before the audited year? */
export function takesChanges(repository: Repository, branchedAt: Instant, landedAt: Instant): boolean {
  const { since, until } = repository.scope;
  const begins = repository.created < PROGRAM_BEGINS ? repository.created : at(since, '08:30');
  return branchedAt > begins && (until === null || landedAt < at(addDays(until, -1), '18:00'));
}
