import { createHash, createPrivateKey, sign as signWith } from 'node:crypto';
import type { AssessmentSummary, WrittenFinding, WrittenItem } from '../../src/audit/assessment.ts';
import type { PackageSource, SourceContent, SourceEntry } from '../../src/audit/package/source.ts';
import { canonicalJson, type Json } from '../../src/kernel/canonical-json.ts';
import { sha256, sha256Hex } from '../../src/kernel/hash.ts';
import { derivedUuid } from '../../src/kernel/ids.ts';
import type { Instant } from '../../src/kernel/time.ts';
import { commitmentOf } from '../../src/ledger/commitment.ts';
import { entryLeafHash } from '../../src/ledger/entry.ts';
import { concatBytes, utf8 } from '../../src/verify/core/bytes.ts';
import { formatCheckpoint } from '../../src/verify/core/checkpoint.ts';
import { rootFromLeaves } from '../../src/verify/core/merkle.ts';
import { formatNote, formatVerifierKey, verifierKey } from '../../src/verify/core/note.ts';

const ORGANIZATION = derivedUuid('test', 'organization');
export const ORIGIN = `tickmark/${ORGANIZATION}`;
const BEGAN = Date.parse('2025-02-01T08:00:00.000Z');

/** A signer of this log, made from a word: the same word gives the same key. */
export function signerFrom(word: string): { readonly key: string; sign(text: string): string } {
  const seed = sha256(word);
  const key = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]), format: 'der', type: 'pkcs8' });
  const publicKey = Buffer.from(key.export({ format: 'jwk' }).x as string, 'base64url');
  const verifier = verifierKey(sha256, ORIGIN, publicKey);
  return {
    key: formatVerifierKey(verifier),
    sign: (text) => formatNote({ text, signatures: [{ name: ORIGIN, keyHash: verifier.keyHash, signature: signWith(null, utf8(text), key) }] }),
  };
}

/** A log that grows in memory. Salts follow from the place, so that the same log is the same bytes. */
export function newLog() {
  const entries: SourceEntry[] = [];
  const hashes: Uint8Array[] = [];
  return {
    entries,
    hashes,
    append(type: string, fields: Record<string, Json>, contents: Record<string, Json | 'erased'> = {}): number {
      const leaf = entries.length;
      const at = (BEGAN + leaf * 60_000) as Instant;
      const recorded = new Date(at).toISOString();
      const opened: Record<string, SourceContent> = {};
      const commitments: Record<string, string> = {};
      for (const [name, value] of Object.entries(contents)) {
        const salt = sha256(`salt ${leaf} ${name}`);
        const content = canonicalJson(value);
        commitments[name] = commitmentOf(salt, content);
        opened[name] = value === 'erased' ? 'erased' : { salt, content };
      }
      const named: Record<string, Json> =
        type === 'fact' ? { state: commitments['state'] ?? null } : Object.keys(commitments).length > 0 ? { commitments } : {};
      const body = canonicalJson({ ...fields, ...named, id: derivedUuid('test', 'entry', String(leaf)), type, at: recorded });
      entries.push({ leaf, recorded, body, contents: opened });
      hashes.push(entryLeafHash(body, at));
      return leaf;
    },
  };
}

export interface SampleOptions {
  /** Whose key signs. */
  readonly signer?: string;
  readonly changes?: number;
  /** Put into titles and sentences: a name that somebody chose. */
  readonly name?: string;
  /** Changes the summary before it is sealed. */
  readonly tamper?: (summary: Mutable<AssessmentSummary>) => void;
  /** Changes the rows before they are sealed. */
  readonly tamperFindings?: (rows: Mutable<WrittenFinding>[]) => void;
  readonly verifier?: string;
  /** Whether the first entry, the summary and with it the manifest say that the clock was simulated. */
  readonly simulated?: { readonly entry: boolean; readonly summary: boolean };
  /** When the checkpoint says it was made; with its last entry otherwise. */
  readonly recorded?: string;
}

export type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? Mutable<E>[] : T[K] extends object ? Mutable<T[K]> : T[K] };

