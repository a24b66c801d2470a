import { DAY, HOUR, type Instant, instant } from '../../../src/kernel/time.ts';
import type { Random } from '../../random.ts';
import type { Repository } from '../world.ts';
import type { CodeScanningAlert, DependabotAlert, SecretAlert, SecretEvent, Severity } from '../world-alerts.ts';
import {
  atOnce,
  claim,
  lastingRepositories,
  nameOf,
  type Operator,
  type Outcome,
  type Place,
  type Planted,
  pickFree,
  told,
  withRepository,
} from './operator.ts';
import { daysOf, second } from './spans.ts';

/** As the company's policies say, or by default. */
const LIMITS = { critical: 7 * DAY, high: 21 * DAY, medium: 90 * DAY, secret: 24 * HOUR } as const;

interface Spot extends Place {
  readonly home: Repository;
  /** A repository has room for a few. */
  readonly claimed: string;
  readonly number: number;
  readonly at: Instant;
}

function onRepository(id: string, tells: string, lay: (spot: Spot, random: Random) => Outcome): Operator {
  return {
    id: `github/alert/${id}`,
    tells,
    apply: (place, random) => {
      const slots = lastingRepositories(place).flatMap((home) => [0, 1, 2].map((slot) => ({ home, claimed: `alerts:${nameOf(home)}/${slot}` })));
      const spot = pickFree(place.world, random, slots, ({ claimed }) => claimed);
      if (spot === null) return null;
      const { home, claimed } = spot;
      const { dependabot, secretScanning } = home.alerts;
      const number = Math.max(0, ...[...dependabot, ...secretScanning].map((alert) => alert.number)) + 1;
      return lay({ ...place, home, claimed, number, at: daysOf(random, random.integer(0, 2)).from }, random);
    },
  };
}

function withDependabot(
  { world, home, claimed, number, at }: Spot,
  severity: Severity,
  events: DependabotAlert['events'],
  planted: readonly Planted[],
): Outcome {
  const alert: DependabotAlert = {
    ...{ id: world.nextId, number, createdAt: at, severity, ghsa: `GHSA-hhhh-xxxx-${String(number).padStart(4, 'c')}`, cve: null },
    ...{ package: { ecosystem: 'npm', name: 'left-berth' }, manifest: 'package-lock.json', range: '< 2.0.0', patched: '2.0.0' },
    ...{ summary: 'A crafted berth lets a ship in twice', events },
  };
  const alerts = { ...home.alerts, dependabot: [...home.alerts.dependabot, alert] };
  return { world: { ...claim(world, [claimed], withRepository(world, home, { alerts })), nextId: world.nextId + 1 }, planted };
}

const itemOf = ({ home, number }: Spot): string => `dependabot:${nameOf(home)}#${number}`;
const WITHIN = 'vulnerability/fixed-within-limit';

function fixedLate(id: string, severity: 'critical' | 'high' | 'medium', check: string): Operator {
  return onRepository(id, `A ${severity} vulnerability was fixed, days too late.`, (spot, random) => {
    const due = instant(spot.at + LIMITS[severity]);
    const fixed = second(due + HOUR + random.next() * 12 * DAY);
    return withDependabot(spot, severity, [{ kind: 'fixed', at: fixed }], [told(check, itemOf(spot), due, fixed)]);
  });
}

const inTime = onRepository('fixed-in-the-last-second', 'A critical vulnerability was fixed in the last second: nothing is wrong.', (spot) => ({
  ...withDependabot(spot, 'critical', [{ kind: 'fixed', at: instant(spot.at + LIMITS.critical - 1000) }], []),
  at: spot.at,
}));

const whenDue = onRepository(
  'fixed-when-due',
  'A high vulnerability was fixed in the very second in which that fell due: nothing is wrong.',
  (spot) => ({
    ...withDependabot(spot, 'high', [{ kind: 'fixed', at: instant(spot.at + LIMITS.high) }], []),
    at: instant(spot.at + LIMITS.high),
  }),
);

const reopened = onRepository('reopened', 'A fix did not hold: the alert was opened again, and fixed late.', (spot, random) => {
  const [first, again] = [instant(spot.at + DAY), instant(spot.at + 2 * DAY)];
  const due = instant(spot.at + LIMITS.high);
  const fixed = second(due + HOUR + random.next() * 9 * DAY);
  const events = [
    { kind: 'fixed', at: first },
    { kind: 'reopened', at: again },
    { kind: 'fixed', at: fixed },
  ] as const;
  return withDependabot(spot, 'high', events, [told(WITHIN, itemOf(spot), due, fixed)]);
});

const dismissedAlone = onRepository('dismissed-alone', 'Somebody dismissed a high vulnerability, and nobody else approved.', (spot) => {
  const at = instant(spot.at + 2 * DAY);
  const event = { kind: 'dismissed', at, by: spot.home.createdBy, reason: 'tolerable_risk', comment: 'Not reachable', approvedBy: null } as const;
  return withDependabot(spot, 'high', [event], [atOnce('vulnerability/dismissal-approved', itemOf(spot), at)]);
});

