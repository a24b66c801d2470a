import { type Gap, gapsWithin, latest, type Subject } from '../../facts/timeline.ts';
import { isUntold } from '../../facts/told.ts';
import { durationText } from '../../kernel/calendar.ts';
import { and, between, minus, none, or, type Spans, spansOf } from '../../kernel/spans.ts';
import { BEGINNING, FOREVER, type Instant, plus, type Span } from '../../kernel/time.ts';
import { lostSight } from '../../populations/knowledge.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import type { Setting } from '../../populations/settings.ts';
import { gapsBut } from '../../populations/standing.ts';
import type { LimitedSeverity } from '../../populations/vulnerabilities.ts';
import { type Judgement, notOwed } from '../check.ts';
import { at, type Judged, on, shown, source } from '../wording.ts';
import { type Accepted, acceptanceReads, accepted } from './accepted.ts';

export const limitReads = { vulnerability: ['severity', 'identifier', 'foundAt', 'fixedAt', 'dismissed'], ...acceptanceReads } as const;

type Reading = Context<typeof limitReads>;
type Vulnerability = Reading['facts']['vulnerability']['subjects'][number];

/** A limit of one severity, with the spans in which the vulnerability was rated so. */
interface Limit {
  readonly severity: string;
  readonly rated: Spans;
  readonly setting: Setting<number>;
  readonly due: Instant;
}

/** Was a vulnerability fixed, dismissed or accepted before the limit of its severity, for as long as it had one of these severities? */
export function judgeWithinLimit(
  { subject: id, id: vulnerability }: { readonly subject: string; readonly id: string },
  severities: readonly LimitedSeverity[],
  context: Reading,
): Judgement {
  const subject = subjectOf(context.facts.vulnerability, id) as Vulnerability;
  const limits = limitsOf(subject, severities, context);
  const limit = limits[limits.length - 1] as Limit;
  const open = openSpans(subject, context.horizon);
  const overdue = spansOf(limits.flatMap((one) => and(one.rated, between(one.due, FOREVER))));
  const excused = accepted(vulnerability, context);
  const late = minus(and(overdue, open.certain), excused.spans);
  const broken = minus(late, spansOf(excused.doubtful));
  const doubtful = excused.doubtful.flatMap((gap) => and([gap], late).map((one) => ({ ...gap, ...one })));
  const unknown = [...doubtful, ...open.unknown.flatMap((gap) => minus(and([gap], overdue), excused.spans).map((one) => ({ ...gap, ...one })))];
  const told = { subject, limit, broken, unknown, excused };
  return judgement(told, or(open.certain, spansOf(open.unknown)), spansOf(limits.flatMap((one) => one.rated)), context);
}

interface Told {
  readonly subject: Vulnerability;
  readonly limit: Limit;
  readonly broken: Spans;
  readonly unknown: readonly Gap[];
  readonly excused: Accepted;
}

function judgement(told: Told, open: Spans, rated: Spans, context: Reading): Judgement {
  const { subject, limit, broken, unknown, excused } = told;
  const { fixedAt, identifier, foundAt } = latest(subject).state;
  const extra = { due: limit.due, leaves: [latest(subject).leaf, ...excused.leaves], recordedLate: recordedLate(subject) };
  const undecided = shown(broken, context).length === 0 && shown(spansOf(unknown), context).length === 0;
  if (undecided && fixedAt !== null && isUntold(fixedAt))
    return notOwed(`When ${identifier} was fixed is not told; its limit ends ${on(limit.due, context)}.`, extra);
  const stillOpen = (fixedAt === null || (fixedAt as Instant) > context.horizon) && dismissalOf(subject, context.horizon) === undefined;
  if (undecided && stillOpen && limit.due >= context.horizon) {
    return notOwed(
      `${named(subject, limit)} is open. It must be fixed by ${at(limit.due, context)} (within ${limit.setting.written}: ${source(limit.setting)}).`,
      extra,
    );
  }
  const found = between(foundAt as Instant, plus(foundAt as Instant, 1));
  return { owed: and(rated, or(open, found)), broken, unknown, because: sentence(told, context), ...extra };
}

