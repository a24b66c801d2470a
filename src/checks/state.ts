import type { Gap, Subject, Version } from '../facts/timeline.ts';
import { isUntold, type Told } from '../facts/told.ts';
import { durationText } from '../kernel/calendar.ts';
import { and, lengthOf, minus, or, type Spans, spansOf } from '../kernel/spans.ts';
import { BEGINNING, FOREVER, type Instant, type Span } from '../kernel/time.ts';
import type { SettingName, Settings } from '../populations/settings.ts';
import { gapsBut, gapsIn, type Standing } from '../populations/standing.ts';
import { type Judgement, notOwed } from './check.ts';
import { at, type Judged, shown } from './wording.ts';

/** How a state was over time: when it was wrong, and when nobody told. */
export interface Course {
  readonly broken: Spans;
  readonly untold: readonly Gap[];
}

/** What the versions of a subject say: `true` is well, `false` is wrong, untold is unknown. */
export function courseOf<S>(subject: Pick<Subject<S>, 'versions'>, well: (state: S, version: Span) => Told<boolean>): Course {
  const said = subject.versions.map((version) => ({ version, answer: well(version.state, version) }));
  return {
    broken: spansOf(said.filter((one) => one.answer === false).map((one) => one.version)),
    untold: said.flatMap(({ version: { from, until }, answer }): Gap[] =>
      isUntold(answer) ? [{ from, until, reason: 'not-told', why: answer.untold }] : [],
    ),
  };
}

/** The spans of those versions of which something is true. */
export function spansWhere<S>(subject: Subject<S>, holds: (state: S) => boolean): Spans {
  return spansOf(subject.versions.filter((one) => holds(one.state)).map(({ from, until }) => ({ from, until })));
}

/** A span cut where a setting may change: a threshold of state is that of each moment. */
export function bySetting<S extends Span>(span: S, name: SettingName, settings: Settings): readonly S[] {
  const cuts = settings.changes(name).filter((one) => span.from < one && one < span.until);
  const edges = [span.from, ...cuts, span.until];
  return edges.slice(1).map((until, index) => ({ ...span, from: edges[index] as Instant, until }));
}

/** The versions of a subject, cut where a setting may change. */
export function versionsBySetting<S>(subject: Subject<S>, name: SettingName, settings: Settings): readonly Version<S>[] {
  return subject.versions.flatMap((one) => bySetting(one, name, settings));
}

/** Sentences for each outcome, without their ends. */
export interface StateWords {
  /** What was wrong: `Members of acme could do without a second factor`. */
  readonly wrong: string;
  /** What was asked, after "whether": `members of acme needed a second factor`. */
  readonly asked: string;
  /** The whole sentence where nothing was wrong. */
  readonly well: string;
  /** The whole sentence where nothing was owed. */
  readonly notOwed: string;
}

const always: Spans = [{ from: BEGINNING, until: FOREVER }];

export interface StateQuestion {
  readonly standing: Standing;
  /** When the question was owed, as far as looks saw it; otherwise whenever it stood. */
  readonly owed?: Spans;
  /** When it could be owed at all, whatever was seen: its scope. Otherwise always. */
  readonly within?: Spans;
  readonly course: Course;
  readonly words: StateWords;
  readonly leaves?: readonly number[];
}

/** Judges a state over time: what nobody could see is unknown, also where the last version seen says that all was well, or wrong. */
export function judgeState(question: StateQuestion, context: Judged): Judgement {
  const { standing, within = always, course, words, leaves = [] } = question;
  const owed = question.owed ? and(question.owed, standing.there) : standing.there;
  const asked = and(owed, within);
  const unseen = gapsIn(
    standing.unseen.filter((gap) => touches(gap, owed)),
    within,
  );
  const broken = minus(and(course.broken, asked), spansOf(unseen));
  const unknown = [...unseen, ...gapsBut(gapsIn(course.untold, asked), or(broken, spansOf(unseen)))];
  const whole = or(asked, spansOf(unseen));
  if (shown(whole, context).length === 0) return notOwed(words.notOwed, { leaves });
  return { owed: whole, broken, unknown, because: sentence(words, broken, unknown, context), leaves };
}

/** A gap counts where what was owed stood in it, or where it ended with the look that first saw that. */
function touches(gap: Gap, asked: Spans): boolean {
  return asked.some((one) => one.from <= gap.until && gap.from < one.until);
}

function sentence(words: StateWords, broken: Spans, unknown: readonly Gap[], context: Judged): string {
  if (shown(broken, context).length > 0) return `${words.wrong} ${whenText(broken, context)}.`;
  const gap = unknown.find((one) => shown([one], context).length > 0);
  return gap ? `Nobody knows whether ${words.asked}: ${gap.why}` : words.well;
}

/** `since …`, `from … until …`, or how often and how long in all; of what lies in the judged part of the period. */
export function whenText(spans: Spans, context: Judged): string {
  const seen = spans.filter((one) => shown([one], context).length > 0);
  const last = seen[seen.length - 1] as Span;
  const lasting = last.until > context.horizon;
  const text = lasting ? `since ${at(last.from, context)}` : `from ${at(last.from, context)} until ${at(last.until, context)}`;
  if (seen.length === 1) return text;
  return `${seen.length} times, ${durationText(lengthOf(shown(seen, context)))} in all, the last time ${text}`;
}