const SYSTEM = derivedUuid('test', 'system');
const LOOK = derivedUuid('test', 'look');
const period = {
  audit: '2025',
  type: 2 as const,
  first: '2025-01-01',
  last: '2025-12-31',
  zone: 'Europe/Vienna',
  from: '2024-12-31T23:00:00.000Z',
  until: '2025-12-31T23:00:00.000Z',
  horizon: '2025-12-31T23:00:00.000Z',
};

/** A small package's worth of log, findings and evidence. */
export function sampleSource(options: SampleOptions = {}): PackageSource {
  const { signer = 'ours', changes = 12, name = 'Add a berth planner' } = options;
  const log = newLog();
  if (options.simulated?.entry) log.append('simulated-clock', { began: period.from });
  const blob = utf8('title: Access control\nstatus: adopted\n');
  const binary = Uint8Array.of(0, 255, 254, 1);
  const blobs = new Map([blob, binary].map((bytes) => [sha256Hex(bytes), bytes]));
  const facts = appendFacts(log, changes, name);
  appendLook(log, blobs);
  log.append('coverage', { system: SYSTEM, feed: 'changes', scope: 'repository:1', from: period.from, until: period.until, look: LOOK });
  log.append('decision', { workflow: 'exclusion', instance: LOOK, event: 'approved', actor: null }, { event: { reason: 'A migration' } });
  log.append('fact', { ...factFields('tag', 'x-1') }, { state: { name: 'v1' } });
  log.append('fact', { ...factFields('person', 'p-9') }, { state: 'erased' });
  const treeSize = log.entries.length;
  const rows = sampleRows(facts, name);
  options.tamperFindings?.(rows.findings as unknown as Mutable<WrittenFinding>[]);
  const texts = new Map(Object.entries(rows.texts()));
  const summary = sampleSummary(rows.findings, texts, treeSize, name);
  if (options.simulated?.summary) Object.assign(summary, { simulated: true });
  options.tamper?.(summary as unknown as Mutable<AssessmentSummary>);
  const assessed = log.append('assessment', { assessment: LOOK, treeSize, horizon: period.horizon }, { summary: summary as unknown as Json });
  log.append('fact', { ...factFields('change', 'after') }, { state: { title: 'came later' } });
  const size = log.entries.length;
  const root = rootFromLeaves(sha256, log.hashes);
  const recorded = options.recorded ?? (log.entries.at(-1)?.recorded as string);
  const { key, sign } = signerFrom(signer);
  return {
    origin: ORIGIN,
    checkpoint: { size, note: sign(formatCheckpoint({ origin: ORIGIN, size, root, recorded })) },
    keys: [key],
    assessment: log.entries[assessed] as SourceEntry,
    responses: [],
    async *entries() {
      for (let first = 0; first < size; first += 5) yield log.entries.slice(first, first + 5);
    },
    tile: async (index, width) => concatBytes(...log.hashes.slice(index * 256, index * 256 + width)),
    rows: async ({ name: file }) => utf8(texts.get(file) as string),
    blob: async (hash) => blobs.get(hash) as Uint8Array,
    sign,
    verifier: utf8(options.verifier ?? '// the verifier\n'),
  };
}

/** A signed checkpoint of the log of a source when it had `size` entries. */
export async function earlierCheckpoint(source: PackageSource, size: number, signer = 'ours'): Promise<string> {
  const entries: SourceEntry[] = [];
  for await (const some of source.entries()) entries.push(...some);
  const hashes = entries.slice(0, size).map(({ body, recorded: at }) => entryLeafHash(body, Date.parse(at) as Instant));
  const recorded = entries[Math.max(size - 1, 0)]?.recorded as string;
  return signerFrom(signer).sign(formatCheckpoint({ origin: ORIGIN, size, root: rootFromLeaves(sha256, hashes), recorded }));
}

function factFields(kind: string, vendorId: string): Record<string, Json> {
  const subject = derivedUuid('test', kind, vendorId);
  return {
    kind,
    subject,
    vendorId,
    system: SYSTEM,
    feed: 'changes',
    scope: '',
    validFrom: period.from,
    notBefore: period.from,
    basis: 'claimed',
    look: LOOK,
  };
}

