import { type Gap, latest } from '../../facts/timeline.ts';
import { isUntold } from '../../facts/told.ts';
import { and, between, minus, or, type Spans, spansOf } from '../../kernel/spans.ts';
import { FOREVER, type Instant, plus } from '../../kernel/time.ts';
import { lostSight } from '../../populations/knowledge.ts';
import { isResolved, leakedSecrets } from '../../populations/leaked-secrets.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import type { Setting } from '../../populations/settings.ts';
import { gapsBut, gapsIn } from '../../populations/standing.ts';
import { defineCheck, notOwed } from '../check.ts';
import { whenText } from '../state.ts';
import { at, on, shown, source } from '../wording.ts';

const reads = { 'secret-leak': ['type', 'repository', 'foundAt', 'resolvedAt', 'resolution', 'comment'] } as const;

type Reading = Context<typeof reads>;
type Leak = Reading['facts']['secret-leak']['subjects'][number];

/** A secret that got out opens nothing any more, soon after it was found. */
export const revokedWithinLimit = defineCheck({
  id: 'secret/revoked-within-limit',
  version: 1,
  title: 'Leaked secrets were revoked within their limit',
  asks: 'Was each secret that was found in a repository revoked within the limit, or shown with a comment to be none?',
  population: leakedSecrets,
  reads,
  settings: ['secret.revoked.within'],
  mend: 'Revoke the secret where it was issued, and close the alert as revoked. One that is none is closed with a comment that says why.',
  judge(item, context) {
    const leak = subjectOf(context.facts['secret-leak'], item.data.subject) as Leak;
    const found = latest(leak).state.foundAt as Instant;
    const limit = context.settings.at('secret.revoked.within', found);
    const due = plus(found, limit.value);
    const { open, unknown } = openSpans(leak, context.horizon);
    const late = between(due, FOREVER);
    const broken = and(open, late);
    const doubtful = gapsBut(gapsIn(unknown, late), broken);
    const extra = { due, leaves: [latest(leak).leaf] };
    if (due >= context.horizon && or(open, spansOf(unknown)).some((one) => one.until > context.horizon))
      return notOwed(`${item.title} is open. It must be revoked by ${at(due, context)} (within ${limit.written}: ${source(limit)}).`, extra);
    const owed = between(found, FOREVER);
    return { owed, broken, unknown: doubtful, because: sentence(item.title, leak, { limit, broken, unknown: doubtful }, context), ...extra };
  },
});

/** Until it was resolved by what counts; a resolution that a later look saw taken back counts no more. */
function openSpans(leak: Leak, horizon: Instant): { open: Spans; unknown: readonly Gap[] } {
  const from = latest(leak).state.foundAt as Instant;
  const resolved = spansOf(
    leak.versions.flatMap(({ state, until }) =>
      typeof state.resolvedAt === 'number' && isResolved(state) ? between(state.resolvedAt as Instant, until) : [],
    ),
  );
  const untold = leak.versions.flatMap(({ state: { resolvedAt }, until }, index): Gap[] =>
    isUntold(resolvedAt)
      ? [{ from: index === 0 ? from : (leak.versions[index]?.from ?? from), until, reason: 'not-told', why: resolvedAt.untold }]
      : [],
  );
  const lost = lostSight(leak, horizon);
  const unknown = gapsIn(gapsBut([...untold, ...(lost ? [lost] : [])], resolved), between(from, FOREVER));
  // What stood resolved when it was last seen stays so, though its record was lost.
  const last = latest(leak);
  const ended = typeof last.state.resolvedAt === 'number' && isResolved(last.state);
  const doubt = ended ? [] : unknown;
  const closed = ended ? or(resolved, between(last.state.resolvedAt as Instant, FOREVER)) : resolved;
  return { open: minus(minus(between(from, FOREVER), closed), spansOf(doubt)), unknown: gapsBut(doubt, closed) };
}

interface Found {
  readonly limit: Setting<number>;
  readonly broken: Spans;
  readonly unknown: readonly Gap[];
}

function sentence(title: string, leak: Leak, { limit, broken, unknown }: Found, context: Reading): string {
  const { resolution, comment, resolvedAt } = latest(leak).state;
  const beyond = `its limit of ${limit.written} (${source(limit)})`;
  if (shown(broken, context).length > 0) {
    const closed = resolution !== null && !isResolved({ resolution, comment });
    const how = closed ? ` It was closed as "${resolution}"${(comment ?? '').trim() ? '' : ' without a comment'}, which revokes nothing.` : '';
    return `${title} was open beyond ${beyond} ${whenText(broken, context)}.${how}`;
  }
  const gap = unknown.find((one) => shown([one], context).length > 0);
  if (gap) return `Nobody knows whether ${title} was open beyond ${beyond}: ${gap.why}`;
  const how = resolution === 'revoked' ? 'revoked' : `shown to be none ("${resolution}")`;
  return typeof resolvedAt === 'number'
    ? `${title} was ${how} ${on(resolvedAt as Instant, context)}, within ${beyond}.`
    : `${title} is within ${beyond}.`;
}
