import type { KindState } from '../facts/kinds/index.ts';
import type { Timeline } from '../facts/timeline.ts';
import { type CalendarDate, startOfDay, type Zone } from '../kernel/calendar.ts';
import { Refusal } from '../kernel/refusal.ts';
import { BEGINNING, earlier, FOREVER, type Instant, later, type Span } from '../kernel/time.ts';
import { type Setting, type SettingName, type Settings, type SettingValue, settingDefinitions } from '../populations/settings.ts';

interface Segment {
  readonly raw: unknown;
  readonly from: Instant;
  readonly until: Instant;
  readonly policy: { readonly id: string; readonly version: number };
}

/** The parameters of adopted policies as facts with spans. A value counts from the later of effective and recorded: never backwards. */
export function settingsFrom(policies: Timeline<KindState<'policy'>>, zone: Zone): Settings {
  const segments = new Map<string, Segment[]>();
  for (const policy of policies.subjects) {
    for (const [name, segment] of segmentsOf(policy.versions, zone)) {
      const known = segments.get(name);
      if (known) known.push(segment);
      else segments.set(name, [segment]);
    }
  }
  return {
    at<N extends SettingName>(name: N, at: Instant): Setting<SettingValue<N>> {
      const inForce = (segments.get(name) ?? []).filter((one) => one.from <= at && at < one.until);
      const chosen = inForce.sort((a, b) => b.from - a.from || compare(a.policy.id, b.policy.id))[0];
      return chosen ? adopted(name, chosen) : fallback(name);
    },
    changes: (name) => inOrder((segments.get(name) ?? []).flatMap((one) => [one.from, one.until])),
  };
}

function inOrder(instants: readonly Instant[]): readonly Instant[] {
  return [...new Set(instants)].sort((a, b) => a - b);
}

type PolicyVersion = Timeline<KindState<'policy'>>['subjects'][number]['versions'][number];

/** An adopted version of a policy, with the span in which it counts. */
export interface Adoption extends Span {
  readonly state: KindState<'policy'>;
}

/** The adopted versions of a policy, in the order in which they were written down. */
export function adoptionsOf(versions: readonly PolicyVersion[], zone: Zone): readonly Adoption[] {
  const adoptedVersions = versions
    .filter((one) => one.state.status === 'adopted')
    .map((version) => ({ version, from: countsFrom(version, zone) }))
    .filter(({ version, from }) => from < endOfAdoption(versions, version));
  return adoptedVersions.flatMap(({ version, from }, index) => {
    const next = adoptedVersions[index + 1]?.from ?? FOREVER;
    const until = earlier(next, endOfAdoption(versions, version));
    return until <= from ? [] : [{ from, until, state: version.state }];
  });
}

function segmentsOf(versions: readonly PolicyVersion[], zone: Zone): [string, Segment][] {
  return adoptionsOf(versions, zone).flatMap(({ from, until, state }) => {
    const policy = { id: state.id, version: state.version };
    return Object.entries(state.parameters).map(([name, raw]): [string, Segment] => [name, { raw, from, until, policy }]);
  });
}

function countsFrom(version: PolicyVersion, zone: Zone): Instant {
  const effective = version.state.effective;
  return effective === null ? version.from : later(startOfDay(effective as CalendarDate, zone), version.from);
}

/** When the run of adopted versions that this one belongs to ends: at a draft, at a withdrawal, or never. */
function endOfAdoption(versions: readonly PolicyVersion[], of: PolicyVersion): Instant {
  let end = of.until;
  for (const next of versions) {
    if (next.from < end) continue;
    if (next.from > end || next.state.status !== 'adopted') break;
    end = next.until;
  }
  return end;
}

function adopted<N extends SettingName>(name: N, segment: Segment): Setting<SettingValue<N>> {
  try {
    const value = settingDefinitions[name].read(segment.raw) as SettingValue<N>;
    return { value, written: writtenValue(segment.raw), policy: segment.policy, since: segment.from };
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new Refusal('settings/unreadable', `policy ${segment.policy.id}, version ${segment.policy.version}, parameter ${name}: ${what}`);
  }
}

function fallback<N extends SettingName>(name: N): Setting<SettingValue<N>> {
  const { fallback: raw, read } = settingDefinitions[name];
  return { value: read(raw as never) as SettingValue<N>, written: writtenValue(raw), policy: null, since: BEGINNING };
}

/** A parameter's value as it is shown: lists with commas, an empty one as `any`. */
export function writtenValue(raw: unknown): string {
  return Array.isArray(raw) ? raw.join(', ') || 'any' : String(raw);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
