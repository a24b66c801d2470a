import { z } from 'zod';
import { gap, id, iso, outcome, state } from './common.ts';
import { endpoint, fileAnswer } from './endpoint.ts';
import { page, pageQuery, pageRefuses, searchText } from './paging.ts';
import { viewQuery, viewRefuses } from './view.ts';

const TAG = 'Populations';

const mode = z.enum(['state', 'events', 'calendar']);

/** Items by what is said of them. They overlap: one item may fail one attribute, and be unknown in another. */
const itemCounts = z.object({
  /** Items of which at least one attribute fails, is unknown, or lies under an exclusion. */
  fail: z.int(),
  unknown: z.int(),
  excluded: z.int(),
  /** Items that at least one attribute passes, and of which none fails, is unknown, or lies under an exclusion. */
  clear: z.int(),
});

/** Whether everything that belongs in it could have been seen, and whether second sources agree. */
const completeness = z.object({
  gaps: z.int(),
  /** Milliseconds of the period in which further items may have stood unseen; gaps that overlap count once. */
  unseen: z.int(),
  sources: z.int(),
  agreeing: z.int(),
  looks: z.int(),
});

/** Why there is no item: everything was seen and it did not occur, or not everything was seen. Null where there are items. */
const empty = z.enum(['did-not-occur', 'not-observed']).nullable();

export const populationRow = z.object({
  id: z.string(),
  title: z.string(),
  mode,
  definition: z.string(),
  items: z.int(),
  attributes: z.int(),
  ...itemCounts.shape,
  completeness,
  empty,
});

/** One check that is asked of every item: an attribute. */
export const attribute = z.object({
  /** `A`, and on to `Z`, `AA`. */
  letter: z.string(),
  check: z.string(),
  version: z.int(),
  /** From its id: `Approved by another`. */
  name: z.string(),
  title: z.string(),
  asks: z.string(),
  outcome: state,
  pass: z.int(),
  fail: z.int(),
  unknown: z.int(),
  notOwed: z.int(),
  excluded: z.int(),
  controls: z.array(z.string()),
});

/** A second source held against the first. */
const reconciliation = z.object({
  source: z.string(),
  expected: z.int(),
  counted: z.int(),
  /** Expected and not counted; below zero where more was counted. */
  left: z.int(),
  agrees: z.boolean(),
  /** The first of them; all stand in the sheet. */
  differences: z.array(z.string()),
  differing: z.int(),
});

const lookSource = z.object({
  connection: z.string(),
  connector: z.string(),
  identities: z.array(z.string()),
  feeds: z.array(z.string()),
  looks: z.int(),
  requests: z.int(),
  rows: z.int(),
  first: iso,
  last: iso,
});

const drawnSample = z.object({
  engagement: z.string(),
  firm: z.string(),
  control: z.string(),
  size: z.int(),
  added: z.int(),
  strata: z.int(),
  seed: z.string(),
  method: z.string(),
  by: z.string(),
  at: iso,
  /** Of the population as it was frozen, and whether that is the population shown here. */
  sha256: z.string(),
  same: z.boolean(),
  /** Items of the sample that are not in the population shown here. */
  missing: z.int(),
});

export const populationDetail = populationRow.extend({
  attributes: z.array(attribute),
  sha256: z.string(),
  gaps: z.array(gap),
  reconciliations: z.array(reconciliation),
  seenBy: z.object({
    looks: z.int(),
    requests: z.int(),
    rows: z.int(),
    first: iso.nullable(),
    last: iso.nullable(),
    sources: z.array(lookSource),
  }),
  samples: z.array(drawnSample),
  sampled: z.int(),
  /** Open engagements with the audit that is shown: where a sample can be drawn. */
  engagements: z.array(z.string()),
});

export const matrixRow = z.object({
  item: z.string(),
  title: z.string(),
  /** Null where it was there before anything was known. */
  from: iso.nullable(),
  /** Null where it goes on. */
  until: iso.nullable(),
  /**
   * A letter for each attribute, in their order: `p` pass, `f` fail, `u` unknown, `n` not owed, `-` not asked.
   * As a capital where an exclusion lies over it, which changes nothing beneath.
   */
  cells: z.string(),
  /** Its number in a sample that an auditor drew: `S07`. */
  sample: z.string().nullable(),
});

const matrixFilters = {
  outcome: z
    .enum(['pass', 'fail', 'unknown', 'not-owed', 'excluded'])
    .optional()
    .describe('Only items with an attribute of this outcome; `pass`: in which nothing fails or is unknown.'),
  check: id.optional().describe('The outcome of this attribute only.'),
  sampled: z.enum(['true'], 'true, or nothing').optional().describe('Only items that an auditor drew.'),
  q: searchText.optional().describe('Only items whose title or id holds these words, in any case.'),
  sort: z.enum(['happened', 'title', 'outcome']).default('happened'),
  order: z.enum(['asc', 'desc']).optional().describe('Left out: the newest, the first by name, or the worst comes first.'),
};

