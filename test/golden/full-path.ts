import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectedFindings } from '../../demo/operators/lay-over.ts';
import type { Expected } from '../../demo/operators/operator.ts';
import { writeCompany } from '../../demo/write/write-company.ts';
import { resultJson } from '../../src/cli/result-json.ts';
import { assess } from '../../src/engine/assess.ts';
import { readConfiguration } from '../../src/engine/connections.ts';
import { isoInstant } from '../../src/kernel/time.ts';
import { collecting } from '../support/collecting.ts';
import type { TestDatabase } from '../support/database.ts';
import type { Plan } from './plans.ts';

/** When the company is looked at: once, weeks after its year ended and everything was written down. */
const LOOKED_AT = '2026-02-01T00:00:00Z';

/** Findings as one line each, sorted: two lists are the same when every check, item, reason and instant is. */
export interface Findings {
  readonly exceptions: readonly string[];
  readonly unknowns: readonly string[];
  readonly excluded: readonly string[];
}

export interface JudgedCompany {
  /** What the program said. */
  readonly said: Findings;
  /** What the defects that were laid must yield, with the shas that the changes came to have. */
  readonly expected: Expected;
  /** Items that were asked about, by check that can be answered. */
  readonly items: Readonly<Record<string, number>>;
  /** Of the checks that need a code host: whatever was said but that nobody saw, once for each and for all of the period. */
  readonly saidWithoutHost: readonly string[];
  /** Looks that did not see everything, by connection. */
  readonly incomplete: readonly string[];
}

/** What clones and the program as code can answer. Everything else is asked of a code host, and this company has none connected. */
const ANSWERABLE: ReadonlySet<string> = new Set([
  'access/review-on-time',
  'access/review-complete',
  'people/leaver-access-removed',
  'governance/policy-reviewed',
  'governance/policy-approved',
  'vulnerability/fixed-within-limit',
  'vulnerability/medium-fixed-within-limit',
  'vulnerability/dismissal-approved',
  'change/ticket-reference',
  'change/approved-by-another',
  'continuity/restore-tested',
  'incident/tabletop-documented',
]);

/** Records that people made because a control promises them are in the program, too. */
const isAnswerable = (check: string): boolean => ANSWERABLE.has(check) || check.startsWith('record/');

/** The shape of `--json`, as far as it is compared. */
interface Result {
  readonly checks: readonly { readonly id: string; readonly items: number }[];
  readonly exceptions: readonly Row[];
  readonly unknowns: readonly Row[];
  readonly excluded: readonly { readonly check: string; readonly item: string; readonly would: string; readonly spans: readonly Span[] }[];
}

interface Span {
  readonly from: string;
  readonly until: string | null;
  readonly reason?: string;
}

interface Row extends Span {
  readonly check: string;
  readonly item: string | null;
}

/**
 * A company's year by the path that a user's goes: real Git repositories, the configuration that names them, the connectors, a database, the checks,
 * and the JSON that the command line prints.
 */
export async function judgeCompany(base: TestDatabase, { world, expected }: Plan): Promise<JudgedCompany> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-golden-'));
  try {
    const shas = await writeCompany(world, join(folder, 'company'), process.env['PATH']);
    const house = await collecting(base, folder);
    const { connections } = await readConfiguration(join(folder, 'company', 'tickmark.yaml'));
    const looked = await house.collect(connections, LOOKED_AT);
    const result = resultJson(await assess(house.place, { audit: 'type-2-2025' })) as Result;
    return {
      said: saidIn(result),
      expected: expectedFindings(expected, shas),
      items: Object.fromEntries(result.checks.flatMap(({ id, items }) => (isAnswerable(id) ? [[id, items]] : []))),
      saidWithoutHost: saidWithoutHost(result),
      incomplete: looked.connections.filter(({ outcome }) => outcome !== 'complete').map(({ connection }) => connection),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function saidWithoutHost({ checks, exceptions, unknowns, excluded }: Result): readonly string[] {
  const hosted = checks.filter(({ id }) => !isAnswerable(id));
  const asked = hosted.flatMap(({ id, items }) => (items > 0 ? [`${id}  has ${items} items`] : []));
  const silent = hosted.flatMap(({ id }) => {
    const said = unknowns.filter(({ check }) => check === id);
    const [only] = said;
    return said.length === 1 && only?.item === null && only.reason === 'before-first-look' && only.until === null
      ? []
      : [`${id}  ${said.length} times`];
  });
  return [...asked, ...silent, ...[...exceptions, ...excluded].flatMap(({ check }) => (isAnswerable(check) ? [] : [check]))];
}

function saidIn(result: Result): Findings {
  const answered = <R extends { readonly check: string }>(rows: readonly R[]) => rows.filter(({ check }) => isAnswerable(check));
  const [exceptions, unknowns, excluded] = [answered(result.exceptions), answered(result.unknowns), answered(result.excluded)];
  const failing = excluded.filter(({ would }) => would === 'fail').flatMap(({ check, item, spans }) => spans.map((one) => ({ ...one, check, item })));
  const others = excluded.filter(({ would }) => would !== 'fail').map(({ check, item, would }) => `${check}  ${item}  would ${would}`);
  return { exceptions: lines(exceptions), unknowns: lines(unknowns), excluded: [...lines(failing), ...others] };
}

/** What is expected, in the words of what is said: instants as the program prints them. */
export function findingsOf({ exceptions, unknowns, excluded }: Expected): Findings {
  const printed = (list: readonly (Expected['exceptions'][number] | Expected['unknowns'][number])[]): readonly string[] =>
    lines(list.map((one) => ({ ...one, from: isoInstant(one.from), until: one.until === null ? null : isoInstant(one.until) })));
  return { exceptions: printed(exceptions), unknowns: printed(unknowns), excluded: printed(excluded) };
}

function lines(rows: readonly Row[]): readonly string[] {
  const line = ({ check, item, reason, from, until }: Row): string =>
    [check, item ?? '(the list)', ...(reason === undefined ? [] : [reason]), `${from} to ${until ?? 'the horizon'}`].join('  ');
  return rows.map(line).sort();
}
