import { z } from 'zod';
import type { Json } from '../../../kernel/canonical-json.ts';
import { instant } from '../../../kernel/time.ts';
import type { GitHubApi } from '../api.ts';
import { once } from './once.ts';

const instantShape = z.int().transform(instant);

const listedShape = z.object({ at: instantShape, repositories: z.array(z.string()) });

/** The repositories that the last look listed, and when; null on the first look. */
export type ListedBefore = z.infer<typeof listedShape> | null;

/** Recalls what the last look listed, and remembers what this one lists, once for all feeds. */
export function listedBefore(api: GitHubApi): Promise<ListedBefore> {
  return once(api, 'listed before', async () => {
    const read = listedShape.safeParse(api.recall('listed'));
    api.remember('listed', { at: api.at, repositories: (await api.repositories()).map((one) => one.id) });
    return read.success ? read.data : null;
  });
}

const stateShape = z.object({ at: instantShape, blind: z.array(z.string()) });

/** What a feed of state remembers: when it last looked, and which scopes it could not see then. */
export type StateMemory = z.infer<typeof stateShape>;

const eventsShape = z.object({
  at: instantShape,
  since: instantShape,
  behind: z.record(z.string(), instantShape.nullable()),
  off: z.array(z.string()),
});

/**
 * What a feed of events remembers: when it last looked, from when on it reads, since when a scope is behind (null: never read), and which scopes told nothing
 * because a feature was switched off.
 */
export type EventsMemory = z.infer<typeof eventsShape>;

export function recallState(api: GitHubApi, feed: string): StateMemory | null {
  const read = stateShape.safeParse(api.recall(feed));
  return read.success ? read.data : null;
}

export function recallEvents(api: GitHubApi, feed: string): EventsMemory | null {
  const read = eventsShape.safeParse(api.recall(feed));
  return read.success ? read.data : null;
}

export function rememberFeed(api: GitHubApi, feed: string, memory: StateMemory | EventsMemory): void {
  api.remember(feed, memory as unknown as Json);
}
