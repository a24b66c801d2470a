import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Permission } from '../connectors/kit/connector.ts';
import type { Probed, ProbedFeed } from './probe.ts';

/** What a test says of a feed, in words. */
export const feedWords: Readonly<Record<ProbedFeed['state'], string>> = { told: 'answers', partly: 'answers in part', blind: 'sees nothing' };

/** Whether everything that was asked for is seen. */
export function seesAll({ feeds }: Pick<Probed, 'feeds'>): boolean {
  return feeds.every(({ state }) => state === 'told');
}

/** What a feed that does not tell everything rests on. */
export function restsOn({ feed, state }: Pick<ProbedFeed, 'feed' | 'state'>, permissions: readonly Permission[]): readonly string[] {
  return state === 'told' ? [] : permissions.filter(({ feeds }) => feeds.includes(feed)).map(({ name }) => name);
}

/** A folder for what a test reads, thrown away afterwards, whatever happened. */
export async function withProbeFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-connect-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
