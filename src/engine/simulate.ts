import { Refusal, VendorError } from '../kernel/refusal.ts';
import { type Instant, isoInstant, plus } from '../kernel/time.ts';
import { collect } from './collect.ts';
import type { LookReport } from './collect-look.ts';
import type { CollectRequest } from './collect-place.ts';
import type { Installation } from './installation.ts';

export interface SimulateRequest extends CollectRequest {
  /** Where the pretend systems answer; it is told the time before each look. */
  readonly host: string;
  /** The last look. */
  readonly until: Instant;
  /** Milliseconds between looks. */
  readonly every: number;
  /** Further looks, in any order; those that lie outside of the time lived through are left out. */
  readonly also?: readonly Instant[];
  readonly onLook?: (at: Instant, done: number, of: number) => void;
}

export interface SimulatedReport {
  readonly looks: number;
  readonly requests: number;
  readonly facts: number;
  /** What could not be seen, with how many looks said so. */
  readonly errors: ReadonlyMap<string, number>;
  readonly last: readonly LookReport[];
  readonly treeSize: number;
}

/** Looks are sealed together: one checkpoint for so many. */
const SEALED_TOGETHER = 7;

/**
 * Lives through simulated time: sets the clock, tells it to the pretend systems, looks, and goes on. What lies on this machine (clones, records) tells its
 * whole history at once, and is looked at at the end. Stopped in between, the next run goes on from where the clock stands.
 * @throws Refusal `simulated/not-simulated`; VendorError when the pretend systems cannot be told the time
 */
export async function simulate(installation: Installation, request: SimulateRequest): Promise<SimulatedReport> {
  const { simulation, keeper, organization } = installation;
  if (simulation === null)
    throw new Refusal('simulated/not-simulated', 'The clock of this data directory is real. Simulate in a new folder: --data FOLDER.');
  const remote = request.connections.filter((one) => one.connector.remote);
  const instants = instantsFrom(simulation.now(), request);
  const errors = new Map<string, number>();
  const sum = { requests: 0, facts: 0 };
  let last: readonly LookReport[] = [];
  let treeSize = 0;
  const later = { ...installation, keeper: { ...keeper, seal: async () => ({ size: treeSize }) as Awaited<ReturnType<typeof keeper.seal>> } };
  for (const [at, instant] of instants.entries()) {
    request.signal?.throwIfAborted();
    await simulation.set(instant);
    await tellTime(request.host, instant);
    const isLast = at === instants.length - 1;
    const report = await collect(later, { ...request, connections: isLast ? request.connections : remote });
    last = report.connections;
    for (const one of last) {
      sum.requests += one.cost.sent;
      sum.facts += one.facts;
      for (const error of one.errors) errors.set(error, (errors.get(error) ?? 0) + 1);
    }
    if (isLast || (at + 1) % SEALED_TOGETHER === 0) treeSize = (await keeper.seal(organization.id)).size;
    request.onLook?.(instant, at + 1, instants.length);
  }
  return { looks: instants.length, ...sum, errors, last, treeSize };
}

/** Each once, oldest first: the clock never goes back. */
function instantsFrom(now: Instant, { every, until, also = [] }: SimulateRequest): readonly Instant[] {
  const instants = new Set(also.filter((at) => at > now && at < until));
  for (let at = now; at < until; at = plus(at, every)) instants.add(at);
  return [...[...instants].toSorted((a, b) => a - b), until];
}

/** A pretend system keeps the time that it was last told. */
async function tellTime(host: string, now: Instant): Promise<void> {
  const url = new URL('/simulation/clock', host);
  const answer = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ now: isoInstant(now) }),
  }).catch((error: unknown) => error as Error);
  if (answer instanceof Response && answer.ok) return;
  const what = answer instanceof Response ? `answered ${answer.status}` : 'does not answer';
  throw new VendorError('unreachable', `The pretend system at ${url.origin} ${what} when told the time. Start it, and run the same command again.`);
}
