import type { Gap, Subject, Version } from '../../facts/timeline.ts';
import { isUntold, type Told } from '../../facts/told.ts';
import { and, between, minus, type Spans, spansOf } from '../../kernel/spans.ts';
import { earlier, type Instant, later, plus } from '../../kernel/time.ts';
import type { Settings } from '../../populations/settings.ts';
import { gapsBut } from '../../populations/standing.ts';
import { bySetting, type Course } from '../state.ts';

interface Active {
  readonly lastActiveAt: Told<number | null>;
}

interface Around {
  readonly setting: 'account.dormant.after' | 'administrator.idle.after';
  readonly settings: Settings;
  /** When it is known to have done something, from elsewhere. */
  readonly active: readonly Instant[];
}

/**
 * When an account had done nothing for longer than a limit.
 *
 * Each version tells the last thing it did, so what the next version tells ends the time before it. Where the limit passed only after the last
 * look before that, something may have been done in between: `looked-too-rarely`. Whatever else shows it active is believed, too.
 */
export function idleCourse<S extends Active>({ versions }: Subject<S>, around: Around): Course {
  const parts = versions.flatMap((version, index) =>
    bySetting(version, around.setting, around.settings).map((part) =>
      idleIn(part, { first: versions[0] as Version<S>, next: versions[index + 1] }, around),
    ),
  );
  return { broken: spansOf(parts.flatMap((one) => one.broken)), untold: parts.flatMap((one) => one.untold) };
}

function idleIn<S extends Active>(
  part: Version<S>,
  { first, next }: { first: Version<S>; next: Version<S> | undefined },
  { setting, settings, active }: Around,
): Course {
  const after = settings.at(setting, part.from).value;
  const atWork = and(spansOf(active.flatMap((one) => between(one, plus(one, after)))), [part]);
  const { lastActiveAt } = part.state;
  if (isUntold(lastActiveAt)) {
    const gap: Gap = { from: part.from, until: part.until, reason: 'not-told', why: lastActiveAt.untold };
    return { broken: [], untold: gapsBut([gap], atWork) };
  }
  const last = (lastActiveAt ?? first.from) as Instant;
  const idle = minus(idleSpan(part, plus(last, after), activeIn(next, last)), atWork);
  const unsure = activeIn(next, last) !== undefined && plus(last, after) > part.endsNotBefore;
  if (!unsure) return { broken: idle, untold: [] };
  return { broken: [], untold: idle.map((one): Gap => ({ ...one, reason: 'looked-too-rarely', why: 'It was active again before anybody looked.' })) };
}

function idleSpan({ from, until }: Version<unknown>, since: Instant, again: Instant | undefined): Spans {
  return between(later(from, since), again === undefined ? until : earlier(until, again));
}

/** What the next version tells it did after `last`. */
function activeIn<S extends Active>(next: Version<S> | undefined, last: Instant): Instant | undefined {
  const told = next?.state.lastActiveAt;
  return typeof told === 'number' && told > last ? (told as Instant) : undefined;
}