const params = z.object({ population: id });
const refuses = { ...viewRefuses, 'populations/unknown': 404 } as const;
const rowRefuses = { ...refuses, 'populations/attribute': 404 } as const;

export const listPopulations = endpoint({
  method: 'GET',
  path: '/populations',
  tag: TAG,
  may: 'read',
  says: 'Every population: what belongs in it, how many items there are, what is asked of them, and whether it is complete.',
  query: viewQuery,
  answers: z.object({ rows: z.array(populationRow) }),
  refuses: viewRefuses,
});

export const getPopulation = endpoint({
  method: 'GET',
  path: '/populations/{population}',
  tag: TAG,
  may: 'read',
  says: 'One population: its attributes with their totals, what proves that it is complete, and the samples drawn from it.',
  params,
  query: viewQuery,
  answers: populationDetail,
  refuses,
});

export const listPopulationRows = endpoint({
  method: 'GET',
  path: '/populations/{population}/rows',
  tag: TAG,
  may: 'read',
  says: 'Items by attributes: a page of the matrix, filtered and sorted.',
  params,
  query: viewQuery.extend(matrixFilters).extend(pageQuery.shape),
  answers: page(matrixRow),
  refuses: { ...rowRefuses, ...pageRefuses },
});

export const getPopulationItem = endpoint({
  method: 'GET',
  path: '/populations/{population}/items/{item}',
  tag: TAG,
  may: 'read',
  says: 'One item: why it belongs in the population, and what each attribute says of it.',
  params: params.extend({ item: id }),
  query: viewQuery.extend(matrixFilters),
  answers: z.object({
    item: z.string(),
    title: z.string(),
    because: z.string(),
    from: iso.nullable(),
    until: iso.nullable(),
    /** Ledger places of the facts it rests on. */
    leaves: z.array(z.int()),
    /** Its place among the rows, filtered and sorted as asked; null where it is not among them. */
    position: z.int().nullable(),
    samples: z.array(z.object({ number: z.string(), engagement: z.string(), control: z.string() })),
    attributes: z.array(
      z.object({
        letter: z.string(),
        check: z.string(),
        name: z.string(),
        title: z.string(),
        outcome: outcome.nullable().describe('Null where the check was not asked of it.'),
        because: z.string(),
        excludedBy: z.string().nullable(),
        due: iso.nullable(),
        claimed: z.boolean(),
        spans: z.array(z.object({ from: iso, until: iso.nullable(), outcome: z.enum(['fail', 'unknown']), reason: z.string().optional() })),
        leaves: z.array(z.int()),
      }),
    ),
  }),
  refuses: { ...rowRefuses, 'populations/item-unknown': 404 },
});

export const populationLook = z.object({
  look: z.string(),
  connection: z.string(),
  connector: z.string(),
  startedAt: iso,
  identity: z.string(),
  feeds: z.array(z.string()),
  scopes: z.int(),
  rows: z.int(),
  requests: z.int(),
  /** Its place in the ledger. */
  leaf: z.int(),
});

export const listPopulationLooks = endpoint({
  method: 'GET',
  path: '/populations/{population}/looks',
  tag: TAG,
  may: 'read',
  says: 'The looks that a population rests on, the newest first.',
  params,
  query: viewQuery.extend(pageQuery.shape),
  answers: page(populationLook),
  refuses: { ...refuses, ...pageRefuses },
});

export const getPopulationSheet = endpoint({
  method: 'GET',
  path: '/populations/{population}/sheet.json',
  tag: TAG,
  may: 'read',
  says: 'The completeness sheet, whole: every gap, every difference between sources, every look.',
  params,
  query: viewQuery,
  answers: fileAnswer('application/json'),
  refuses,
});

export const downloadPopulationCsv = endpoint({
  method: 'GET',
  path: '/populations/{population}/rows.csv',
  tag: TAG,
  may: 'read',
  says: 'Every item with every attribute, as a table that no spreadsheet takes for formulas. With filters: those items.',
  params,
  query: viewQuery.extend(matrixFilters),
  answers: fileAnswer('text/csv'),
  refuses: rowRefuses,
});

export const downloadPopulationJson = endpoint({
  method: 'GET',
  path: '/populations/{population}/rows.ndjson',
  tag: TAG,
  may: 'read',
  says: 'Every item with what each attribute says of it, one JSON document a line. With filters: those items.',
  params,
  query: viewQuery.extend(matrixFilters),
  answers: fileAnswer('application/x-ndjson'),
  refuses: rowRefuses,
});
