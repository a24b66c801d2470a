import { publishedFrequencyTables, publishedPopulationTables } from '../audit/sampling/tables.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { EngagementCommand } from '../workflows/engagements/engagement-commands.ts';
import type { Engagement } from '../workflows/engagements/engagement-state.ts';
import { readFrozen } from './engagement-frozen.ts';
import { decideEngagement, readEngagement, requireActor, requireOutsiders } from './engagements.ts';
import type { Installation } from './installation.ts';
import { readKnownToday } from './known-facts.ts';
import { type Sized, type SizeWanted, sizeFor } from './sample-size.ts';

/**
 * Decides something of which nothing needs to be read first: an auditor more, a request, its answer, closing.
 * @throws Refusal `engagement/…`, `actor/…`
 */
export async function decideSimply(installation: Installation, id: string, by: string, command: EngagementCommand): Promise<Engagement> {
  const { state } = await readEngagement(installation, id);
  const today = await readKnownToday(installation);
  requireActor(state, today, by);
  if (command.type === 'add-auditor') requireOutsiders([command.auditor], today);
  return decideEngagement(installation, id, by, command);
}

/** Sizes that were published, by the names of their tables, each with where it stands. */
export const publishedTables: readonly { readonly name: string; readonly source: string; readonly levels: boolean }[] = [
  ...publishedFrequencyTables.map(({ name, source }) => ({ name, source, levels: true })),
  ...publishedPopulationTables.map(({ name, source }) => ({ name, source, levels: false })),
];

/** Over the network only a table by its name: a firm's own is a file, and is given on the command line. @throws Refusal `sampling/no-table` */
export function requirePublished(wanted: SizeWanted): SizeWanted {
  if (wanted.by !== 'table' || publishedTables.some((one) => one.name === wanted.table)) return wanted;
  throw new Refusal(
    'sampling/no-table',
    `There is no published table "${wanted.table}". There are: ${publishedTables.map((one) => one.name).join(', ')}. A firm's own is a file: tickmark engagement sample --table FILE.`,
  );
}

export interface SizeTold extends Sized {
  /** Items of the frozen population. */
  readonly of: number;
}

/** How many items a sample would have, before it is drawn. @throws Refusal `engagement/…`, `sampling/…` */
export async function sizeOfSample(
  installation: Installation,
  { id, control, population }: { readonly id: string; readonly control: string; readonly population: string },
  wanted: SizeWanted,
): Promise<SizeTold> {
  const { state } = await readEngagement(installation, id);
  const { items } = await readFrozen(installation, state, population);
  return { ...(await sizeFor(requirePublished(wanted), control, items.length)), of: items.length };
}
