import type { Drawn } from '../../engine/engagement-tests.ts';
import type { EngagementInstance } from '../../engine/engagements.ts';
import { isoInstant } from '../../kernel/time.ts';
import {
  cellKey,
  type Engagement,
  type EngagementState,
  frozenPopulation,
  type RequestLine,
  sampleOf,
} from '../../workflows/engagements/engagement-state.ts';
import { counted, type Page, paragraph } from '../page.ts';
import { printable } from '../paint.ts';

/** An engagement as JSON: marks as a list, instants in ISO. */
export function engagementJson(id: string, state: EngagementState): object {
  if (state === null) return { id };
  const { cells, ...rest } = state;
  const written = (_: string, value: unknown) => value;
  return { id, ...(JSON.parse(JSON.stringify(rest, written)) as object), openedAt: isoInstant(state.openedAt), marks: [...cells.values()] };
}

export function listText(all: readonly EngagementInstance[], page: Page): string {
  if (all.length === 0)
    return `${paragraph(page, 0, 'No engagement was begun yet. Assess an audit, then: tickmark engagement open type-2-2025 --audit type-2-2025 --firm NAME --auditor ID=NAME --as PERSON')}\n`;
  return all.map(({ id, state }) => (state === null ? '' : `${headed(id, state, page)}\n`)).join('');
}

/** Its id, and behind it in a paragraph how far it has come. */
function headed(id: string, state: Engagement, page: Page): string {
  const text = paragraph(page, 2, `${id}  ${line(state)}`).trimStart();
  return `${page.paint.bold(printable(id))}${text.slice(printable(id).length)}`;
}

function line({ audit, firm, period, frozen, samples, cells, requests, closed }: Engagement): string {
  const dates = period.type === 1 ? period.first : `${period.first} to ${period.last}`;
  const parts = [
    `${firm}, ${audit} (${dates})`,
    `${frozen.length} frozen`,
    `${samples.length} sampled`,
    counted(cells.size, 'mark'),
    counted(requests.length, 'request'),
  ];
  return `${parts.join(', ')}${closed === null ? '' : ', closed'}`;
}

