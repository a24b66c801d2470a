import { removeJournal, stoppedLook } from '../connectors/kit/http/journal.ts';
import { DAY, type Instant, parseInstant } from '../kernel/time.ts';
import { connectionFolder } from './collect-look.ts';
import type { CollectPlace } from './collect-place.ts';
import type { RememberedSheet } from './collect-sheet.ts';
import type { Connection } from './connections.ts';

/** For so long a look that was stopped is taken up where it was. */
const RESUMED_WITHIN = DAY;

interface Since {
  /** The last look of this connection that was sealed. */
  readonly before: RememberedSheet | null;
  readonly now: Instant;
}

/** When the look began that was stopped before it could be sealed; null when there is none worth going on with. */
export async function resumedFrom(
  { dataDirectory }: Pick<CollectPlace, 'dataDirectory'>,
  { id, connector }: Connection,
  { before, now }: Since,
): Promise<Instant | null> {
  if (!connector.remote) return null;
  const folder = connectionFolder(dataDirectory, id);
  const at = await stoppedLook(folder);
  if (at === null) return null;
  if (at <= now && now < at + RESUMED_WITHIN && (before === null || parseInstant(before.startedAt) < at)) return at;
  await removeJournal(folder);
  return null;
}
