import type { AssessmentSummary, WrittenItem } from '../audit/assessment.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Engagement } from '../workflows/engagements/engagement-state.ts';
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
  /** What the auditor's look could not see of it, as sentences. */
  readonly unseen: readonly string[];
}

/** The population as an auditor's own look gave it. */
export interface OwnLook {
  readonly summary: AssessmentSummary;
  readonly files: readonly RowFile[];
}

/** Every frozen population, item by item. */
export async function comparePulled(installation: Installation, state: Engagement, own: OwnLook): Promise<readonly PulledAgain[]> {
  const names = [...new Set(state.frozen.map((one) => one.population))];
  if (names.length === 0)
    throw new Refusal('engagement/not-frozen', 'Nothing is frozen yet, so there is nothing to compare with. Run: tickmark engagement freeze');
  const read = await frozenReader(installation);
  const compared: PulledAgain[] = [];
  for (const name of names) {
    const { items } = await read(state, name);
    const sheet = own.summary.populations.find((one) => one.population === name);
    const file = own.files.find((one) => one.name === `populations/${fileName(name)}.ndjson`);
    const again = file === undefined ? [] : rowsOf<WrittenItem>(file.text);
    const unseen = sheet === undefined ? ['This Tickmark does not know the population.'] : [...new Set(sheet.unseen.map((one) => one.why))];
    compared.push(difference(name, { items, again, unseen }));
  }
  return compared;
}

function difference(
  population: string,
  { items, again, unseen }: { items: readonly WrittenItem[]; again: readonly WrittenItem[]; unseen: readonly string[] },
): PulledAgain {
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
