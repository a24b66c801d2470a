import type { KindId, KindState } from '../facts/kinds/index.ts';
import { latest, type Timeline } from '../facts/timeline.ts';
import { dateAt, type Zone, zone } from '../kernel/calendar.ts';
import { Refusal } from '../kernel/refusal.ts';
import { FOREVER } from '../kernel/time.ts';
import { readCheckpoint } from '../ledger/store-checkpoint.ts';
import type { EngagementPeriod } from '../workflows/engagements/engagement-events.ts';
import type { Installation } from './installation.ts';
import { auditPeriod, programFrom } from './program.ts';
import { loadWorld, type World } from './world.ts';

/** What is needed of an installation to read what it knows today. */
export type KnownPlace = Pick<Installation, 'db' | 'organization' | 'clock'>;

const reads: ReadonlyMap<KindId, ReadonlySet<string>> = new Map([
  ['program', new Set(['id', 'title', 'categories', 'zone', 'since'])],
  ['audit', new Set(['id', 'type', 'date', 'from', 'until'])],
  ['person', new Set(['id', 'name', 'authority', 'employment'])],
]);

/** What the records say today of the program, its audits and its people; without what was not seen. */
export interface KnownToday {
  readonly title: string | null;
  readonly categories: readonly string[];
  readonly zone: Zone;
  /** Null where the records name no such audit. */
  period(audit: string): EngagementPeriod | null;
  /** Everybody of the company, whether they still work there or not, by the name known last. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** Does, or did, this id belong to somebody of the company? */
  isPerson(id: string): boolean;
  /** @throws Refusal `actor/unknown`, `actor/left` */
  requirePerson(id: string): KnownPerson;
}

export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  /** What this person may approve. */
  readonly authority: readonly string[];
}

export async function readKnownToday({ db, organization, clock }: KnownPlace): Promise<KnownToday> {
  const treeSize = (await readCheckpoint(db, organization.id))?.size ?? 0;
  const world = await loadWorld(db, { organization: organization.id, treeSize, reads, sights: [], looks: [] });
  const program = programFrom(known(world, 'program'));
  const inZone = program?.zone ?? zone('UTC');
  const audits = known(world, 'audit').subjects.filter((one) => latest(one).until === FOREVER);
  return {
    title: program?.title ?? null,
    categories: program?.categories ?? ['security'],
    zone: inZone,
    period(id) {
      const found = audits.map((one) => latest(one).state).find((one) => one.id === id);
      return found ? auditPeriod(found, inZone) : null;
    },
    people: known(world, 'person').subjects.map((one) => ({ id: latest(one).state.id, name: latest(one).state.name })),
    isPerson: (id) => known(world, 'person').subjects.some((one) => one.versions.some(({ state }) => state.id === id)),
    requirePerson: (id) => personOf(known(world, 'person'), id, dateAt(clock(), inZone)),
  };
}

function known<K extends KindId>(world: World, kind: K): Timeline<KindState<K>> {
  return world[kind] as unknown as Timeline<KindState<K>>;
}

function personOf({ subjects }: Timeline<KindState<'person'>>, id: string, today: string): KnownPerson {
  const living = subjects.filter((one) => latest(one).until === FOREVER).map((one) => latest(one).state);
  const person = living.find((one) => one.id === id);
  if (!person) {
    const have = living.map((one) => one.id).slice(0, 8);
    const names = have.length === 0 ? 'the records name nobody' : `the records name ${have.join(', ')}${living.length > have.length ? ' …' : ''}`;
    throw new Refusal('actor/unknown', `There is no person "${id}" in records/people.yaml (${names}). Say who decides with --as.`);
  }
  const employed = person.employment.some((one) => one.from <= today && (one.until === null || today <= one.until));
  if (!employed) throw new Refusal('actor/left', `${id} does not work here today (${today}), as records/people.yaml says.`);
  return { id, name: person.name, authority: person.authority };
}
