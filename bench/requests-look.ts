import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PretendGithub } from '../demo/github/server.ts';
import { github } from '../src/connectors/github/index.ts';
import type { Look } from '../src/connectors/kit/connector.ts';
import { openBlobs } from '../src/facts/store-blobs.ts';
import type { Json } from '../src/kernel/canonical-json.ts';
import { sha256Hex } from '../src/kernel/hash.ts';
import type { Instant } from '../src/kernel/time.ts';
import { httpLook } from '../test/support/http-look.ts';

/** What was asked, as the server counted it. */
export interface Asked {
  readonly rest: number;
  readonly graphql: number;
  readonly points: number;
  readonly notModified: number;
}

export interface LookAsked {
  readonly all: Asked;
  /** Feed by feed, in the order in which they were read; what several need is counted with the first of them. */
  readonly feeds: ReadonlyMap<string, Asked>;
  /** Of everything that was seen, without when the look was. */
  readonly seen: string;
  readonly changes: number;
  readonly waits: number;
}

export interface Looking {
  look(at: Instant, onWait?: () => void): Promise<LookAsked>;
  end(): Promise<void>;
}

/** One connection with what it keeps on disk, and what its looks remember of each other. */
export async function lookingAt(server: PretendGithub, login: string, token: string): Promise<Looking> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-bench-'));
  const blobs = openBlobs(folder);
  const settings = { organization: login, url: server.url, auth: { type: 'token', token } };
  let memory: Json | undefined;
  return {
    async look(at, onWait) {
      server.setNow(at);
      const works: ((sealed: boolean) => Promise<void>)[] = [];
      const kept: Look['kept'] = {
        folder: join(folder, 'connection'),
        put: (bytes) => blobs.put(bytes),
        get: (sha256) => blobs.get(sha256).catch(() => null),
      };
      const look = httpLook({
        ...{ at, kept, recall: async () => memory, over: (work) => void works.push(work) },
        remember: (next) => {
          memory = JSON.parse(JSON.stringify(next)) as Json;
        },
        progress: (what) => {
          if (what.startsWith('waiting')) onWait?.();
        },
      });
      const before = server.counts();
      const told = await readFeeds(server, look, settings);
      for (const work of works) await work(true);
      return { ...told, all: since(before, server.counts()), waits: look.log.cost().waits };
    },
    end: () => rm(folder, { recursive: true, force: true }),
  };
}

async function readFeeds(server: PretendGithub, look: Look, settings: unknown): Promise<Pick<LookAsked, 'feeds' | 'seen' | 'changes'>> {
  const feeds = new Map<string, Asked>();
  const seen: string[] = [];
  let changes = 0;
  const open = await github.open(settings, look);
  for (const feed of open.feeds) {
    const before = server.counts();
    for await (const one of feed.read()) {
      if (one.type === 'version' && one.kind === 'change') changes++;
      seen.push(`${feed.id} ${JSON.stringify(one)}`);
    }
    feeds.set(feed.id, since(before, server.counts()));
  }
  return { feeds, seen: sha256Hex(seen.sort().join('\n')), changes };
}

function since(before: Asked, after: Asked): Asked {
  return {
    rest: after.rest - before.rest,
    graphql: after.graphql - before.graphql,
    points: after.points - before.points,
    notModified: after.notModified - before.notModified,
  };
}
