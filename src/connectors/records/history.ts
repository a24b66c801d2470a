import { type Zone, zone } from '../../kernel/calendar.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { earlier, type Instant } from '../../kernel/time.ts';
import { cleanState } from '../kit/clean.ts';
import type { SeenGap, SeenVersion } from '../kit/observation.ts';
import { daysIn } from './fields.ts';
import { type Problem, problemText, type Reading, readRecordFile } from './parse.ts';
import { fileAt, programFiles, scopeOf } from './program-files.ts';
import type { RecordedEntry } from './record-file.ts';
import type { FileChange } from './walk.ts';

/** When a commit counts, and as whose word. */
export interface Moment {
  readonly from: Instant;
  readonly notBefore: Instant;
  readonly basis: 'claimed' | 'look';
}

/** What a feed's files told over their history. The `vendorId` of a version is the entry's id, before the program's own is put in front. */
export interface FeedHistory {
  readonly versions: SeenVersion[];
  readonly gaps: SeenGap[];
  /** The scope of each file that ever was. */
  readonly scopes: Set<string>;
  /** Files that cannot be read as they stand now. */
  readonly blind: { readonly scope: string; readonly why: string }[];
}

/** The program's history, taken in commit by commit. */
export interface ProgramHistory {
  take(files: readonly FileChange[], at: Moment): void;
  /** Ends open gaps at the look, and gives what each feed tells; `problems` are those of the files as they stand now. */
  finish(at: Instant): { feeds: ReadonlyMap<string, FeedHistory>; problems: readonly Problem[] };
}

interface FileState {
  readonly reading: Reading;
  /** Problems that arise beside the other files of its feed. */
  problems: readonly Problem[];
}

interface Held {
  readonly state: Json;
  readonly text: string;
  readonly scope: string;
}

interface FeedState extends FeedHistory {
  readonly name: string;
  readonly files: Map<string, FileState>;
  /** What each subject was last said to be, by `kind id`. */
  held: Map<string, Held>;
  /** Files that cannot be read, since when, and the sentence. */
  readonly open: Map<string, { since: Instant; why: string }>;
}

export function newProgramHistory(): ProgramHistory {
  const feeds = new Map(Object.keys(programFiles).map((name) => [name, newFeed(name)]));
  const strange = new Map<string, Problem>();
  let inZone: Zone = zone('UTC');
  return {
    take(files, at) {
      const touched = new Set(files.flatMap((one) => takeFile(feeds, one)));
      for (const one of files) followStrange(strange, one);
      const set = zoneOf(feeds.get('scope') as FeedState);
      const moved = set !== null && set !== inZone;
      inZone = set ?? inZone;
      for (const feed of moved ? feeds.values() : touched) bringUp(feed, at, inZone);
    },
    finish(at) {
      for (const feed of feeds.values()) {
        for (const [path, { since, why }] of feed.open) {
          closeGap(feed, { path, since, until: at, why });
          feed.blind.push({ scope: scopeOf(path), why });
        }
      }
      const problems = [...feeds.values()].flatMap((feed) => [...feed.files.values()].flatMap(problemsOf));
      return { feeds, problems: [...problems, ...strange.values()] };
    },
  };
}

/** A file that stands among the records and is none of them: a misspelt name must not silently mean "nothing recorded". */
function followStrange(strange: Map<string, Problem>, { path, content }: FileChange): void {
  if (fileAt(path) !== undefined) return;
  strange.delete(path);
  const names = Object.keys(programFiles).filter((name) => name !== 'policies');
  const sentence = `is no file of the program and was not read. Expected one of: ${names.map((name) => `${name}.yaml`).join(', ')}`;
  if (content !== null) strange.set(path, { file: path, line: 1, sentence });
}

/** @returns the feed that the file belongs to, if it belongs to any */
function takeFile(feeds: ReadonlyMap<string, FeedState>, { path, content }: FileChange): FeedState[] {
  const file = fileAt(path);
  const feed = file ? feeds.get(file.name) : undefined;
  if (!file || !feed) return [];
  feed.scopes.add(scopeOf(path));
  if (content === null) feed.files.delete(path);
  else
    feed.files.set(path, {
      reading: 'bytes' in content ? readRecordFile(path, content.bytes, file) : refusedReading(path, content.refused),
      problems: [],
    });
  return [feed];
}

function newFeed(name: string): FeedState {
  return { name, files: new Map(), held: new Map(), open: new Map(), versions: [], gaps: [], scopes: new Set(), blind: [] };
}

