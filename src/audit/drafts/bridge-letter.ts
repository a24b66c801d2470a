import { addDays, type CalendarDate, calendarDate, endOfDay, type Zone } from '../../kernel/calendar.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { isoInstant } from '../../kernel/time.ts';
import type { AuditedPeriod } from '../assessment.ts';
import { type Block, blank, flag, heading, list, paragraph, placeholder } from '../documents/document.ts';
import type { ProgramReport } from '../program-report.ts';
import { counted } from '../report/wording.ts';
import { begin, knownWords } from './begin.ts';
import { comingAndGoing, comingTable, programChangeTable } from './changes.ts';
import { longDate, longPeriod, momentText } from './dates.ts';
import type { BridgeFacts, Draft, DraftFacts } from './draft-facts.ts';
import { distinctExceptions, exceptionTable } from './exceptions.ts';
import { incidentTable } from './incidents.ts';
import { notSeen } from './seen.ts';
import { standingOf } from './standing.ts';
import { unknownDays } from './unknown-days.ts';

/**
 * A letter to customers on the days since the period ended: what is known to have changed, and what is not known.
 * @throws Refusal `bridge/no-date`, `bridge/before-period-end`, `bridge/other-days`
 */
export const bridgeLetter: Draft = (report, facts) => {
  const bridge = bridgeOf(report, facts);
  const { to, report: since } = bridge;
  const days = longPeriod(addDays(report.period.last as CalendarDate, 1), to);
  return begin(report, facts, {
    dated: since ?? report,
    also: [{ label: 'This letter', text: `${days}; ${since === null ? 'nothing was judged of these days' : `known ${knownWords(since)}`}` }],
    title: 'Bridge letter',
    subtitle: `${facts.organization}, ${days}`,
    about: [
      'It speaks of days after those of the report. No auditor has looked at them.',
      'It is a letter of management, who sign it. It takes the place of no report.',
    ],
    blocks: [
      paragraph(`To the customers of ${facts.organization},`),
      paragraph(`Since ${longDate(report.period.last)}, when ${reportWords(report, facts)} ended, we know the following up to ${longDate(to)}.`),
      heading(1, 'What we promise'),
      programChangeTable(bridge.changes, 'No control, policy or limit of ours is known to have changed.'),
      heading(1, 'Systems and vendors'),
      comingTable(
        comingAndGoing(facts, { first: report.period.last, last: to }),
        'No repository, system, data store or vendor is known to have come or gone.',
      ),
      heading(1, 'Incidents'),
      ...incidents(report, bridge),
      heading(1, 'How the controls stood'),
      ...results(since, days),
      heading(1, 'What management adds'),
      placeholder('Say whether anything else changed that a customer would want to know of, or that management knows of nothing.'),
      blank('Name'),
      blank('Position'),
      blank('Place and date'),
      blank('Signature'),
    ],
  });
};

function bridgeOf({ period }: ProgramReport, { bridge }: DraftFacts): BridgeFacts {
  if (bridge === null) throw new Refusal('bridge/no-date', 'A bridge letter speaks up to a day. Say which.');
  const to = calendarDate(bridge.to);
  if (to <= period.last) {
    throw new Refusal(
      'bridge/before-period-end',
      `The period ends on ${period.last}, so a bridge letter to ${to} has nothing to bridge. Choose a later day.`,
    );
  }
  const judged = bridge.report?.period;
  const first = addDays(period.last as CalendarDate, 1);
  if (judged !== undefined && (judged.first !== first || judged.last !== to)) {
    throw new Refusal(
      'bridge/other-days',
      `The results are those of ${judged.first} to ${judged.last}. Judge ${first} to ${to}, so that no day is left out.`,
    );
  }
  return bridge;
}

function reportWords({ period }: ProgramReport, { engagement }: DraftFacts): string {
  const firm = engagement === null ? '' : ` by ${engagement.firm}`;
  return period.type === 1
    ? `the date ${longDate(period.last)} of the report${firm}`
    : `the period ${longPeriod(period.first, period.last)} of the report${firm}`;
}

function incidents({ period }: ProgramReport, bridge: BridgeFacts): readonly Block[] {
  return [
    ...notSeen(bridge.coverage, daysSince(period, bridge), 'incident', 'the list of incidents'),
    incidentTable(bridge.incidents, period.zone, 'The list of incidents has none of these days.'),
  ];
}

/** The days since the period, known to their end as far as a list without a gap can be. */
function daysSince(period: AuditedPeriod, { to, report }: BridgeFacts): AuditedPeriod {
  if (report !== null) return report.period;
  const until = isoInstant(endOfDay(to as CalendarDate, period.zone as Zone));
  return { ...period, from: period.until, until, horizon: until };
}

function results(since: ProgramReport | null, days: string): readonly Block[] {
  if (since === null) return [flag(`Nothing was judged of ${days}. How the controls stood since the period ended is not known from facts.`)];
  const { period, controls } = since;
  const clean = controls.filter((one) => ['pass', 'no-items'].includes(standingOf(one)));
  const unasked = controls.filter((one) => standingOf(one) === 'unasked');
  const found = distinctExceptions(since).map((one) => one.exception);
  const unknown = controls.flatMap((control) =>
    control.parts.flatMap((part) => unknownDays(part, since) ?? []).map((text) => `${control.title}. ${text}`),
  );
  return [
    ...(period.horizon < period.until ? [flag(`Nothing is known from ${momentText(period.horizon, period.zone)} on.`)] : []),
    paragraph(
      `${counted(clean.length, 'control')} of ${controls.length} stood without exceptions in what is known; ${counted(found.length, 'exception')} came up.`,
    ),
    ...(found.length > 0 ? exceptionTable(found, period.zone) : []),
    ...(unasked.length > 0
      ? [paragraph(`Of ${counted(unasked.length, 'control')} it is not known from facts whether they operated: no check asks.`, 'unknown')]
      : []),
    ...(unknown.length > 0 ? [paragraph('Not known:'), list(unknown)] : []),
  ];
}
