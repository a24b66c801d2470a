import type { Facts } from '../../facts/reads.ts';
import { latest, nextLook, type Subject, type Version, versionAt } from '../../facts/timeline.ts';
import type { Told } from '../../facts/told.ts';
import { between, or, type Spans } from '../../kernel/spans.ts';
import { FOREVER, type Instant } from '../../kernel/time.ts';
import { grouped } from '../../populations/lookup.ts';

export const eventReads = { 'privileged-event': ['at', 'what', 'repository'] } as const;

type Events = Facts<typeof eventReads>['privileged-event'];

/** What the log of the code host tells of times that no look saw. */
export interface Unprotected {
  readonly spans: Spans;
  /** The last event that opened such a time. */
  readonly last: Instant | undefined;
  readonly leaves: readonly number[];
}

/**
 * Protection that was taken away is off from that instant to the next look, whatever that one sees. One that was changed is, if the next look
 * sees it wrong, or sees nothing of a change: then it was changed back. A change to something that is well was no harm.
 */
export function unprotected<S>(
  subject: Subject<S>,
  repository: string,
  { events, well }: { events: Events; well: (state: S, at: Instant) => Told<boolean> },
): Unprotected {
  const byRepository = grouped(events, 'protection of', (one) => repositoryOf(latest(one).state));
  const all = [...(byRepository.get(repository) ?? []), ...(byRepository.get(EVERY) ?? [])];
  let [spans, last]: [Spans, Instant | undefined] = [[], undefined];
  const leaves: number[] = [];
  for (const event of all) {
    const { state, leaf } = latest(event);
    const at = state.at as Instant;
    const until = nextLook(subject, at) ?? FOREVER;
    if (state.what === 'protection-changed' && !wasChangedBack(subject, { at, until, well })) continue;
    spans = or(spans, between(at, until));
    last = last === undefined || at > last ? at : last;
    leaves.push(leaf);
  }
  return { spans, last, leaves };
}

const EVERY = '';

/** An event without a repository changes what all of them inherit. */
function repositoryOf({ what, repository }: { what: string; repository: string | null }): readonly string[] {
  return what === 'protection-removed' || what === 'protection-changed' ? [repository ?? EVERY] : [];
}

function wasChangedBack<S>(
  subject: Subject<S>,
  { at, until, well }: { at: Instant; until: Instant; well: (state: S, at: Instant) => Told<boolean> },
): boolean {
  const before = versionAt(subject, at);
  const next: Version<S> | undefined = versionAt(subject, until);
  if (before === undefined) return false;
  if (next === undefined || next.from === before.from) return true;
  return well(next.state, until) === false;
}
