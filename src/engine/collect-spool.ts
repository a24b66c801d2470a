import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenConnection, OpenFeed } from '../connectors/kit/connector.ts';
import type { Observation } from '../connectors/kit/observation.ts';
import { VendorError } from '../kernel/refusal.ts';

/** A connection that was read to its end, as if it were read now. */
export interface Spooled {
  readonly open: OpenConnection;
  remove(): Promise<void>;
}

/**
 * Reads every feed to its end into files, so that what is written afterwards waits for no vendor. A feed that fails half-way tells what it had told,
 * and then fails alike. @throws whatever is no VendorError
 */
export async function spool(open: OpenConnection, folder: string): Promise<Spooled> {
  const place = join(folder, 'spool');
  const remove = () => rm(place, { recursive: true, force: true });
  await remove();
  await mkdir(place, { recursive: true, mode: 0o700 });
  try {
    const feeds: OpenFeed[] = [];
    for (const feed of open.feeds) feeds.push(await spoolFeed(feed, join(place, `${encodeURIComponent(feed.id)}.ndjson`)));
    return { open: { ...open, feeds }, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function spoolFeed(feed: OpenFeed, path: string): Promise<OpenFeed> {
  const failure = await writeAll(feed, path);
  return {
    ...feed,
    async *read() {
      yield* readAll(path);
      if (failure !== null) throw failure;
    },
  };
}

/** Characters that are held back before they are written. */
const BUFFER = 1 << 18;

async function writeAll(feed: OpenFeed, path: string): Promise<VendorError | null> {
  const file = await open(path, 'wx', 0o600);
  let waiting = '';
  try {
    for await (const one of feed.read()) {
      waiting += `${JSON.stringify(one)}\n`;
      if (waiting.length < BUFFER) continue;
      await file.appendFile(waiting);
      waiting = '';
    }
    await file.appendFile(waiting);
    return null;
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    await file.appendFile(waiting);
    return error;
  } finally {
    await file.close();
  }
}

async function* readAll(path: string): AsyncGenerator<Observation> {
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: BUFFER }) as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Observation;
  }
}
