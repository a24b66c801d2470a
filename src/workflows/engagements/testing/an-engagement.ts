import { type Instant, parseInstant } from '../../../kernel/time.ts';
import type { Happened, Who } from '../../workflow.ts';
import type { AssessmentToFreeze } from '../engagement-commands.ts';
import type { EngagementEvent, EngagementPeriod, EventOf } from '../engagement-events.ts';

/** An auditor of the engagement, somebody of the company, and an auditor of another engagement. */
export const [auditor, company, foreignAuditor] = ['a-001', 'p-001', 'b-001'];

export const january: Instant = parseInstant('2026-01-15T09:00:00Z');

export function by(who: string, at: Instant = january): Who {
  return { by: who, at };
}

export function happened(event: EngagementEvent, who: string = auditor, at: Instant = january): Happened<EngagementEvent> {
  return { event, by: who, at };
}

/** The year 2025 in Vienna. */
export const year: EngagementPeriod = {
  type: 2,
  first: '2025-01-01',
  last: '2025-12-31',
  zone: 'Europe/Vienna',
  from: '2024-12-31T23:00:00.000Z',
  until: '2025-12-31T23:00:00.000Z',
};

/** The same with another last day. */
export const shorter: EngagementPeriod = { ...year, last: '2025-11-30', until: '2025-11-30T23:00:00.000Z' };

export const pins: EventOf<'opened'>['pins'] = {
  tickmark: '0.1.0',
  checks: { 'change/approved-by-another': 2, 'change/ticket-reference': 1 },
  controls: { 'change-approval': 1, 'change-tickets': 3 },
};

export const openedEvent: EventOf<'opened'> = {
  type: 'opened',
  audit: 'type-2-2025',
  firm: 'An audit firm',
  auditors: [{ id: auditor, name: 'An auditor' }],
  period: year,
  categories: ['security'],
  pins,
};

export const opened = happened(openedEvent, company);

/** A sealed assessment of the year, that sees until an instant; otherwise to its end. */
export function assessed(horizon: string = year.until, more: Partial<AssessmentToFreeze> = {}): AssessmentToFreeze {
  return {
    assessment: { entry: '6f0c2c4e-9c1b-4a5e-8c3f-d1a0a8b8d6f2', leaf: 41, treeSize: 41, horizon },
    period: year,
    judged: year,
    tickmark: pins.tickmark,
    checks: { ...pins.checks, 'repository/not-public': 1 },
    controls: { ...pins.controls, 'source-not-public': 1 },
    ...more,
  };
}

/** A hash of rows, told apart by a digit. */
export function hash(digit: string): string {
  return digit.repeat(64);
}

export function frozenEvent(more: Partial<EventOf<'population-frozen'>> = {}): EventOf<'population-frozen'> {
  return {
    type: 'population-frozen',
    population: 'changes',
    sha256: hash('a'),
    items: 3,
    phase: 'final',
    assessment: assessed().assessment,
    ...more,
  };
}

export function item(key: string, rank: string = hash('1')): EventOf<'sample-drawn'>['items'][number] {
  return { item: key, stratum: 0, rank };
}

export function drawnEvent(more: Partial<EventOf<'sample-drawn'>> = {}): EventOf<'sample-drawn'> {
  return {
    type: 'sample-drawn',
    control: 'change-approval',
    population: 'changes',
    sha256: hash('a'),
    method: { by: 'table', table: 'by-frequency', frequency: 'many-a-day', level: 'typical' },
    size: 2,
    strata: 1,
    seed: hash('5'),
    items: [item('api#1'), item('api#2')],
    ...more,
  };
}

export function markedEvent(more: Partial<EventOf<'marked'>> = {}): EventOf<'marked'> {
  return {
    type: 'marked',
    control: 'change-approval',
    population: 'changes',
    item: 'api#1',
    attribute: 'change/approved-by-another',
    mark: 'accept',
    note: '',
    outcome: 'pass',
    ...more,
  };
}

/** Opened and frozen to its end. */
export const frozen: readonly Happened<EngagementEvent>[] = [opened, happened(frozenEvent(), company)];

/** The same, with the sample of one control. */
export const drawn: readonly Happened<EngagementEvent>[] = [...frozen, happened(drawnEvent())];
