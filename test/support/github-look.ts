import { ALL_SCOPES, anOwner, classicToken } from '../../demo/github/permissions/make-token.ts';
import { type GithubOptions, type PretendGithub, startGithub } from '../../demo/github/server.ts';
import type { Token } from '../../demo/github/token.ts';
import type { GithubWorld } from '../../demo/github/world.ts';
import { github } from '../../src/connectors/github/index.ts';
import { cleanState } from '../../src/connectors/kit/clean.ts';
import type { Observation, SeenGap, SeenSpan, SeenVersion } from '../../src/connectors/kit/observation.ts';
import type { KindId, KindState } from '../../src/facts/kinds/index.ts';
import type { Json } from '../../src/kernel/canonical-json.ts';
import { type Instant, parseInstant } from '../../src/kernel/time.ts';
import { httpLook } from './http-look.ts';

const TOKEN = 'ghp_token_of_the_test';

/** A pretend GitHub, without limits of its own, and what its looks remember of each other. */
export interface Watched {
  readonly server: PretendGithub;
  look(at: string, options?: LookOptions): Promise<Looked>;
}

export interface LookOptions {
  readonly feeds?: readonly string[];
  readonly settings?: Readonly<Record<string, Json>>;
  /** The look remembers nothing, and leaves no memory. */
  readonly alone?: boolean;
}

/** What one look saw. */
export interface Looked {
  readonly observations: readonly (Observation & { readonly feed: string })[];
  readonly gaps: readonly (SeenGap & { readonly feed: string })[];
  readonly covered: readonly (SeenSpan & { readonly feed: string })[];
  readonly notes: readonly string[];
  readonly requests: number;
  versions<K extends KindId>(kind: K): readonly (SeenVersion & { readonly state: KindState<K> })[];
}

export async function watchGithub(world: GithubWorld, options: Partial<GithubOptions> & { readonly token?: Token } = {}): Promise<Watched> {
  const now = parseInstant('2025-12-31T00:00:00Z');
  const token = options.token ?? classicToken(TOKEN, anOwner(world), ALL_SCOPES);
  const unlimited = { core: 1e9, graphql: 1e9, perMinute: { core: 1e9, graphql: 1e9 } };
  const server = await startGithub({ world, tokens: [token], now, allowance: unlimited, ...options });
  let memory: Json | undefined;
  return {
    server,
    async look(when, { feeds = ['changes', 'branches'], settings = {}, alone = false } = {}) {
      const at = parseInstant(when);
      server.setNow(at);
      const notes: string[] = [];
      let next: Json | undefined;
      const look = httpLook({
        at,
        recall: async () => (alone ? undefined : memory),
        remember: (given) => {
          next = JSON.parse(JSON.stringify(given)) as Json;
        },
        note: (sentence) => void notes.push(sentence),
      });
      const before = server.counts().requests;
      const open = await github.open(
        { organization: world.organization.login, url: server.url, auth: { type: 'token', token: token.token }, ...settings },
        look,
      );
      const observations: (Observation & { feed: string })[] = [];
      for (const feed of open.feeds.filter(({ id }) => feeds.includes(id))) {
        for await (const one of feed.read()) observations.push({ feed: feed.id, ...one });
      }
      if (!alone) memory = next;
      return looked(observations, notes, server.counts().requests - before);
    },
  };
}

function looked(observations: Looked['observations'], notes: readonly string[], requests: number): Looked {
  return {
    observations,
    notes,
    requests,
    gaps: observations.filter((one) => one.type === 'gap'),
    covered: observations.filter((one) => one.type === 'covered'),
    versions: (kind) =>
      observations.flatMap((one) => {
        if (one.type !== 'version' || one.kind !== kind) return [];
        return [{ ...one, state: cleanState(kind, one.state) as never }];
      }),
  };
}

/** An instant of the year: `at('03-01')`. */
export function inYear(day: string, time = '00:00:00'): Instant {
  return parseInstant(`2025-${day}T${time}Z`);
}