/** Of code scanning, the one feed in which the host tells who approved a dismissal. */
const dismissedByTwo = onRepository(
  'dismissed-with-approval',
  'A high alert was dismissed, and another person approved: nothing is wrong.',
  ({ world, home, claimed, at }) => {
    const when = instant(at + 2 * DAY);
    const another = world.accounts.find(({ id, membership }) => id !== home.createdBy && membership.length === 1)?.id ?? null;
    const { codeScanning } = home.alerts;
    const alert: CodeScanningAlert = {
      ...{ id: world.nextId, number: codeScanning.length + 1, createdAt: at, severity: 'high', rule: 'js/xss', description: 'Input reaches a page' },
      ...{ tool: 'CodeQL', path: 'src/index.ts', line: 7 },
      events: [{ kind: 'dismissed', at: when, by: home.createdBy, reason: "won't fix", comment: 'Never called', approvedBy: another }],
    };
    const changed = withRepository(world, home, { alerts: { ...home.alerts, codeScanning: [...codeScanning, alert] } });
    return { world: { ...claim(world, [claimed], changed), nextId: world.nextId + 1 }, planted: [], at: when };
  },
);

function withSecret({ world, home, claimed, number, at }: Spot, events: readonly SecretEvent[], planted: readonly Planted[]): Outcome {
  const alert: SecretAlert = {
    ...{ id: world.nextId, number, createdAt: at, type: 'harbour_pay_api_key', title: 'Harbour Pay API key', secret: `hp_live_${world.nextId}` },
    ...{ path: 'src/config.ts', publiclyLeaked: false, pushProtectionBypassed: null, inactiveFrom: null, events },
  };
  const alerts = { ...home.alerts, secretScanning: [...home.alerts.secretScanning, alert] };
  return { world: { ...claim(world, [claimed], withRepository(world, home, { alerts })), nextId: world.nextId + 1 }, planted };
}

const REVOKED = 'secret/revoked-within-limit';
const secretOf = ({ home, number }: Spot): string => `secret:${nameOf(home)}#${number}`;
const due = ({ at }: Spot): Instant => instant(at + LIMITS.secret);

const revokedLate = onRepository('secret-revoked-late', 'A leaked secret was revoked days too late.', (spot, random) => {
  const at = second(due(spot) + HOUR + random.next() * 6 * DAY);
  return withSecret(
    spot,
    [{ kind: 'resolved', at, by: spot.home.createdBy, resolution: 'revoked', comment: null }],
    [told(REVOKED, secretOf(spot), due(spot), at)],
  );
});

const leftOpen = onRepository('secret-left-open', 'A leaked secret is open to this day.', (spot) =>
  withSecret(spot, [], [told(REVOKED, secretOf(spot), due(spot), null)]),
);

const secretAccepted = onRepository('secret-accepted', 'A leaked secret was closed as accepted, which resolves nothing.', (spot) => {
  const resolved = { kind: 'resolved', at: instant(spot.at + HOUR), by: spot.home.createdBy, resolution: 'wont_fix', comment: 'Old key' } as const;
  return withSecret(spot, [resolved], [told(REVOKED, secretOf(spot), due(spot), null)]);
});

const revokedWhenDue = onRepository(
  'secret-revoked-when-due',
  'A leaked secret was revoked in the very second in which that fell due: nothing is wrong.',
  (spot) => ({
    ...withSecret(spot, [{ kind: 'resolved', at: due(spot), by: spot.home.createdBy, resolution: 'revoked', comment: null }], []),
    at: due(spot),
  }),
);

const falseAlarm = (id: string, tells: string, comment: string | null): Operator =>
  onRepository(id, tells, (spot) => {
    const resolved = { kind: 'resolved', at: instant(spot.at + HOUR), by: spot.home.createdBy, resolution: 'false_positive', comment } as const;
    const planted = comment === null ? [told(REVOKED, secretOf(spot), due(spot), null)] : [];
    return { ...withSecret(spot, [resolved], planted), at: due(spot) };
  });
const explained = falseAlarm(
  'secret-false-with-reason',
  'A leaked secret was closed as a false alarm, with a reason: nothing is wrong.',
  'An example in the manual',
);
const unexplained = falseAlarm('secret-false-without-reason', 'A leaked secret was closed as a false alarm, and nobody said why.', null);

export const alertOperators: readonly Operator[] = [
  fixedLate('critical-late', 'critical', WITHIN),
  fixedLate('high-late', 'high', WITHIN),
  fixedLate('medium-late', 'medium', 'vulnerability/medium-fixed-within-limit'),
  ...[inTime, whenDue, reopened, dismissedAlone, dismissedByTwo, revokedLate, revokedWhenDue, leftOpen, secretAccepted, explained, unexplained],
];