function refusedReading(file: string, sentence: string): Reading {
  return { problems: [{ file, line: 1, sentence }] };
}

function problemsOf({ reading, problems }: FileState): readonly Problem[] {
  return 'problems' in reading ? reading.problems : problems;
}

function zoneOf(scope: FeedState): Zone | null {
  for (const { reading } of scope.files.values()) {
    if ('file' in reading && reading.file.zone !== undefined) return zone(reading.file.zone);
  }
  return null;
}

/** Compares what the feed's files say now with what was last said, and notes what changed at this commit. */
function bringUp(feed: FeedState, at: Moment, inZone: Zone): void {
  const days = daysIn(inZone);
  const now = new Map<string, Held>();
  for (const [path, entry] of entriesIn(feed)) {
    const state = cleanState(entry.kind, entry.state(days));
    now.set(`${entry.kind} ${entry.id}`, { state, text: canonicalJson(state), scope: scopeOf(path) });
  }
  const blind = new Set<string>();
  for (const [path, file] of feed.files) if (problemsOf(file).length > 0) blind.add(scopeOf(path));
  for (const [key, before] of feed.held) {
    // What an unreadable file said before stays said: its scope is unknown for the time being, and its entries are not gone.
    if (!now.has(key) && blind.has(before.scope)) now.set(key, before);
  }
  const version = versionAt(feed, at);
  for (const [key, { state, text, scope }] of now) if (feed.held.get(key)?.text !== text) feed.versions.push(version(key, state, scope));
  for (const [key, { scope }] of feed.held) if (!now.has(key)) feed.versions.push(version(key, null, scope));
  feed.held = now;
  followGaps(feed, at.from);
}

/** Behind a file that could not be read for a while, a change may have come as early as that. */
function versionAt(feed: FeedState, { from, notBefore, basis }: Moment): (key: string, state: Json, scope: string) => SeenVersion {
  const blindSince = new Map([...feed.open].map(([path, { since }]) => [scopeOf(path), since]));
  return (key, state, scope) => {
    const cut = key.indexOf(' ');
    const kind = key.slice(0, cut) as SeenVersion['kind'];
    const since = earlier(notBefore, blindSince.get(scope) ?? notBefore);
    return { type: 'version', kind, vendorId: key.slice(cut + 1), scope, state, validFrom: from, notBefore: since, basis };
  };
}

/** The entries of all files that can be read, in the order of their paths. Whoever says an id a second time is not read. */
function entriesIn(feed: FeedState): [string, RecordedEntry][] {
  const entries: [string, RecordedEntry][] = [];
  const owners = new Map<string, string>();
  for (const [path, file] of [...feed.files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { reading } = file;
    if (!('file' in reading)) continue;
    file.problems = duplicates(path, reading, owners);
    if (file.problems.length > 0) continue;
    for (const entry of reading.file.entries) {
      owners.set(identity(entry), path);
      entries.push([path, entry]);
    }
  }
  return entries;
}

/** There is one program, whatever its id. */
function identity({ kind, id }: RecordedEntry): string {
  return kind === 'program' ? 'program' : `${kind} ${id}`;
}

function duplicates(path: string, reading: Extract<Reading, { file: unknown }>, owners: ReadonlyMap<string, string>): Problem[] {
  const own = new Set<string>();
  return reading.file.entries.flatMap((entry) => {
    const key = identity(entry);
    const owner = own.has(key) ? path : owners.get(key);
    own.add(key);
    if (owner === undefined) return [];
    const place = owner === path ? 'stands twice in this file' : `stands in ${owner} already`;
    return [{ file: path, line: reading.lineOf(entry.path), sentence: `the ${entry.kind} ${entry.id} ${place}. Ids are unique and never reused` }];
  });
}

/** Opens a gap for each file that cannot be read from now on, and ends those of files that can be again, or are gone. */
function followGaps(feed: FeedState, now: Instant): void {
  for (const [path, { since, why }] of [...feed.open]) {
    const file = feed.files.get(path);
    if (file !== undefined && problemsOf(file).length > 0) continue;
    feed.open.delete(path);
    closeGap(feed, { path, since, until: now, why });
  }
  for (const [path, file] of feed.files) {
    const [first] = problemsOf(file);
    if (first !== undefined && !feed.open.has(path)) feed.open.set(path, { since: now, why: problemText(first) });
  }
}

function closeGap(feed: FeedState, { path, since, until, why }: { path: string; since: Instant; until: Instant; why: string }): void {
  if (since < until) feed.gaps.push({ type: 'gap', scope: scopeOf(path), from: since, until, reason: 'lost-sight', why });
}
