import { calendarDate } from '../../src/kernel/calendar.ts';
import { DAY, HOUR, type Instant, instant } from '../../src/kernel/time.ts';
import { at, someTime, someWorkday } from '../clock.ts';
import type { Random } from '../random.ts';
import { type Ids, sha1 } from './ids.ts';
import type { AccountId } from './world.ts';
import type { Alerts, CodeScanningAlert, DependabotAlert, SecretAlert, Severity } from './world-alerts.ts';

/** The longest that a clean year leaves an alert open, in days: well within 7, 21 and 90. */
const SLOWEST: Record<Severity, number> = { critical: 5, high: 18, medium: 70, low: 200 };
const PACKAGES = ['lodash', 'undici', 'express', 'semver', 'ws', 'axios', 'tar', 'jose', 'postcss', 'protobufjs'];
const RULES = ['js/sql-injection', 'js/path-injection', 'js/xss', 'js/incomplete-sanitization', 'js/clear-text-logging'];
const LAST = at(calendarDate('2025-12-28'), '12:00');

/** Alerts of one repository: each fixed in time, leaked secrets revoked within the day. */
export function makeAlerts(random: Random, ids: Ids, existsFrom: Instant, people: (at: Instant) => readonly AccountId[]): Alerts {
  const some = (least: number, most: number): Instant[] =>
    Array.from({ length: random.integer(least, most) }, () =>
      someTime(random, someWorkday(random, calendarDate('2024-12-16'), calendarDate('2025-12-10'))),
    )
      .filter((when) => when > existsFrom + 5 * DAY)
      .sort((a, b) => a - b);
  return {
    dependabot: some(1, 4).map((when, index) => dependabotAlert(random, ids.next(), index + 1, when)),
    codeScanning: some(0, 2).map((when, index) => codeScanningAlert(random, ids.next(), index + 1, when)),
    secretScanning: some(0, 1).map((when, index) => secretAlert(random, ids.next(), index + 1, when, random.pick(people(when)))),
  };
}

function someSeverity(random: Random): Severity {
  return random.pick(['critical', 'high', 'high', 'medium', 'medium', 'medium', 'low', 'low'] as const);
}

function fixing(random: Random, severity: Severity, when: Instant): readonly { readonly kind: 'fixed'; readonly at: Instant }[] {
  const fixed = instant(Math.floor((when + (0.05 + random.next() * 0.9) * SLOWEST[severity] * DAY) / 1000) * 1000);
  if (fixed < LAST) return [{ kind: 'fixed', at: fixed }];
  const early = instant(when + random.integer(2 * 3600, 40 * 3600) * 1000);
  return severity === 'low' || severity === 'medium' ? [] : [{ kind: 'fixed', at: early }];
}

function dependabotAlert(random: Random, id: number, number: number, createdAt: Instant): DependabotAlert {
  const severity = someSeverity(random);
  const name = random.pick(PACKAGES);
  const digest = sha1(`${id} ${name}`);
  return {
    ...{ id, number, createdAt, severity, cve: `CVE-2025-${10_000 + (id % 80_000)}` },
    ghsa: `GHSA-${[0, 4, 8]
      .map((from) =>
        digest
          .slice(from, from + 4)
          .replaceAll(/[01]/g, 'x')
          .replaceAll(/[abde]/g, 'h'),
      )
      .join('-')}`,
    ...{ package: { ecosystem: 'npm', name }, manifest: 'package-lock.json', range: '< 4.2.1', patched: '4.2.1' },
    summary: `A crafted input lets ${name} do more than it should`,
    events: fixing(random, severity, createdAt),
  };
}

function codeScanningAlert(random: Random, id: number, number: number, createdAt: Instant): CodeScanningAlert {
  const severity = someSeverity(random);
  return {
    ...{ id, number, createdAt, severity, rule: random.pick(RULES), description: 'Input reaches a place that trusts it', tool: 'CodeQL' },
    ...{ path: 'src/index.ts', line: random.integer(3, 200), events: fixing(random, severity, createdAt) },
  };
}

function secretAlert(random: Random, id: number, number: number, createdAt: Instant, by: AccountId): SecretAlert {
  const revoked = instant(createdAt + random.integer(600, 20 * 3600) * 1000);
  return {
    ...{ id, number, createdAt, type: 'harbour_pay_api_key', title: 'Harbour Pay API key', secret: `hp_live_${sha1(`secret ${id}`).slice(0, 24)}` },
    ...{
      path: 'test/fixtures/payments.json',
      publiclyLeaked: false,
      pushProtectionBypassed: null,
      inactiveFrom: instant(revoked - Math.min(HOUR / 10, 300_000)),
    },
    events: [{ kind: 'resolved', at: revoked, by, resolution: 'revoked', comment: 'Revoked and rotated' }],
  };
}
