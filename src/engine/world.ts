import type { Database } from '../database/connect.ts';
import type { VersionRow } from '../facts/fact.ts';
import type { KindId } from '../facts/kinds/index.ts';
import { gapsByScope, joinGaps, type Sight, scopeKey } from '../facts/sight.ts';
import { readVersions } from '../facts/store-versions.ts';
import type { Gap, Subject, Timeline, Version } from '../facts/timeline.ts';
import type { Uuid } from '../kernel/ids.ts';
import { BEGINNING, FOREVER, type Instant, parseInstant, plus } from '../kernel/time.ts';
import type { SightedLook } from './sights.ts';

/** Timelines by kind, with only the fields that were asked for. */
export type World = { readonly [K in KindId]?: Timeline<never> };

export interface WorldRequest {
  readonly organization: Uuid;
  /** Facts below this place in the ledger; what came later is not known. */
  readonly treeSize: number;
  readonly reads: ReadonlyMap<KindId, ReadonlySet<string>>;
  readonly sights: readonly Sight[];
  readonly looks: readonly SightedLook[];
}

/** Loads whole histories, unclipped, of the kinds and fields that were declared; and of nothing else. */
export async function loadWorld(db: Database, request: WorldRequest): Promise<World> {
  const scopes = gapsByScope(request.sights);
  const looks = new Map(request.sights.map((one) => [scopeKey(one), one.looks ?? []]));
  const world: { [K in KindId]?: Timeline<never> } = {};
  for (const [kind, fields] of request.reads) {
    const sights = request.sights.filter((one) => delivers(request.looks, one, kind));
    const subjects = await loadSubjects(db, request, { kind, fields: [...fields] }, { scopes, looks });
    const gaps = sights.length === 0 ? unlooked(kind, request.looks) : [...unseen(sights, scopes), ...lookedOnce(kind, request.looks, sights)];
    world[kind] = { kind, subjects: subjects as unknown as readonly Subject<never>[], gaps };
  }
  return world;
}

function delivers(looks: readonly SightedLook[], sight: Sight, kind: KindId): boolean {
  return looks.some((look) => look.system === sight.system && look.kinds[sight.feed]?.includes(kind));
}

/** The gaps of all scopes for reading, each with its part where only one part has it. */
function unseen(sights: readonly Sight[], scopes: ReadonlyMap<string, readonly Gap[]>): readonly Gap[] {
  const parts = new Map<string, Set<string>>();
  const gaps = sights.flatMap((one) => scopes.get(scopeKey(one)) ?? []);
  for (const sight of sights) {
    for (const gap of scopes.get(scopeKey(sight)) ?? []) {
      const known = parts.get(told(gap));
      if (known) known.add(sight.scope);
      else parts.set(told(gap), new Set([sight.scope]));
    }
  }
  return joinGaps(gaps).map((gap) => {
    const [part = '', ...others] = parts.get(told(gap)) ?? [];
    return part === '' || others.length > 0 ? gap : { ...gap, part };
  });
}

function told({ reason, why }: Gap): string {
  return `${reason} ${why}`;
}

/** Never looked at; or once only, so that there is no span between two looks: then it is known at the instant of that look alone. */
function unlooked(kind: KindId, looks: readonly SightedLook[]): Gap[] {
  const only = looks.find((look) => Object.values(look.kinds).some((kinds) => kinds.includes(kind)) && look.rows > 0);
  if (only === undefined)
    return [{ from: BEGINNING, until: FOREVER, reason: 'before-first-look', why: `No connection delivers facts of the kind "${kind}".` }];
  return onlyAt(parseInstant(only.startedAt));
}

/** Systems that were looked at once only, beside others of which more is known. */
function lookedOnce(kind: KindId, looks: readonly SightedLook[], sights: readonly Sight[]): Gap[] {
  const known = new Set(sights.filter((one) => one.scope === '' || one.seen.length > 0).map((one) => `${one.system} ${one.feed}`));
  const instants = new Map<string, Instant>();
  for (const { system, kinds, rows, startedAt } of looks) {
    for (const [feed, delivered] of Object.entries(kinds)) {
      const key = `${system} ${feed}`;
      if (rows > 0 && delivered.includes(kind) && !known.has(key) && !instants.has(key)) instants.set(key, parseInstant(startedAt));
    }
  }
  return [...new Set(instants.values())].flatMap(onlyAt);
}

function onlyAt(at: Instant): Gap[] {
  const before = 'before-first-look';
  return [
    { from: BEGINNING, until: at, reason: before, why: 'Nobody had looked yet.' },
    { from: plus(at, 1), until: FOREVER, reason: 'stale', why: 'Nobody has looked since.' },
  ];
}

/** By scope: when it was not seen, and when looks saw it. */
interface Seen {
  readonly scopes: ReadonlyMap<string, readonly Gap[]>;
  readonly looks: ReadonlyMap<string, readonly Instant[]>;
}

async function loadSubjects(
  db: Database,
  { organization, treeSize }: WorldRequest,
  { kind, fields }: { kind: KindId; fields: readonly string[] },
  seen: Seen,
): Promise<Subject<unknown>[]> {
  const subjects: Subject<unknown>[] = [];
  let current: VersionRow[] = [];
  const close = () => {
    const [first] = current;
    if (first) subjects.push(subjectOf(first, current, seen));
  };
  for await (const rows of readVersions(db, { organization, kind, treeSize, from: BEGINNING, until: FOREVER, fields })) {
    for (const row of rows) {
      if (row.subject !== current[0]?.subject) {
        close();
        current = [];
      }
      current.push(row);
    }
  }
  close();
  return subjects;
}

function subjectOf(first: VersionRow, rows: readonly VersionRow[], { scopes, looks }: Seen): Subject<unknown> {
  const last = rows[rows.length - 1] as VersionRow;
  return {
    id: first.subject,
    vendorId: first.vendorId,
    system: first.system,
    feed: last.feed,
    scope: last.scope,
    versions: rows.map(versionOf),
    gaps: scopes.get(scopeKey(last)) ?? [],
    looks: looks.get(scopeKey(last)) ?? [],
  };
}

function versionOf(row: VersionRow): Version<unknown> {
  return {
    state: row.state,
    from: row.validFrom,
    until: row.validUntil,
    notBefore: row.notBefore,
    endsNotBefore: row.endsNotBefore,
    basis: row.basis,
    leaf: row.leaf,
  };
}
