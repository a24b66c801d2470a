import type { OpenFeed } from '../connectors/kit/connector.ts';
import type { Observation } from '../connectors/kit/observation.ts';
import type { Request } from '../connectors/kit/request-log.ts';
import { VendorError } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import { openLook } from './collect-look.ts';
import type { CollectPlace, CollectProgress } from './collect-place.ts';
import type { Connection } from './connections.ts';
import { fillSecrets, type SecretKeeper } from './secret-settings.ts';
import { secretGuard } from './without-secrets.ts';

/** What one feed answered when it was asked for its beginning. */
export interface ProbedFeed {
  readonly feed: string;
  /** `told`: it answers. `partly`: it answers, and says what it cannot see. `blind`: it sees nothing at all. */
  readonly state: 'told' | 'partly' | 'blind';
  /** Things that it told of so far. */
  readonly rows: number;
  /** What it cannot see, each with what to do. */
  readonly why: readonly string[];
  /** What it is not told of things that it sees, each with the reason. */
  readonly untold: readonly string[];
}

export interface Probed {
  readonly tenant: string;
  readonly identity: string;
  readonly feeds: readonly ProbedFeed[];
  /** What the connector has to say besides. */
  readonly notes: readonly string[];
  readonly requests: readonly Request[];
}

export interface ProbeRequest {
  readonly at: Instant;
  readonly keeper: SecretKeeper;
  readonly signal: AbortSignal;
  /** Where what is read is kept meanwhile; the caller throws it away. */
  readonly scratch: string;
  readonly onProgress?: (progress: CollectProgress) => void;
}

/** After so many things a feed is known to answer. */
const ENOUGH = 25;

/**
 * Tries a connection: opens it, and asks each feed for its beginning. Nothing is written.
 * @throws VendorError when the system cannot be looked at at all
 */
export async function probeConnection(connection: Connection, request: ProbeRequest): Promise<Probed> {
  const { at, keeper, signal, onProgress } = request;
  const { environment } = keeper;
  const filled = await fillSecrets(connection, keeper);
  const guard = secretGuard(filled.secrets);
  const place: Pick<CollectPlace, 'dataDirectory'> = { dataDirectory: request.scratch };
  const asked = { connections: [connection], connection, at, seenAt: at, environment, signal, recall: async () => undefined };
  const look = openLook(place, { ...asked, ...(onProgress && { onProgress }) });
  try {
    const open = await connection.connector.open(filled.settings, guard.look(look.tools.look));
    const feeds: ProbedFeed[] = [];
    for (const feed of open.feeds) feeds.push(await probeFeed(feed));
    return guard.json({ tenant: open.tenant, identity: open.identity, feeds, notes: look.notes, requests: look.log.requests });
  } catch (error) {
    throw guard.error(error);
  } finally {
    // Nothing is still being written when the caller throws the folder away.
    await look.evidence().catch(() => undefined);
    await look.end(false);
  }
}

/** What a feed has said so far. */
interface Heard {
  rows: number;
  covered: number;
  readonly why: Set<string>;
  readonly untold: Set<string>;
}

async function probeFeed(feed: OpenFeed): Promise<ProbedFeed> {
  const heard: Heard = { rows: 0, covered: 0, why: new Set(), untold: new Set() };
  try {
    for await (const one of feed.read()) {
      hear(heard, one);
      if (heard.rows >= ENOUGH) break;
    }
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    heard.why.add(error.message);
  }
  const { rows, covered, why, untold } = heard;
  const state = why.size === 0 ? 'told' : rows + covered > 0 ? 'partly' : 'blind';
  return { feed: feed.id, state, rows, why: [...why], untold: [...untold] };
}

function hear(heard: Heard, one: Observation): void {
  if (one.type === 'gap') heard.why.add(one.why);
  else if (one.type === 'covered') heard.covered++;
  else {
    heard.rows++;
    for (const reason of untoldIn(one.state)) heard.untold.add(reason);
  }
}

/** The reasons for which values anywhere in a state are not told. */
function untoldIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { untold } = value as { untold?: unknown };
  return typeof untold === 'string' ? [untold] : Object.values(value).flatMap(untoldIn);
}
