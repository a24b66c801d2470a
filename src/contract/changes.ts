import { z } from 'zod';
import { id, iso, outcome } from './common.ts';
import { managementResponse } from './controls.ts';
import { endpoint } from './endpoint.ts';
import { viewQuery, viewRefuses } from './view.ts';

const beside = z.object({ item: z.string(), title: z.string() }).nullable();

const finding = z.object({
  check: z.string(),
  title: z.string(),
  asks: z.string(),
  controls: z.array(z.object({ id: z.string(), title: z.string() })),
  outcome,
  because: z.string(),
  /** Its rest on what a client claimed. */
  claimed: z.boolean(),
  excludedBy: z.string().nullable(),
  due: iso.nullable(),
  leaves: z.array(z.int()),
});

const exception = z.object({
  check: z.string(),
  title: z.string(),
  controls: z.array(z.object({ id: z.string(), title: z.string() })),
  from: iso,
  until: iso.nullable(),
  because: z.string(),
  due: iso.nullable(),
  excludedBy: z.string().nullable(),
  repeats: z.int(),
  /** What ends it, in the words of the check. */
  mend: z.string(),
  response: managementResponse.nullable(),
  /** Other changes of the population that fail the same check. */
  others: z.int(),
});

/** How something on the line of time is drawn. It follows the findings, and never judges by itself. */
const tone = z.enum(['plain', 'ok', 'bad', 'hollow', 'unknown']);

const mark = z.object({
  at: iso,
  tone,
  /** What a machine or somebody outside called it: a commit, a login, the name of a check. */
  label: z.string().nullable(),
  /** Of Tickmark's own words: what it is. */
  what: z.string(),
  /** A client wrote the instant. */
  claimed: z.boolean(),
});

const rail = z.object({ from: iso, until: iso, tone, what: z.string(), label: z.string().nullable() });

const line = z.object({
  id: z.enum(['ticket', 'commits', 'pull-request', 'review', 'checks', 'landed', 'deployed']),
  title: z.string(),
  rails: z.array(rail),
  marks: z.array(mark),
  /** Names without an instant: tickets. */
  names: z.array(z.string()),
  /** Why nothing, or not all, can be drawn; null where all that there is was told. */
  untold: z.string().nullable(),
});

const happening = z.object({
  at: iso,
  what: z.string(),
  /** A commit, a run, a number: what a machine said. */
  code: z.string().nullable(),
  by: z.string().nullable(),
  detail: z.string().nullable(),
  tone,
  claimed: z.boolean(),
  /** The entry of the ledger that says so. */
  leaf: z.int(),
});

export const changeDetail = z.object({
  item: z.string(),
  title: z.string(),
  because: z.string(),
  /** Its place in the population, from 1. */
  place: z.int(),
  of: z.int(),
  previous: beside,
  following: beside,
  zone: z.string(),
  horizon: iso,
  repository: z.string(),
  branch: z.string(),
  landed: z.string(),
  landedAt: iso,
  method: z.enum(['merge', 'squash', 'rebase', 'direct']),
  pullRequest: z.int().nullable(),
  author: z.string(),
  /** Whether a code host tells of it; otherwise only a clone does. */
  hosted: z.boolean(),
  /** The instant of landing is a client's. */
  claimed: z.boolean(),
  furtherCommits: z.int(),
  lines: z.array(line),
  axis: z.object({ from: iso, until: iso }),
  /** The hours that decide it; null where all of it is short enough to be seen at once. */
  lens: z.object({ from: iso, until: iso, sentence: z.string() }).nullable(),
  happened: z.array(happening),
  findings: z.array(finding),
  exceptions: z.array(exception),
  evidence: z.array(z.object({ leaf: z.int(), kind: z.string(), what: z.string(), name: z.string().nullable(), recorded: iso })),
});

export const getChange = endpoint({
  method: 'GET',
  path: '/changes/{item}',
  tag: 'Changes',
  may: 'read',
  says: 'One change: everything that was told of it on one line of time, what was found of it, and the entries that say so.',
  params: z.object({ item: id }),
  query: viewQuery,
  answers: changeDetail,
  refuses: { ...viewRefuses, 'changes/unknown': 404 },
});
