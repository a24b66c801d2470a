import type { z } from 'zod';
import type { KindId } from '../../facts/kinds/index.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Observation } from './observation.ts';
import type { RequestLog } from './request-log.ts';

/** A file that was read, kept as evidence. */
export interface Evidence {
  readonly name: string;
  /** The version of it in the source's own terms, such as the commit. */
  readonly version: string;
  /** SHA-256 of its bytes, under which they are kept. */
  readonly sha256: string;
}

/** Where answers are kept from one look to the next. Losing it costs requests, never truth. */
export interface Kept {
  /** A folder of this connection's own, which may be missing or empty again at any time. */
  readonly folder: string;
  /** Keeps bytes, durably. @returns their SHA-256 */
  put(bytes: Uint8Array): Promise<string>;
  /** Null when they are missing, or not what they were. */
  get(sha256: string): Promise<Uint8Array | null>;
}

/** What a connector is given to open its system, and its feeds to look at it. */
export interface Look {
  /** The id of the connection in the configuration. */
  readonly connection: string;
  /** When this look began. What happens later is not seen. */
  readonly at: Instant;
  readonly log: RequestLog;
  readonly signal: AbortSignal;
  /** The variables of the process, of which a connector takes what it needs. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  progress(what: string, done: number, of?: number): void;
  /** Says something to the person who runs the look; it does not make anything unknown. */
  note(sentence: string): void;
  /** Keeps raw bytes as evidence. */
  keep(evidence: { name: string; version: string; bytes: Uint8Array }): Promise<void>;
  /** What this connector remembered at the last look of this tenant; undefined on the first. */
  recall(tenant: string): Promise<Json | undefined>;
  /** Remembers for the next look; sealed together with this one. */
  remember(memory: Json): void;
  readonly kept?: Kept;
  /** Has work done once this look is over; `sealed` says whether it was written. */
  over?(work: (sealed: boolean) => Promise<void>): void;
}

/**
 * How what was observed becomes facts.
 * `events`: things that happened, each said once. `history`: the source tells every version there ever was, each time.
 * `state`: what is so now; the past is not told.
 */
export type Telling = 'events' | 'history' | 'state';

/**
 * What a subject said before, and not seen by a complete look, has become. `gone-if-missed-twice`: lost sight of at first, and gone when the next look,
 * which saw the whole of its scope (its coverage says so), misses it, too.
 */
export type Absent = 'lost-sight' | 'gone' | 'gone-if-missed-twice';

export interface Feed<A> {
  readonly kinds: readonly KindId[];
  telling(api: A): Telling;
  readonly absent: Absent;
  /** Milliseconds after which the source itself forgets what happened; not given when it never does. */
  readonly forgets?: number;
  read(api: A, look: Look): AsyncIterable<Observation>;
}

interface FeedOptions<A> {
  readonly telling: Telling | ((api: A) => Telling);
  readonly absent?: Absent;
  readonly forgets?: number;
}

/** A feed: the kinds it delivers, how it tells of them, and how it is read. */
export function feed<A>(
  kinds: readonly KindId[],
  { telling, absent = 'lost-sight', forgets }: FeedOptions<A>,
  read: (api: A, look: Look) => AsyncIterable<Observation>,
): Feed<A> {
  const tells = typeof telling === 'function' ? telling : () => telling;
  return { kinds, telling: tells, absent, ...(forgets !== undefined && { forgets }), read };
}

/** Something a connector must be allowed to do, and why: shown to whoever sets it up, and printed on every completeness sheet. */
export interface Permission {
  /** In the vendor's own words. */
  readonly name: string;
  readonly why: string;
  /** The feeds that are blind without it. */
  readonly feeds: readonly string[];
}

export interface Connector<S, A> {
  readonly id: string;
  readonly title: string;
  /** The smallest that work; never to write. */
  readonly permissions: readonly Permission[];
  /** It asks over a network: what it says is read to its end before anything is written, so that no transaction waits for a vendor. */
  readonly remote?: boolean;
  /**
   * Each feed remembers apart from the others, and only once it was read to its end: what one feed could not read takes no memory from the others.
   * Otherwise, where any feed fails, the whole look is remembered as if it had not been.
   */
  readonly remembersByFeed?: boolean;
  readonly settings: z.ZodType<S>;
  /** @throws VendorError when the system cannot be looked at at all */
  open(settings: S, look: Look): Promise<A>;
  /** The vendor's immutable id of the tenant: the same however often it is connected. */
  tenant(api: A): string;
  /** As whom the look was made, with which program. */
  identity(api: A): string;
  readonly feeds: Readonly<Record<string, Feed<A>>>;
}

/** A connector with its own types closed over, as the engine handles it. */
export interface AnyConnector {
  readonly id: string;
  readonly title: string;
  readonly permissions: readonly Permission[];
  readonly remote: boolean;
  readonly settings: z.ZodType;
  /** The kinds that each feed delivers. */
  readonly kinds: Readonly<Record<string, readonly KindId[]>>;
  /** Milliseconds after which the source itself forgets what a feed tells, by feed; a feed whose source never does is left out. */
  readonly forgets: Readonly<Record<string, number>>;
  open(settings: unknown, look: Look): Promise<OpenConnection>;
}

export interface OpenConnection {
  readonly tenant: string;
  readonly identity: string;
  readonly remembersByFeed?: boolean;
  readonly feeds: readonly OpenFeed[];
}

export interface OpenFeed {
  readonly id: string;
  readonly kinds: readonly KindId[];
  readonly telling: Telling;
  readonly absent: Absent;
  readonly forgets?: number;
  read(): AsyncIterable<Observation>;
}

export function defineConnector<S, A>(connector: Connector<S, A>): AnyConnector {
  const { id, title, permissions, remote = false, remembersByFeed = false, settings, feeds } = connector;
  return {
    id,
    title,
    permissions,
    remote,
    settings,
    kinds: Object.fromEntries(Object.entries(feeds).map(([name, one]) => [name, one.kinds])),
    forgets: Object.fromEntries(Object.entries(feeds).flatMap(([name, { forgets }]) => (forgets === undefined ? [] : [[name, forgets]]))),
    async open(given, look) {
      const api = await connector.open(settings.parse(given), look);
      return {
        tenant: connector.tenant(api),
        identity: connector.identity(api),
        remembersByFeed,
        feeds: Object.entries(feeds).map(([name, one]) => ({
          id: name,
          kinds: one.kinds,
          telling: one.telling(api),
          absent: one.absent,
          ...(one.forgets !== undefined && { forgets: one.forgets }),
          read: () => one.read(api, look),
        })),
      };
    },
  };
}
