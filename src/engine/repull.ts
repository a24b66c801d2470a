import type { AssessmentSummary, WrittenFinding, WrittenItem } from '../audit/assessment.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Engagement } from '../workflows/engagements/engagement-state.ts';
import type { CollectReport } from './collect.ts';
import type { Connection } from './connections.ts';
import { frozenReader } from './engagement-frozen.ts';
import type { Installation } from './installation.ts';
import { rowsOf } from './sealed-rows.ts';
import { fileName, type RowFile } from './summary.ts';

/** A frozen population held against one that the auditor's own look gave. */
export interface PulledAgain {
  readonly population: string;
  readonly frozen: number;
  readonly again: number;
  /** Items that stand in both and began, or ended, at another instant. */
  readonly differing: readonly string[];
  readonly onlyFrozen: readonly string[];
  readonly onlyAgain: readonly string[];
  /** `item (check)`: what one look passes and the other fails. What only one of them knows is no difference. */
  readonly judgedOtherwise: readonly string[];
  /** What the auditor's look could not see of it, as sentences. */
  readonly unseen: readonly string[];
}

/** The population as an auditor's own look gave it. */
export interface OwnLook {
  readonly summary: AssessmentSummary;
  readonly findings: readonly WrittenFinding[];
  readonly files: readonly RowFile[];
}

/** The names of what can be compared. @throws Refusal `engagement/not-frozen` */
export function frozenNames({ frozen }: Engagement): readonly string[] {
  if (frozen.length > 0) return [...new Set(frozen.map((one) => one.population))];
  throw new Refusal('engagement/not-frozen', 'Nothing is frozen yet, so there is nothing to compare with. Run: tickmark engagement freeze');
}

/** What was not looked at is no difference. @throws Refusal `repull/could-not-look` */
export function requireLooked({ connections }: CollectReport): void {
  const blind = connections.filter((one) => one.outcome === 'failed');
  if (blind.length === 0) return;
  const sentences = blind.map(({ connection, errors }) => `${connection}: ${errors[0] ?? 'nothing could be seen.'}`);
  throw new Refusal('repull/could-not-look', `The own look failed, so that nothing was compared. ${sentences.join(' ')}`);
}

/** Every frozen population, item by item. */
export async function comparePulled(installation: Installation, state: Engagement, own: OwnLook): Promise<readonly PulledAgain[]> {
  const names = frozenNames(state);
  const read = await frozenReader(installation);
  const compared: PulledAgain[] = [];
  for (const name of names) {
    const { items, findings } = await read(state, name);
    const sheet = own.summary.populations.find((one) => one.population === name);
    const file = own.files.find((one) => one.name === `populations/${fileName(name)}.ndjson`);
    const again = file === undefined ? [] : rowsOf<WrittenItem>(file.text);
    const unseen = sheet === undefined ? ['This Tickmark does not know the population.'] : [...new Set(sheet.unseen.map((one) => one.why))];
    compared.push({ ...difference(name, { items, again, unseen }), judgedOtherwise: judgedOtherwise(name, { state, findings, own }) });
  }
  return compared;
}

function difference(
  population: string,
  { items, again, unseen }: { items: readonly WrittenItem[]; again: readonly WrittenItem[]; unseen: readonly string[] },
): Omit<PulledAgain, 'judgedOtherwise'> {
  const was = new Map(items.map((one) => [one.item, one]));
  const is = new Map(again.map((one) => [one.item, one]));
  return {
    population,
    frozen: items.length,
    again: again.length,
    differing: items.filter((one) => differs(one, is.get(one.item))).map((one) => one.item),
    onlyFrozen: items.filter((one) => !is.has(one.item)).map((one) => one.item),
    onlyAgain: again.filter((one) => !was.has(one.item)).map((one) => one.item),
    unseen,
  };
}

/** An item may stand where it stood, and what approved it be gone. */
function judgedOtherwise(
  population: string,
  { state, findings, own }: { state: Engagement; findings: readonly WrittenFinding[]; own: OwnLook },
): readonly string[] {
  const checks = own.summary.checks.filter((one) => one.population === population && Object.hasOwn(state.pins.checks, one.id));
  return checks.flatMap(({ id }) => {
    const was = knownOutcomes(id, findings);
    const is = knownOutcomes(id, own.findings);
    return [...was].filter(([item, outcome]) => (is.get(item) ?? outcome) !== outcome).map(([item]) => `${item} (${id})`);
  });
}

function knownOutcomes(check: string, findings: readonly WrittenFinding[]): ReadonlyMap<string, string> {
  const known = findings.filter((one) => one.check === check && (one.outcome === 'pass' || one.outcome === 'fail'));
  return new Map(known.map((one) => [one.item, one.outcome]));
}

function differs(one: WrittenItem, other: WrittenItem | undefined): boolean {
  return other !== undefined && (one.from !== other.from || one.until !== other.until);
}

/**
 * The same connections, looked at with a token of the auditor's own: every secret is read from that variable of the environment, and an App signs in nowhere.
 * @throws Refusal `repull/no-connection`
 */
export function withOwnToken(connections: readonly Connection[], env: string): readonly Connection[] {
  const own = connections.map((one) => (signsIn(one) ? asToken(one, env) : one));
  if (!own.some(signsIn))
    throw new Refusal(
      'repull/no-connection',
      'No connection of tickmark.yaml signs in anywhere, so a token of your own changes nothing. Give a clone of your own to `tickmark check --git`.',
    );
  return own;
}

function signsIn({ secrets = [] }: Connection): boolean {
  return secrets.length > 0;
}

function asToken(connection: Connection, env: string): Connection {
  return { ...connection, settings: { ...connection.settings, auth: { type: 'token' } }, secrets: [{ at: ['auth', 'token'], from: { env } }] };
}
