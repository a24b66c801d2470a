import type { Facts } from '../../facts/reads.ts';
import { type Gap, latest, nextLook, type Subject, versionAt } from '../../facts/timeline.ts';
import { isUntold, type Told } from '../../facts/told.ts';
import { type Spans, spansOf } from '../../kernel/spans.ts';
import { FOREVER, type Instant } from '../../kernel/time.ts';
import { grouped } from '../../populations/lookup.ts';

export const eventReads = { 'privileged-event': ['at', 'what', 'repository'] } as const;

type Events = Facts<typeof eventReads>['privileged-event'];

/** What the log of the code host tells of times that no look saw. */
export interface Unprotected {
  readonly spans: Spans;
  /** From a change to the next look, where that one was not told what it was changed to. */
  readonly untold: readonly Gap[];
  /** The last event that opened such a time. */
  readonly last: Instant | undefined;
  readonly leaves: readonly number[];
}

/** How a check sees the protection of a branch. */
export interface View<S> {
  readonly subject: Subject<S>;
  readonly repository: string;
  /** Is it well where nothing is protected at all? */
  readonly wellWithout: boolean;
  well(state: S, at: Instant): Told<boolean>;
}

/** An event with the look that comes after it. */
interface Opened {
  readonly what: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly leaf: number;
}

/**
 * Protection that was taken away is off from that instant to the next look, whatever that one sees. One that was changed is, if the next look
 * sees it wrong, or sees nothing of a change: then it was changed back. A change to something that is well was no harm. Where no look came after it,
 * the gap speaks.
 */
export function unprotected<S>(events: Events, view: View<S>): Unprotected {
  const byRepository = grouped(events, 'protection of', (one) => repositoryOf(latest(one).state));
  const all = [...(byRepository.get(view.repository) ?? []), ...(byRepository.get(EVERY) ?? [])].map((one): Opened => {
    const { state, leaf } = latest(one);
    const from = state.at as Instant;
    return { what: state.what, from, until: nextLook(view.subject, from) ?? FOREVER, leaf };
  });
  const off = all.filter((one) => (one.what === 'protection-removed' ? !view.wellWithout : wasOff(one, all, view)));
  const changed = all.filter((one) => one.what === 'protection-changed');
  return {
    spans: spansOf(off),
    untold: changed.flatMap((one) => changedTo(one, view)),
    last: off
      .map((one) => one.from)
      .sort((a, b) => a - b)
      .at(-1),
    leaves: off.map((one) => one.leaf),
  };
}

function changedTo<S>({ from, until }: Opened, { subject, well }: View<S>): Gap[] {
  const [before, next] = [versionAt(subject, from), versionAt(subject, until)];
  if (before === undefined || next === undefined || next.from === before.from) return [];
  const answer = well(next.state, until);
  return isUntold(answer) ? [{ from, until, reason: 'not-told', why: answer.untold }] : [];
}

const EVERY = '';

/** An event without a repository changes what all of them inherit. */
function repositoryOf({ what, repository }: { what: string; repository: string | null }): readonly string[] {
  return what === 'protection-removed' || what === 'protection-changed' ? [repository ?? EVERY] : [];
}

/** Making protection anew after it was removed changes it, too: that is told by its removal. */
function wasOff<S>({ from, until }: Opened, all: readonly Opened[], { subject, well }: View<S>): boolean {
  const [before, next] = [versionAt(subject, from), versionAt(subject, until)];
  // Nobody has looked since: what it was changed to is not known.
  if (before === undefined || until === FOREVER) return false;
  if (next !== undefined && next.from !== before.from) return well(next.state, until) === false;
  return !all.some((one) => one.what === 'protection-removed' && one.until === until);
}
