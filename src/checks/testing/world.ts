import type { Basis } from '../../facts/fact.ts';
import type { KindId } from '../../facts/kinds/index.ts';
import type { Gap, Subject, Timeline, UnknownReason, Version } from '../../facts/timeline.ts';
import type { Uuid } from '../../kernel/ids.ts';
import { FOREVER, type Instant } from '../../kernel/time.ts';
import { type SettingName, type Settings, settingDefinitions } from '../../populations/settings.ts';
import { at } from './instants.ts';

interface Said {
  readonly from: Instant;
  readonly state: unknown;
  readonly basis: Basis;
  readonly system: string;
  readonly lastSeen?: Instant;
}

interface Told {
  readonly gaps: Gap[];
  readonly looks: Instant[];
  readonly subjects: Map<string, Said[]>;
}

/** What is given in a story, before it is read as timelines. */
export interface World {
  readonly kinds: Map<KindId, Told>;
  readonly settings: { readonly name: SettingName; readonly raw: unknown; readonly from: Instant }[];
}

/** One thing that is given. */
export type Given = (world: World) => void;

/** When the records of a story began, where it does not say otherwise. */
export const recordsBegan = at('2024-01-01T00:00:00Z');

export function emptyWorld(): World {
  return { kinds: new Map(), settings: [] };
}

function told(world: World, kind: KindId): Told {
  const known = world.kinds.get(kind) ?? { gaps: [], looks: [], subjects: new Map() };
  world.kinds.set(kind, known);
  return known;
}

/** A subject was in this state from then on; null: it was gone. */
export function say(
  world: World,
  kind: KindId,
  {
    id,
    state,
    from = recordsBegan,
    basis = 'claimed',
    system = 'story',
  }: { id: string; state: unknown; from?: Instant; basis?: Basis; system?: string },
): void {
  const { subjects } = told(world, kind);
  subjects.set(id, [...(subjects.get(id) ?? []), { from, state, basis, system }]);
}

/** When a look last saw what was said last of a subject. Otherwise looks saw it until it changed. */
export function lastSeen(kind: KindId, id: string, at: Instant): Given {
  return (world) => {
    const { subjects } = told(world, kind);
    const said = subjects.get(id) ?? [];
    subjects.set(
      id,
      said.map((one, place) => (place === said.length - 1 ? { ...one, lastSeen: at } : one)),
    );
  };
}

/** The source of these kinds was not seen: neither its list nor what stands in it; or, of a single thing, `part`. */
export function unseen(
  kinds: readonly KindId[],
  from: Instant,
  until: Instant,
  reason: UnknownReason,
  why = 'The file could not be read.',
  part?: string,
): Given {
  return (world) => {
    for (const kind of kinds) told(world, kind).gaps.push({ from, until, reason, why, ...(part === undefined ? {} : { part }) });
  };
}

/** Looks saw everything of a kind at these instants. */
export function looked(kind: KindId, ...instants: readonly Instant[]): Given {
  return (world) => void told(world, kind).looks.push(...instants);
}

/** Nothing of what was given of a kind tells of anything further: its timeline, with subjects numbered in the order in which they were told. */
export function timelineOf(world: World, kind: KindId): Timeline<unknown> {
  const { gaps, subjects, looks } = told(world, kind);
  const seen = looks.length > 0 ? { looks } : {};
  return { kind, gaps, subjects: [...subjects].map(([id, said], index) => ({ ...subjectOf(id, said, { kind, gaps, index }), ...seen })) };
}

function subjectOf(
  id: string,
  said: readonly Said[],
  { kind, gaps, index }: { kind: KindId; gaps: readonly Gap[]; index: number },
): Subject<unknown> {
  const versions = said.flatMap(({ from, state, basis, lastSeen: seen }, place): Version<unknown>[] => {
    const until = said[place + 1]?.from ?? FOREVER;
    if (state === null) return [];
    return [{ state, from, until, notBefore: from, endsNotBefore: seen ?? until, basis, leaf: index * 100 + place }];
  });
  const system = (said[0]?.system ?? 'story') as Uuid;
  return {
    id: `${kind} ${id}` as Uuid,
    vendorId: id,
    system,
    feed: 'story',
    scope: `file:${kind}`,
    versions,
    gaps: gaps.filter((gap) => gap.part === undefined),
  };
}

/** The settings of a story: each value from its instant on, otherwise Tickmark's default. */
export function settingsOf(world: World): Settings {
  return {
    at(name, instant) {
      const { fallback, read } = settingDefinitions[name];
      const set = world.settings.findLast((one) => one.name === name && one.from <= instant);
      const raw = set ? set.raw : fallback;
      const value = read(raw as never) as never;
      return { value, written: String(raw), policy: set ? { id: 'a-policy', version: 1 } : null, since: set?.from ?? recordsBegan };
    },
    changes: (name) => world.settings.filter((one) => one.name === name).map((one) => one.from),
  };
}
