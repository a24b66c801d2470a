import { latest } from '../../facts/timeline.ts';
import { isUntold } from '../../facts/told.ts';
import { and, between, type Spans, spansOf } from '../../kernel/spans.ts';
import { FOREVER, type Instant, type Span } from '../../kernel/time.ts';
import type { Item } from '../population.ts';
import { toldApart } from '../told-apart.ts';
import { judgedPart, type Reading, type Suppression, suppression, when } from './reading.ts';

type Leak = Reading['facts']['secret-leak']['subjects'][number];
type Dismissal = NonNullable<Reading['facts']['vulnerability']['subjects'][number]['versions'][number]['state']['dismissed']>;

/** Vulnerabilities that somebody decided not to fix, from each such decision until it was taken back. */
export function dismissalsInForce(context: Reading): readonly Item<Suppression>[] {
  const { subjects } = context.facts.vulnerability;
  const keys = toldApart(subjects, (one) => latest(one).state.id);
  return subjects.flatMap((subject) => {
    const said = subject.versions.flatMap(({ state, until, leaf }) => (state.dismissed ? [{ dismissal: state.dismissed, until, leaf }] : []));
    const spans = spansOf(said.flatMap(({ dismissal, until }) => between(dismissal.at as Instant, until)));
    const span = wholeOf(spans, context);
    const last = said.findLast((one) => span !== null && one.dismissal.at < span.until);
    if (span === null || last === undefined) return [];
    const { id, identifier, severity, where } = latest(subject).state;
    const title = `Dismissed: ${identifier} in ${where}, ${severity}`;
    const because = `${dismissedText(last.dismissal, context)} ${untilText(span, context)}`;
    return [suppression({ sort: 'dismissal', key: keys.get(subject) ?? id, title, because, span, leaves: [last.leaf] })];
  });
}

/** Alerts of leaked secrets that were closed although the secret was not revoked, until they were opened again. */
export function closedSecrets(context: Reading): readonly Item<Suppression>[] {
  const { subjects } = context.facts['secret-leak'];
  const keys = toldApart(subjects, (one) => latest(one).state.id);
  return subjects.flatMap((subject) => {
    const span = wholeOf(closedSpans(subject), context);
    const last = subject.versions.findLast((one) => span !== null && isClosed(one.state) && one.from < span.until);
    if (span === null || last === undefined) return [];
    const { id, type, repository, resolution, resolvedBy, comment } = last.state;
    const how = `closed as "${resolution}" by ${resolvedBy ?? 'somebody who is not told'} on ${when(span.from, context)}`;
    const because = `The alert was ${how}. ${comment?.trim() ? `The comment: “${comment.trim()}”` : 'No comment was given.'} ${untilText(span, context)}`;
    return [
      suppression({ sort: 'secret', key: keys.get(subject) ?? id, title: `Closed: ${type} in ${repository}`, because, span, leaves: [last.leaf] }),
    ];
  });
}

function closedSpans({ versions }: Leak): Spans {
  return spansOf(
    versions.flatMap(({ state, from, until }) => {
      if (!isClosed(state)) return [];
      return between(isUntold(state.resolvedAt) || state.resolvedAt === null ? from : (state.resolvedAt as Instant), until);
    }),
  );
}

function isClosed({ resolution }: Leak['versions'][number]['state']): boolean {
  return resolution !== null && resolution !== 'revoked';
}

/** From the first to the last of the spans that touch the judged part of the period. */
function wholeOf(spans: Spans, context: Reading): Span | null {
  const touching = spans.filter((one) => and([one], judgedPart(context)).length > 0);
  const [first] = touching;
  const last = touching.at(-1);
  return first && last ? { from: first.from, until: last.until } : null;
}

function dismissedText({ at, by, reason, comment, approvedBy }: Dismissal, context: Reading): string {
  const approved = isUntold(approvedBy)
    ? `Who approved that is not told: ${approvedBy.untold}`
    : approvedBy === null
      ? 'Nobody approved that at its source.'
      : `Approved by ${approvedBy}.`;
  const why = [reason, comment ?? ''].map((one) => one.trim()).filter((one) => one !== '');
  const reasons = why.length === 0 ? 'No reason was given.' : `The reason: “${why.join(': ')}”`;
  return `It was dismissed by ${by || 'somebody who is not told'} on ${when(at as Instant, context)}. ${reasons} ${approved}`;
}

function untilText({ until }: Span, context: Reading): string {
  return until === FOREVER ? 'It stands so.' : `That was taken back by ${when(until, context)}.`;
}
