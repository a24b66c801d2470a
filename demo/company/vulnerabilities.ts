import { addDays, calendarDate } from '../../src/kernel/calendar.ts';
import { DAY, type Instant, instant } from '../../src/kernel/time.ts';
import { at, dayOf, someTime, someWorkday } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Acceptance, Repository, Vulnerability } from './world.ts';

type Severity = Vulnerability['severity'];

/** Days allowed from found to fixed, as the company's policy says. Medium and low have no limit. */
export const LIMITS = { critical: 7, high: 21 } as const;

const COUNTS: Record<Severity, number> = { critical: 8, high: 20, medium: 20, low: 12 };
const SLOWEST: Record<Severity, number> = { critical: 6, high: 19, medium: 70, low: 120 };
const LAST_FIX = at(calendarDate('2025-12-29'), '17:00');

/** About sixty, each fixed within its limit, except two that stay open under an acceptance. Instants are to the millisecond. */
export function makeVulnerabilities(random: Random, repositories: readonly Repository[]): Vulnerability[] {
  const severities = (Object.keys(COUNTS) as Severity[]).flatMap((severity) => Array.from({ length: COUNTS[severity] }, () => severity));
  const found = random.shuffled(severities).map((severity) => {
    const when = someTime(random, someWorkday(random, calendarDate('2024-12-18'), calendarDate('2025-12-08')), '05:00', '21:00');
    return { severity, found: instant(when + random.integer(0, 999)) };
  });
  found.sort((a, b) => a.found - b.found);
  return found.map((one, index) => ({
    ...one,
    id: `v-${String(index + 1).padStart(3, '0')}`,
    identifier: `HS-${dayOf(one.found).slice(0, 4)}-${String(1000 + index * 7)}`,
    where: random.pick(repositories).id,
    fixed: fixingTime(random, one.severity, one.found),
    fixedRecorded: null,
    source: random.pick(['Image scanner', 'Dependency scanner', 'Penetration test']),
  }));
}

function fixingTime(random: Random, severity: Severity, found: Instant): Instant | null {
  const fixed = instant(found + Math.floor((0.05 + random.next() * 0.95) * SLOWEST[severity] * DAY));
  if (fixed < LAST_FIX) return fixed;
  return severity === 'medium' || severity === 'low' ? null : instant(found + Math.floor(random.next() * (LAST_FIX - found)));
}

/** The vulnerabilities with a limit that stay open for long because somebody with authority accepted them, in time and to an end. */
export function acceptTwo(random: Random, all: readonly Vulnerability[]): { vulnerabilities: Vulnerability[]; acceptances: Acceptance[] } {
  const early = all.filter(({ severity, found }) => severity === 'high' && found < at(calendarDate('2025-07-01'), '09:00'));
  const [outlasting, fixedLater] = random.shuffled(early) as [Vulnerability, Vulnerability];
  const fixed = instant(fixedLater.found + 55 * DAY + random.integer(0, 10 * DAY));
  return {
    vulnerabilities: all.map((one) => (one === outlasting ? { ...one, fixed: null } : one === fixedLater ? { ...one, fixed } : one)),
    acceptances: [
      acceptance(random, 'va-1', outlasting, '2026-03-31', 'The fixed release needs the new database; not reachable from outside.'),
      acceptance(random, 'va-2', fixedLater, addDays(dayOf(fixed), 20), 'Needs a signed-in harbour master; the vendor has announced the fix.'),
    ],
  };
}

function acceptance(random: Random, id: string, vulnerability: Vulnerability, until: string, reason: string): Acceptance {
  return {
    ...{ id, vulnerability: vulnerability.id, reason, requestedBy: 'p-004', approvedBy: 'p-002' },
    approvedAt: someTime(random, someWorkday(random, addDays(dayOf(vulnerability.found), 2), addDays(dayOf(vulnerability.found), 12))),
    until: calendarDate(until),
  };
}
