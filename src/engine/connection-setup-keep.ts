import { replaceFile } from '../kernel/durable-file.ts';
import { newUuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { changedLines } from './configuration-file.ts';
import { type Planned, refuseSameSystem, type SetUpPlace } from './connection-setup.ts';
import { restsOn, seesAll, withProbeFolder } from './connection-setup-probe.ts';
import { type Installation, nameOrganization } from './installation.ts';
import { type ProbeRequest, probeConnection } from './probe.ts';
import { storeSecret } from './secrets.ts';

/** What a test of a connection found, to be shown. */
export interface Tested {
  /** Names what was tested, so that it can be kept; null where it is kept already. */
  readonly setUp: string | null;
  readonly connection: string;
  readonly identity: string;
  readonly seesAll: boolean;
  readonly feeds: readonly {
    readonly feed: string;
    readonly state: 'told' | 'partly' | 'blind';
    readonly rows: number;
    readonly why: readonly string[];
    readonly untold: readonly string[];
    readonly restsOn: readonly string[];
  }[];
  readonly notes: readonly string[];
  readonly requests: number;
  /** What keeping it changes in tickmark.yaml, line by line: `+ …`, `- …`. */
  readonly change: readonly string[];
}

type TestRequest = Omit<ProbeRequest, 'scratch'>;

/** Tries a connection, and tells what it sees. @throws VendorError */
export async function testConnection(
  { connection, change }: Pick<Planned, 'connection' | 'change'>,
  request: TestRequest,
): Promise<Tested & { readonly tenant: string }> {
  const probed = await withProbeFolder((scratch) => probeConnection(connection, { ...request, scratch }));
  const { tenant, identity, feeds, notes, requests } = probed;
  return {
    setUp: null,
    tenant,
    connection: connection.id,
    identity,
    seesAll: seesAll(probed),
    feeds: feeds.map((one) => ({ ...one, restsOn: restsOn(one, connection.connector.permissions) })),
    notes,
    requests: requests.length,
    change: changedLines(change),
  };
}

/** What was tested and may be kept: held in memory, for a quarter of an hour, and nowhere else. */
interface SetUp {
  readonly plan: () => Promise<Planned>;
  readonly secret: string | null;
}

const HELD = 15 * 60_000;
const MOST_HELD = 20;
const held = new WeakMap<object, Map<string, SetUp>>();

function heldFor(installation: object): Map<string, SetUp> {
  const known = held.get(installation) ?? new Map<string, SetUp>();
  held.set(installation, known);
  return known;
}

export interface TestSetUp {
  /** Plans it anew each time, so that what is kept fits the file as it stands then. */
  readonly plan: () => Promise<Planned>;
  readonly secret: string | null;
  readonly request: Omit<TestRequest, 'keeper'> & { readonly environment: ProbeRequest['keeper']['environment'] };
}

/** Tests what is not kept yet, with its secret in hand, and holds it for `keepSetUp`. @throws VendorError, Refusal `connect/same-system` */
export async function testSetUp(place: SetUpPlace, { plan, secret, request }: TestSetUp): Promise<Tested> {
  const planned = await plan();
  const { environment, ...asked } = request;
  const { tenant, ...tested } = await testConnection(planned, { ...asked, keeper: { sealed: async () => secret, environment } });
  await refuseSameSystem(place, planned, { tenant });
  const all = heldFor(place.installation);
  const setUp = newUuid();
  all.set(setUp, { plan, secret });
  for (const oldest of [...all.keys()].slice(0, Math.max(0, all.size - MOST_HELD))) all.delete(oldest);
  setTimeout(() => all.delete(setUp), HELD).unref();
  return { ...tested, setUp };
}

export interface Kept {
  readonly connection: Planned['connection'];
  /** Null where it has no secret. */
  readonly secret: 'stored' | 'replaced' | null;
  readonly change: readonly string[];
}

/**
 * Keeps what was tested: seals its secret, then writes it into tickmark.yaml.
 * @throws Refusal `connect/not-tested`, `connect/…`, `configuration/…`
 */
export async function keepSetUp(place: SetUpPlace & { readonly installation: Installation }, setUp: string): Promise<Kept> {
  const { installation, configurationPath } = place;
  const all = heldFor(installation);
  const found = all.get(setUp);
  if (found === undefined)
    throw new Refusal(
      'connect/not-tested',
      'This was tested more than a quarter of an hour ago, or before Tickmark was started. Test it again, and keep it then.',
    );
  const { connection, change, configuration, secret: name } = await found.plan();
  const secret = name === null || found.secret === null ? null : await storeSecret(installation, { connection: connection.id, name }, found.secret);
  if (change.after !== change.before) await replaceFile(configurationPath, change.after);
  nameOrganization(installation, configuration.organization);
  all.delete(setUp);
  return { connection, secret, change: changedLines(change) };
}