/** The whole engagement on a screen. */
export function engagementText(id: string, state: Engagement, page: Page): string {
  const { auditors, categories, pins, settings, frozen, samples, requests, voided, closed } = state;
  const lines = [
    headed(id, state, page),
    paragraph(page, 2, `Auditors: ${auditors.map((one) => `${one.name} (${one.id})`).join(', ')}. Categories: ${categories.join(', ')}.`),
    paragraph(
      page,
      2,
      `Pinned: Tickmark ${pins.tickmark}, ${counted(Object.keys(pins.controls).length, 'control')}, ${counted(Object.keys(pins.checks).length, 'check')}.`,
    ),
    ...settings.map((one) =>
      paragraph(
        page,
        2,
        `Settings captured ${isoInstant(one.at)}, ${one.timing === 'inside' ? 'inside the period' : `${one.timing}: outside the period`} (${one.settings.length}).`,
      ),
    ),
    ...(frozen.length > 0 ? [page.paint.bold('  Populations')] : []),
    ...frozen.map((one) => paragraph(page, 4, `${one.population}: ${counted(one.items, 'item')}, ${one.phase}, ${one.sha256.slice(0, 16)}…`)),
    ...(samples.length > 0 ? [page.paint.bold('  Samples')] : []),
    ...samples.map((one) =>
      paragraph(
        page,
        4,
        `${one.control} of ${one.population}: ${counted(one.items.length, 'item')}${added(one.extensions)}, seed ${one.seed.slice(0, 16)}…`,
      ),
    ),
    ...(requests.length > 0 ? [page.paint.bold('  Requests')] : []),
    ...requests.flatMap((one) => requestLines(one, page)),
    ...voided.map((one) => paragraph(page, 2, `Void: what was done for ${one.period.first} to ${one.period.last}. ${one.reason}`)),
    ...(closed === null ? [] : [paragraph(page, 2, `Closed ${isoInstant(closed.at)}: ${closed.reason}`)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** A request, and under it what was said to it. */
function requestLines({ request, state, title, due, history }: RequestLine, page: Page): readonly string[] {
  return [
    paragraph(page, 4, `${request} ${state}: ${title}${due === null ? '' : ` (by ${due})`}`),
    ...history.map((one) => {
      const said = [one.comment, ...one.evidence].filter((text) => text !== '').join('; ');
      return paragraph(page, 6, `${one.state ?? 'comment'}, ${one.by}${said === '' ? '' : `: ${said}`}`);
    }),
  ];
}

function added(extensions: readonly { readonly items: readonly unknown[] }[]): string {
  const count = extensions.reduce((total, one) => total + one.items.length, 0);
  return count === 0 ? '' : ` and ${count} added`;
}

/** The freezing of each population that counts. */
export function frozenText(state: Engagement, page: Page): string {
  const { period } = state;
  const frozen = state.frozen.filter((one) => one === frozenPopulation(state, one.population));
  const rows = frozen.map((one) => `  ${printable(one.population)}  ${counted(one.items, 'item')}, ${one.phase}\n  ${page.paint.dim(one.sha256)}\n`);
  return `${page.paint.bold(`${counted(frozen.length, 'population')} frozen for ${period.first} to ${period.last}`)}\n${rows.join('')}`;
}

export function settingsText({ settings }: Engagement, page: Page): string {
  const last = settings.at(-1);
  if (last === undefined) return '';
  const rows = last.settings.map(({ name, written, policy }) => {
    const from = policy === null ? 'Tickmark’s default, adopted by nobody' : `policy ${policy.id}, version ${policy.version}`;
    return `${paragraph(page, 2, `${name}: ${written} (${from})`)}\n`;
  });
  const when = last.timing === 'inside' ? 'inside the period' : `${last.timing}: outside the period, and marked so`;
  return `${bold(page, `${counted(rows.length, 'setting')} captured as of ${last.assessment.horizon}, ${when}`)}\n${rows.join('')}`;
}

function bold(page: Page, text: string): string {
  return page.paint.bold(paragraph(page, 0, text));
}

export function drawnJson({ sample, sized, of }: Drawn): object {
  return { ...sample, at: isoInstant(sample.at), of, note: sized.note };
}

export function drawnText({ sample, sized, of }: Drawn, page: Page): string {
  const { control, population, items, strata, seed, method } = sample;
  const lines = [
    bold(page, `${items.length} of ${of.toLocaleString('en-US')} items of ${population} drawn for ${control}`),
    paragraph(page, 2, `How many: ${howMany(method)}.${sized.note === null ? '' : ` ${sized.note}`}`),
    paragraph(
      page,
      2,
      `${strata === 1 ? 'A simple sample.' : `Spread over ${strata} equal parts of the period.`} Seed ${seed}: engagement, control and population hash give it, and docs/spec/sampling.md says how anybody draws the same.`,
    ),
    ...items.map((one) => `    ${printable(one.item)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function howMany(method: Drawn['sample']['method']): string {
  if (method.by === 'judgement') return `the auditor’s judgement (${method.why})`;
  if (method.by === 'table')
    return `by the table ${method.table}, ${method.level}${method.frequency === null ? '' : `, a control that operates ${method.frequency}`}`;
  const { confidence, tolerableRate, expectedDeviations } = method;
  return `${percent(confidence)} confidence that fewer than ${percent(tolerableRate)} deviate, with ${expectedDeviations} expected`;
}

function percent(rate: number): string {
  return `${Number((rate * 100).toFixed(4))} %`;
}

export function extendedText(state: Engagement, { control, population }: { control: string; population: string }, page: Page): string {
  const last = sampleOf(state, control, population)?.extensions.at(-1);
  const items = last?.items ?? [];
  return `${bold(page, `${counted(items.length, 'item')} added: ${last?.reason ?? ''}`)}\n${items.map((one) => `    ${printable(one.item)}\n`).join('')}`;
}

interface Cells {
  readonly control: string;
  readonly population: string;
  readonly item: readonly string[];
  readonly attribute: string;
}

export function markedText({ cells }: Engagement, { control, population, item: items, attribute }: Cells, page: Page): string {
  return items
    .map((item) => {
      const marks = cells.get(cellKey(control, population, item, attribute))?.marks ?? [];
      const last = marks.at(-1);
      const before =
        marks.length > 1 ? ` ${counted(marks.length - 1, 'earlier mark')} of this cell ${marks.length === 2 ? 'stays' : 'stay'} on record.` : '';
      return `${paragraph(page, 0, `${item}: marked "${last?.mark}" by ${last?.by}; the machine says "${last?.outcome}".${before}`)}\n`;
    })
    .join('');
}
