import type { Gap, Subject, Timeline, Version } from '../facts/timeline.ts';
import { FOREVER, type Instant } from '../kernel/time.ts';
import type { World } from './world.ts';

/**
 * The world as it stood at an instant, with all that is known of that time today: what began later is not there, and what ended later had not ended.
 * What was found out later about the time before stays: only when something was so counts, not when it was learned.
 */
export function worldUntil(world: World, at: Instant): World {
  return Object.fromEntries(
    Object.entries(world).map(([kind, timeline]) => [kind, timelineUntil(timeline as Timeline<unknown>, at)]),
  ) as unknown as World;
}

function timelineUntil({ kind, subjects, gaps }: Timeline<unknown>, at: Instant): Timeline<unknown> {
  return { kind, subjects: subjects.flatMap((one) => subjectUntil(one, at)), gaps: gapsUntil(gaps, at) };
}

function subjectUntil(subject: Subject<unknown>, at: Instant): Subject<unknown>[] {
  const versions = subject.versions.filter((one) => one.from < at).map((one) => versionUntil(one, at));
  if (versions.length === 0) return [];
  const { looks } = subject;
  return [{ ...subject, versions, gaps: gapsUntil(subject.gaps, at), ...(looks && { looks: looks.filter((one) => one < at) }) }];
}

/** A gap that a later look mended was not mended yet: whatever it hid stood hidden. */
function gapsUntil(gaps: readonly Gap[], at: Instant): readonly Gap[] {
  return gaps.filter((one) => one.from < at).map((one) => (one.until < at ? one : { ...one, until: FOREVER }));
}

/** Where a look before the instant was the last that saw it, and the next one did not, nobody knows whether it had ended: that stays so. */
function versionUntil(version: Version<unknown>, at: Instant): Version<unknown> {
  if (version.until < at) return version;
  return { ...version, until: FOREVER, endsNotBefore: version.endsNotBefore < at ? version.endsNotBefore : FOREVER };
}
