import type { DraftFacts, HeldThing, IncidentFacts, PolicyFacts, VendorFacts } from '../audit/drafts/draft-facts.ts';
import type { KindState } from '../facts/kinds/index.ts';
import { latest, type Subject, versionAt } from '../facts/timeline.ts';
import { dateAt, type Zone } from '../kernel/calendar.ts';
import { holdsAt } from '../kernel/spans.ts';
import { FOREVER, type Instant, isoInstant, plus } from '../kernel/time.ts';
import { employed } from '../populations/people.ts';
import { decisionsOn, inScope, type Scope } from '../populations/scope.ts';
import type { DraftDays } from './draft-world.ts';
import { timelineOf } from './judge.ts';
import type { World } from './world.ts';

type Description = KindState<'system-description'>;

/** What stands in the program's scope, or ever stood there; a thing that came back stands there once for each time. */
export function inventoryOf(world: World, { zone }: DraftDays): DraftFacts['inventory'] {
  const scopes = timelineOf(world, 'scope');
  const held = (what: Scope['what']) => decisionsOn(scopes, what).flatMap((one) => heldThings(one, zone));
  const sorted = (what: Scope['what']) => held(what).sort((a, b) => compare(a.id, b.id) || compare(a.since, b.since));
  return { repositories: sorted('repository'), systems: sorted('system'), backups: sorted('backup') };
}

function heldThings(subject: Subject<Scope>, zone: Zone): HeldThing[] {
  const { state } = latest(subject);
  const title = state.what === 'repository' ? state.id : state.title;
  return inScope(subject, zone).map(({ from, until }) => ({
    id: state.id,
    title,
    since: dateAt(from, zone),
    until: until === FOREVER ? null : dateAt(plus(until, -1), zone),
    why: state.why,
  }));
}

/** How many people were employed at the last known instant of the period, by the role that they had then; the most frequent first. */
export function peopleByRole(world: World, { horizon, zone }: DraftDays): DraftFacts['people'] {
  const at = plus(horizon, -1);
  const there = timelineOf(world, 'person').subjects.filter((one) => latest(one).until > at && holdsAt(employed(one, zone), at));
  const roles = Map.groupBy(there, (one) => (versionAt(one, at) ?? latest(one)).state.role);
  return [...roles].map(([role, { length: count }]) => ({ role, count })).sort((a, b) => b.count - a.count || compare(a.role, b.role));
}

/** Every vendor of the records, with how the description treats it; one that was taken out of them was used until then. */
export function vendorsOf(world: World, said: Description | null, { zone }: DraftDays): readonly VendorFacts[] {
  const methods = new Map(said?.subservice.map(({ vendor, method }) => [vendor, method]));
  return timelineOf(world, 'vendor')
    .subjects.map((subject) => {
      const { state, until } = latest(subject);
      const { id, name, service, tier, since, reviewed, report } = state;
      const ends = [state.until, takenOut(until, zone)].filter((one) => one !== null).sort()[0] ?? null;
      return { id, name, service, tier, since, until: ends, reviewed, report, method: methods.get(id) ?? null };
    })
    .sort((a, b) => compare(a.id, b.id));
}

/** Incidents that touched the judged part of the period, oldest first. One that was taken out of the records stays, and says so. */
export function incidentsOf(world: World, { period, horizon, zone }: DraftDays): readonly IncidentFacts[] {
  return timelineOf(world, 'incident')
    .subjects.map((one) => latest(one))
    .filter(({ state: { beganAt, endedAt } }) => beganAt < horizon && (endedAt ?? FOREVER) > period.from)
    .map(({ state, until }): IncidentFacts => {
      const { id, title, severity, beganAt, endedAt, review } = state;
      const out = takenOut(until, zone);
      const notes = out === null ? state.notes : `${state.notes} (The records named it until ${out}, and then no more.)`.trim();
      return { id, title, severity, beganAt: iso(beganAt), endedAt: endedAt === null ? null : iso(endedAt), review, notes };
    })
    .sort((a, b) => compare(a.beganAt, b.beganAt) || compare(a.id, b.id));
}

/** The policies that stood at the last known instant of the period. */
export function policiesOf(world: World, { horizon }: DraftDays): readonly PolicyFacts[] {
  return timelineOf(world, 'policy')
    .subjects.flatMap((one) => versionAt(one, plus(horizon, -1))?.state ?? [])
    .map(({ id, title, status, version, owner, approvedOn, reviewedOn, effective }) => {
      return { id, title, status, version, owner, approvedOn, reviewedOn, effective };
    })
    .sort((a, b) => compare(a.id, b.id));
}

/** What the company says of its system, as it last wrote it; null where it says nothing. */
export function descriptionOf(world: World): Description | null {
  const living = timelineOf(world, 'system-description').subjects.find((one) => latest(one).until === FOREVER);
  return living === undefined ? null : latest(living).state;
}

/** The last day on which the records named something; null while they do. */
function takenOut(until: Instant, zone: Zone): string | null {
  return until === FOREVER ? null : dateAt(plus(until, -1), zone);
}

function iso(milliseconds: number): string {
  return isoInstant(milliseconds as Instant);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