function sentence(told: Told, context: Judged): string {
  const { subject, limit, broken, unknown, excused } = told;
  const name = named(subject, limit);
  const beyond = `its limit of ${limit.setting.written} (${source(limit.setting)})`;
  const last = broken[broken.length - 1];
  if (last && shown(broken, context).length > 0) {
    if (last.until > context.horizon)
      return `${name} is open ${durationText(context.horizon - limit.due)} beyond ${beyond}, and no acceptance in force covers that.${refused(excused)}`;
    const total = broken.reduce((sum, one) => sum + (one.until - one.from), 0);
    return `${name} was open ${durationText(total)} beyond ${beyond}, until ${at(last.until, context)}.${refused(excused)}`;
  }
  const gap = unknown.find((one) => shown([one], context).length > 0);
  if (gap) return `Nobody knows whether ${name.charAt(0).toLowerCase()}${name.slice(1)} was open beyond ${beyond}: ${gap.why}`;
  const covering = and(excused.spans, between(limit.due, FOREVER))[0];
  const { fixedAt } = latest(subject).state;
  if (fixedAt !== null && !isUntold(fixedAt)) {
    const excuse = covering && fixedAt > limit.due ? `, beyond ${beyond} only while an acceptance was in force` : `, within ${beyond}`;
    return `${name} was fixed ${on(fixedAt as Instant, context)}${excuse}.`;
  }
  const dismissal = dismissalOf(subject, context.horizon);
  if (dismissal) return `${name} was dismissed ${on(dismissal.at as Instant, context)} (${dismissal.reason || 'no reason given'}).`;
  return covering
    ? `${name} is open beyond ${beyond}; its acceptance is in force until ${at(covering.until, context)}.`
    : `${name} was not rated ${limit.severity} beyond ${beyond}.`;
}

function refused({ refused: reasons }: Accepted): string {
  return reasons.length > 0 ? ` ${reasons.join(' ')}` : '';
}

function named(subject: Vulnerability, { severity }: Limit): string {
  return `The ${severity} vulnerability ${latest(subject).state.identifier}`;
}

/** The limits that applied, the last one applying last. The severity counts as it was rated at each moment; a limit counts from when it was found. */
function limitsOf(subject: Vulnerability, severities: readonly LimitedSeverity[], { settings }: Reading): readonly Limit[] {
  const found = latest(subject).state.foundAt as Instant;
  return severities
    .map((severity): Limit => {
      const setting = settings.at(`vulnerability.${severity}.within`, found);
      return { severity, rated: ratedSpans(subject, severity), setting, due: plus(found, setting.value) };
    })
    .filter((one) => one.rated.length > 0)
    .sort((a, b) => (a.rated[a.rated.length - 1] as Span).until - (b.rated[b.rated.length - 1] as Span).until);
}

function ratedSpans({ versions }: Vulnerability, severity: string): Spans {
  return spansOf(
    versions.flatMap((version, index) =>
      version.state.severity === severity ? between(index === 0 ? BEGINNING : version.from, versions[index + 1]?.from ?? FOREVER) : [],
    ),
  );
}

/** When it was open for certain, and when nobody knows: its record cannot be seen any more, or does not tell when it was fixed. */
function openSpans(subject: Vulnerability, horizon: Instant): { certain: Spans; unknown: readonly Gap[] } {
  const { certain, unknown } = unfixedSpans(subject, horizon);
  const away = dismissedSpans(subject);
  return { certain: minus(certain, away), unknown: gapsBut(unknown, away) };
}

function unfixedSpans(subject: Vulnerability, horizon: Instant): { certain: Spans; unknown: readonly Gap[] } {
  const { foundAt, fixedAt, identifier } = latest(subject).state;
  const from = foundAt as Instant;
  if (isUntold(fixedAt))
    return { certain: none, unknown: [{ from, until: FOREVER, reason: 'not-told', why: `When ${identifier} was fixed is not told.` }] };
  if (fixedAt !== null) return { certain: between(from, fixedAt as Instant), unknown: [] };
  const lost = lostSight(subject, horizon);
  if (!lost) return { certain: between(from, FOREVER), unknown: [] };
  return { certain: between(from, lost.from), unknown: gapsWithin([lost], { from, until: FOREVER }) };
}

/** From each dismissal until a look saw that it was taken back. */
function dismissedSpans({ versions }: Vulnerability): Spans {
  return spansOf(versions.flatMap(({ state: { dismissed }, until }) => (dismissed ? between(dismissed.at as Instant, until) : [])));
}

function dismissalOf(subject: Vulnerability, horizon: Instant) {
  const { dismissed } = latest(subject).state;
  return dismissed && dismissed.at < horizon ? dismissed : undefined;
}

function recordedLate(subject: Subject<{ readonly fixedAt: unknown }>): number {
  const { fixedAt } = latest(subject).state;
  if (typeof fixedAt !== 'number') return 0;
  const first = subject.versions.find((one) => typeof one.state.fixedAt === 'number') ?? latest(subject);
  return first.from - fixedAt;
}
