import { settingTitle } from '../audit/drafts/catalogue.ts';
import type { ProgramChange } from '../audit/drafts/draft-facts.ts';
import { type InForce, inForce } from '../audit/results/standing.ts';
import { allControls } from '../controls/index.ts';
import { type ControlFields, standingControls } from '../controls/standing.ts';
import type { KindState } from '../facts/kinds/index.ts';
import type { Subject, Timeline } from '../facts/timeline.ts';
import { dateAt, type Zone } from '../kernel/calendar.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { FOREVER, type Instant, plus } from '../kernel/time.ts';
import { type Setting, type SettingName, type Settings, settingDefinitions } from '../populations/settings.ts';
import { timelineOf } from './judge.ts';
import { type Adoption, adoptionsOf, settingsFrom } from './settings.ts';
import type { World } from './world.ts';

/** A change with the instant from which it counts. */
interface Counted {
  readonly at: Instant;
  readonly change: ProgramChange;
}

interface Asked {
  /** The names of the parameters that were read. */
  readonly settings: readonly string[];
  /** Changes that count from this instant on … */
  readonly from: Instant;
  /** … and before this one; a control whose last day ends with it was retired inside. */
  readonly until: Instant;
  readonly zone: Zone;
}

/** What changed of what the program promises, oldest first: its controls, its policies, and its limits and cadences. */
export function programChanges(world: World, { settings, from, until, zone }: Asked): readonly ProgramChange[] {
  const policies = timelineOf(world, 'policy');
  const counted = [
    ...controlChanges(timelineOf(world, 'control'), zone),
    ...policies.subjects.flatMap((one) => policyChanges(one, zone)),
    ...settingChanges(settings.filter(isSetting), settingsFrom(policies, zone), zone),
  ];
  return counted
    .filter(({ at, change }) => from <= at && (at < until || (at === until && change.what === 'control-retired')))
    .sort((a, b) => a.at - b.at || compare(a.change.what, b.change.what) || compare(a.change.id, b.change.id))
    .map((one) => one.change);
}

function controlChanges(controls: Timeline<ControlFields>, zone: Zone): Counted[] {
  const entries = Map.groupBy(standingControls(controls, zone), (one) => one.control);
  return [...entries].flatMap(([id, versions]) => {
    const stood = inForce(versions, zone);
    return stood.flatMap((one, place) => [...begun(id, one, stood[place - 1], zone), ...retired(id, one, stood[place + 1], zone)]);
  });
}

/** A control that was taken up, or another version that took the place of the one before. */
function begun(id: string, one: InForce, before: InForce | undefined, zone: Zone): Counted[] {
  const follows = before?.until === one.from;
  const what = follows ? 'control-version' : 'control-adopted';
  return [
    {
      at: one.from,
      change: { on: dateAt(one.from, zone), what, id, title: titleOf(id), from: follows ? said(id, before) : null, to: said(id, one) },
    },
  ];
}

/** A control that was given up: it changes after its last day, which is the day that is named. */
function retired(id: string, one: InForce, after: InForce | undefined, zone: Zone): Counted[] {
  if (one.until === FOREVER || after?.from === one.until) return [];
  const on = dateAt(plus(one.until, -1), zone);
  return [{ at: one.until, change: { on, what: 'control-retired', id, title: titleOf(id), from: said(id, one), to: null } }];
}

function said(id: string, { entry }: InForce): string {
  return `Version ${entry?.version ?? 1}: ${promiseOf(id, entry)}`;
}

function promiseOf(id: string, entry: Pick<ControlFields, 'promise'> | null): string {
  return entry?.promise ?? allControls.find((one) => one.id === id)?.promise ?? id;
}

function titleOf(id: string): string {
  return allControls.find((one) => one.id === id)?.title ?? id;
}

function policyChanges({ versions }: Subject<KindState<'policy'>>, zone: Zone): Counted[] {
  const adoptions = adoptionsOf(versions, zone);
  const change = (at: Instant, { id, title }: Adoption['state'], from: string | null, to: string): Counted => {
    return { at, change: { on: dateAt(at, zone), what: 'policy-version', id, title, from, to } };
  };
  return adoptions.flatMap((one, place) => {
    const [before, after] = [adoptions[place - 1], adoptions[place + 1]];
    const was = before?.until === one.from ? before.state : null;
    const ends = one.until !== FOREVER && after?.from !== one.until;
    return [
      ...(was !== null && unchanged(was, one.state)
        ? []
        : [change(one.from, one.state, was && `version ${was.version}`, versionText(was, one.state))]),
      ...(ends ? [change(one.until, one.state, `version ${one.state.version}`, 'not adopted any more')] : []),
    ];
  });
}

function unchanged(was: KindState<'policy'>, is: KindState<'policy'>): boolean {
  return was.version === is.version && was.text === is.text && canonicalJson(was.parameters) === canonicalJson(is.parameters);
}

function versionText(was: KindState<'policy'> | null, is: KindState<'policy'>): string {
  return was?.version === is.version ? `version ${is.version}, with another text or number` : `version ${is.version}`;
}

function settingChanges(names: readonly SettingName[], settings: Settings, zone: Zone): Counted[] {
  return names
    .flatMap((name) => settings.changes(name).map((at) => ({ name, at })))
    .flatMap(({ name, at }) => {
      if (at === FOREVER) return [];
      const from = valueText(settings.at(name, plus(at, -1)));
      const to = valueText(settings.at(name, at));
      return from === to ? [] : [{ at, change: { on: dateAt(at, zone), what: 'setting', id: name, title: settingTitle(name), from, to } }];
    });
}

function valueText({ written, policy }: Setting<unknown>): string {
  return policy === null ? `${written} (Tickmark’s default, adopted by nobody)` : written;
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(settingDefinitions, name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