function appendFacts(log: ReturnType<typeof newLog>, changes: number, name: string): number[] {
  return Array.from({ length: changes }, (_, at) =>
    log.append('fact', factFields('change', `c-${at}`), { state: { title: `${name} ${at}`, score: 9.8, author: null } }),
  );
}

function appendLook(log: ReturnType<typeof newLog>, blobs: ReadonlyMap<string, Uint8Array>): void {
  const evidence = [...blobs.keys()].map((hash) => ({ name: 'policies/access-control.md', version: '1f0c', sha256: hash }));
  const sheet = { connection: 'api', connector: 'git', startedAt: '2025-02-01T08:00:00.000Z', requests: [], evidence };
  log.append('look', { system: SYSTEM, feed: 'changes', outcome: 'covered', began: period.from, ended: period.from }, { sheet });
}

/** As rows write the end of what has none. */
const FOREVER = '9999-12-31T00:00:00.000Z';

const checks = ['change/approved-by-another', 'change/ticket-reference'] as const;

function sampleRows(facts: readonly number[], name: string) {
  const items: WrittenItem[] = facts.map((leaf, at) => ({
    item: `api@${createHash('sha1').update(String(at)).digest('hex').slice(0, 8)}`,
    title: `${name} ${at}`,
    because: 'It landed on main.',
    from: instantOf(at),
    until: instantOf(at, 1),
    leaves: [leaf],
  }));
  const suppressions = [
    { ...items[0], item: 'exclusion/x-001', title: `Exclusion of 1 item: ${name}`, because: `It accepts “${name}”.`, until: FOREVER },
  ];
  const findings: WrittenFinding[] = checks.flatMap((check) => items.map((item, at) => sampleFinding(check, item, at)));
  const texts = () => ({
    'findings/change--approved-by-another.ndjson': lines(findings.filter(({ check }) => check === checks[0])),
    'findings/change--ticket-reference.ndjson': lines(findings.filter(({ check }) => check === checks[1])),
    'populations/changes.ndjson': lines(items),
    'populations/suppressions.ndjson': lines(suppressions),
  });
  return { findings, texts };
}

function instantOf(at: number, plus = 0): string {
  return new Date(Date.parse('2025-01-05T10:00:00.000Z') + ((at * 27) % 355) * 86_400_000 + plus).toISOString();
}

function sampleFinding(check: string, { item, title, leaves }: WrittenItem, at: number): WrittenFinding {
  const outcome = (['pass', 'fail', 'unknown', 'not-owed', 'fail'] as const)[at % 5] as WrittenFinding['outcome'];
  const spans =
    outcome === 'fail' || outcome === 'unknown'
      ? [
          {
            from: instantOf(at),
            until: at % 10 === 4 ? null : instantOf(at, 1),
            outcome,
            ...(outcome === 'unknown' && { reason: 'not-told' as const }),
          },
        ]
      : [];
  const excludedBy = at === 1 ? exclusionOf(check) : null;
  return {
    check,
    version: 1,
    item,
    title,
    outcome,
    because: `“${title}” was looked at.`,
    spans,
    due: null,
    recordedLate: 0,
    claimed: true,
    excludedBy,
    leaves,
  };
}

function exclusionOf(check: string): string {
  return check === checks[0] ? 'x-001' : 'x-002';
}

function lines(rows: readonly object[]): string {
  return rows.map((row) => `${canonicalJson(row as Json)}\n`).join('');
}

