import { type LogTransaction, withOrganization } from '../database/transaction.ts';
import type { Fact } from '../facts/fact.ts';
import { appendFacts } from '../facts/store.ts';
import type { Json } from '../kernel/canonical-json.ts';
import { derivedUuid, subjectId, systemId, type Uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { BEGINNING, type Instant, later } from '../kernel/time.ts';
import { type Happened, replay, type Workflow } from '../workflows/workflow.ts';
import type { Installation } from './installation.ts';
import { allDecisions, appendDecision, readDecisions, type StoredDecision } from './store-decisions.ts';

/** Where decisions are made. */
export type DecidePlace = Pick<Installation, 'db' | 'organization' | 'clock'>;

/** One instance of a workflow, as far as it has come. */
export interface Instance<S, E> {
  readonly id: string;
  readonly state: S;
  readonly history: readonly (Happened<E> & { readonly entry: Uuid; readonly leaf: number | null })[];
}

export interface Deciding<C> {
  /** The instance's id, as people write it: `X-0001`. */
  readonly id: string;
  readonly by: string;
  /** One, or several of which all count or none. */
  readonly command: C | readonly C[];
}

/**
 * Puts one command to one instance. What it decides is sealed with the facts that it amounts to, in one transaction, or nothing is.
 * Where the clock went back, it is decided when the last was: what a history amounts to must not depend on it.
 * @throws Refusal of the workflow's, or `decision/moved-on`
 */
export async function decide<S, C, E extends { readonly type: string }>(
  { db, organization, clock }: DecidePlace,
  workflow: Workflow<S, C, E>,
  { id, by, command }: Deciding<C>,
): Promise<Instance<S, E>> {
  const commands: readonly C[] = Array.isArray(command) ? command : [command as C];
  return withOrganization(db, organization.id, async (tx) => {
    const stored = await readDecisions(tx, workflow.id, instanceId(workflow.id, id));
    const at = later(clock(), stored.at(-1)?.at ?? BEGINNING);
    refuseErased(workflow, stored, id);
    const before = instanceOf(workflow, id, stored);
    let { state } = before;
    const history = [...before.history];
    for (const command of commands) {
      for (const decided of workflow.decide(command, state, { by, at })) {
        const event = workflow.events.parse(decided);
        const version = stored.length + history.length - before.history.length + 1;
        const entry = await append(tx, { workflow: workflow.id, id, by, at, version, event });
        state = workflow.evolve(state, { event, by, at });
        history.push({ event, by, at, entry, leaf: null });
        const facts = (workflow.facts?.(state, id) ?? []).map((one) => factOf(organization.id, one, at, entry));
        await appendFacts(tx, facts, at);
      }
    }
    return { id, state, history };
  });
}

/** What was erased may have been what decided: nothing more is decided on the rest, unless it was only said. */
function refuseErased({ onlySaid = [] }: { readonly onlySaid?: readonly string[] }, stored: readonly StoredDecision[], id: string): void {
  if (stored.every((one) => one.content !== null || onlySaid.includes(one.event))) return;
  throw new Refusal(
    'decision/erased',
    `A part of the history of "${id}" was erased, so nobody can tell what it amounts to. Begin anew, under another id.`,
  );
}

/** Every instance of a workflow. */
export async function instancesOf<S, C, E extends { readonly type: string }>(
  { db, organization }: Pick<DecidePlace, 'db' | 'organization'>,
  workflow: Workflow<S, C, E>,
): Promise<readonly Instance<S, E>[]> {
  const stored = Map.groupBy(await allDecisions(db, organization.id, workflow.id), (one) => one.instance);
  return [...stored.values()]
    .flatMap((decisions) => {
      const [first] = decisions.flatMap(envelope);
      return first ? [instanceOf(workflow, first.id, decisions)] : [];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface Envelope {
  readonly id: string;
  readonly by: string;
  readonly event: Json;
}

/** Nothing where its content was erased. */
function envelope({ content }: StoredDecision): Envelope[] {
  return content === null ? [] : [content as unknown as Envelope];
}

function instanceOf<S, C, E>(workflow: Workflow<S, C, E>, id: string, decisions: readonly StoredDecision[]): Instance<S, E> {
  const history = decisions.flatMap((one) =>
    envelope(one).map(({ by, event }) => ({ event: workflow.events.parse(event), by, at: one.at, entry: one.entry, leaf: one.leaf })),
  );
  return { id, state: replay(workflow, history), history };
}

function instanceId(workflow: string, id: string): Uuid {
  return derivedUuid('decision', workflow, id);
}

interface ToAppend<E> {
  readonly workflow: string;
  readonly id: string;
  readonly by: string;
  readonly at: Instant;
  readonly version: number;
  readonly event: E;
}

async function append<E extends { readonly type: string }>(tx: LogTransaction, { workflow, id, by, at, version, event }: ToAppend<E>): Promise<Uuid> {
  return appendDecision(tx, {
    workflow,
    instance: instanceId(workflow, id),
    version,
    event: event.type,
    actor: derivedUuid('actor', by),
    at,
    content: { id, by, event: event as unknown as Json },
  });
}

/** A fact that a person entered, by a decision. */
function factOf(organization: Uuid, { kind, id, state }: { kind: string; id: string; state: Json }, at: Instant, entry: Uuid): Fact {
  const system = systemId('workflows', organization);
  const place = { system, feed: 'workflows', scope: '', look: entry };
  return { kind, subject: subjectId(system, kind, id), vendorId: id, ...place, validFrom: at, notBefore: at, basis: 'entered', state };
}
