import { z } from 'zod';
import type { Evidence } from '../connectors/kit/connector.ts';
import type { Request } from '../connectors/kit/request-log.ts';
import type { UnknownReason } from '../facts/timeline.ts';
import type { Json } from '../kernel/canonical-json.ts';

/** What became of one scope of one feed. Instants are ISO 8601, UTC. */
export interface ScopeOutcome {
  readonly feed: string;
  readonly scope: string;
  readonly outcome: 'covered' | 'gap';
  readonly from: string;
  readonly until: string;
  readonly reason?: UnknownReason;
  readonly why?: string;
}

/** The completeness sheet of a look: what was asked of whom, what came back, and what could not be seen. Sealed with the look. */
export interface LookSheet {
  readonly connection: string;
  readonly connector: string;
  readonly title: string;
  /** Uuid of the system; of one that could not even be opened, a stand-in made from the connection's id. */
  readonly system: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly identity: string;
  readonly permissions: readonly string[];
  readonly tickmark: string;
  /** What the connection was told to look at. */
  readonly filters: Readonly<Record<string, Json>>;
  /** The kinds of each feed. */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
  /** Versions observed. */
  readonly rows: number;
  /** Facts that were news. */
  readonly facts: number;
  readonly requests: readonly Request[];
  readonly scopes: readonly ScopeOutcome[];
  readonly evidence: readonly Evidence[];
  /** Fields that were taken out before anything was stored. */
  readonly scrubbed: readonly string[];
  /** By host, of what was asked over an encrypted connection: the fingerprint of its certificate, and who issued it. */
  readonly certificates: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
  /** When the system was last seen: this look, or the last one that did not fail. */
  readonly lastSeen: string | null;
  /** What the connector needs to know at its next look. */
  readonly memory: Json;
}

const outcomeShape = z.object({
  feed: z.string(),
  scope: z.string(),
  outcome: z.enum(['covered', 'gap']),
  from: z.string(),
  until: z.string(),
  reason: z.string().optional(),
  why: z.string().optional(),
});

const rememberedShape = z.object({
  system: z.string(),
  startedAt: z.string(),
  lastSeen: z.string().nullable(),
  scopes: z.array(outcomeShape),
  // Whatever JSON.parse gives is JSON: there is nothing to check.
  memory: z.custom<Json>().optional(),
});

/** What a later look needs of an earlier one. */
export type RememberedSheet = z.infer<typeof rememberedShape>;

export function readSheet(text: string): RememberedSheet {
  return rememberedShape.parse(JSON.parse(text));
}