function sampleSummary(findings: readonly WrittenFinding[], texts: ReadonlyMap<string, string>, treeSize: number, name: string): AssessmentSummary {
  const results = checks.map((id) => {
    const own = findings.filter(({ check }) => check === id);
    const open = own.filter(({ excludedBy }) => excludedBy === null);
    const count = (outcome: string) => open.filter((one) => one.outcome === outcome).length;
    const counts = {
      items: own.length,
      pass: count('pass'),
      fail: count('fail'),
      unknown: count('unknown'),
      notOwed: count('not-owed'),
      excluded: own.length - open.length,
    };
    const outcome = counts.fail > 0 ? ('fail' as const) : ('unknown' as const);
    const unseen = [{ from: period.from, until: '2025-01-03T00:00:00.000Z', reason: 'before-first-look' as const, why: 'Nobody looked yet.' }];
    const settings = [{ name: 'change.ticket-prefixes', written: 'HAR', policy: { id: 'change-management', version: 2 }, since: period.from }];
    const asks = id === checks[0] ? 'Was every change approved by somebody else before it landed?' : 'Does every change name a ticket?';
    return { id, version: 1, title: name, asks, mend: 'Nothing ends it.', population: 'changes', ...counts, outcome, unseen, settings };
  });
  const files = [...texts].map(([file, text]) => ({
    name: file,
    sha256: sha256Hex(text),
    bytes: Buffer.byteLength(text),
    rows: text.split('\n').length - 1,
  }));
  const sum = (field: 'items' | 'pass' | 'fail' | 'unknown' | 'notOwed' | 'excluded') => results.reduce((total, one) => total + one[field], 0);
  const rowsOf = (population: string) => files.find((file) => file.name === `populations/${population}.ndjson`);
  const population = rowsOf('changes');
  return {
    format: 'tickmark-assessment/1',
    tickmark: '0.1.0',
    organization: { id: ORGANIZATION, name: `Harbourlight (demo)${name.startsWith('<') ? name : ''}` },
    program: { id: 'harbourlight', title: 'Harbourlight (demo)', categories: ['security'] },
    period,
    treeSize,
    controls: [
      {
        id: 'CHG-01',
        title: 'Changes are reviewed and traceable',
        promise: 'Every change is approved by somebody else and names a ticket.',
        checks: [...checks],
        criteria: [{ criterion: 'CC8.1', reason: 'Approval before landing is how changes are authorised.' }],
        items: sum('items'),
        pass: sum('pass'),
        fail: sum('fail'),
        unknown: sum('unknown'),
        notOwed: sum('notOwed'),
        excluded: sum('excluded'),
        outcome: 'fail',
      },
    ],
    checks: results,
    populations: [
      {
        population: 'changes',
        title: 'Changes landed on production branches',
        definition: 'Every change that reached a production branch.',
        mode: 'events',
        items: population?.rows ?? 0,
        sha256: population?.sha256 ?? '',
        unseen: results[0]?.unseen ?? [],
        reconciliations: [{ source: 'commit graph', expected: 12, counted: 12, differences: [] }],
        looks: [
          {
            look: LOOK,
            connection: 'api',
            connector: 'git',
            startedAt: '2025-02-01T08:00:00.000Z',
            identity: 'git 2.39',
            feeds: ['changes'],
            scopes: 1,
            rows: 12,
            requests: 3,
            leaf: 12,
          },
        ],
      },
      {
        population: 'suppressions',
        title: 'Suppressions',
        definition: 'Whatever lay over what was found. No check asks anything of it.',
        mode: 'state',
        items: rowsOf('suppressions')?.rows ?? 0,
        sha256: rowsOf('suppressions')?.sha256 ?? '',
        unseen: [],
        reconciliations: [],
        looks: [],
      },
    ],
    exclusions: checks.map((check) => ({
      id: exclusionOf(check),
      check,
      items: [],
      reason: name,
      requestedBy: 'Jun Park',
      approvedBy: 'Mara Oduya',
      approvedAt: '2025-01-02T00:00:00.000Z',
      until: '2026-01-01T00:00:00.000Z',
      inForce: true,
      remark: '',
    })),
    coverage: [
      { kind: 'change', from: '2025-01-03T00:00:00.000Z', until: period.until, gaps: results[0]?.unseen ?? [] },
      {
        kind: 'person',
        from: null,
        until: null,
        gaps: [{ from: period.from, until: period.until, reason: 'before-first-look', why: 'Nothing is connected that tells of people.' }],
      },
    ],
    files,
  };
}
