import {
  downloadPopulationCsv,
  downloadPopulationJson,
  getPopulation,
  getPopulationItem,
  getPopulationSheet,
  listPopulationLooks,
  listPopulationRows,
  listPopulations,
} from '../../contract/populations.ts';
import { type AuditSamples, type PopulationSample, samplesOf } from '../../engine/population-samples.ts';
import type { Asked, Told } from '../../engine/views/questions.ts';
import { resolveView } from '../../engine/views/resolve-view.ts';
import type { ViewRequest } from '../../engine/views/view-request.ts';
import { BYTE_ORDER_MARK } from '../../verify/package/csv.ts';
import { implement, type Place } from '../implement.ts';
import { ofView } from './of-view.ts';

export const populations = [
  implement(listPopulations, ({ place, query }) => place.views.ask(query, 'populations', {})),
  implement(getPopulation, async ({ place, params: { population }, query }) => {
    const { json } = await place.views.ask(query, 'population', { population });
    const told = JSON.parse(json) as Told<'population'>;
    const { engagements, of } = await samplesIn(place, query);
    const drawn = of(population);
    const samples = await Promise.all(drawn.map((one) => shownSample(place, query, one, told)));
    return { ...told, samples, sampled: new Set(drawn.flatMap((one) => one.items)).size, engagements: [...engagements] };
  }),
  implement(listPopulationRows, async ({ place, params, query }) => {
    const [view, wanted] = ofView(query);
    return place.views.ask(view, 'population rows', { ...params, ...plain(wanted), samples: await given(place, view, params.population) });
  }),
  implement(getPopulationItem, async ({ place, params, query }) => {
    const [view, wanted] = ofView(query);
    return place.views.ask(view, 'population item', { ...params, ...plain(wanted), samples: await given(place, view, params.population) });
  }),
  implement(listPopulationLooks, ({ place, params, query }) => {
    const [view, wanted] = ofView(query);
    return place.views.ask(view, 'population looks', { ...params, ...wanted });
  }),
  implement(getPopulationSheet, async ({ place, params, query }) => {
    const { json } = await place.views.ask(query, 'population sheet', params);
    return { media: 'application/json; charset=utf-8', name: `${params.population}-sheet.json`, body: json };
  }),
  implement(downloadPopulationCsv, async ({ place, params, query, request }) => {
    const parts = await partsOf(place, query, { ...params, form: 'csv', signal: request.signal });
    return { media: 'text/csv; charset=utf-8', name: `${params.population}.csv`, body: prefixed(BYTE_ORDER_MARK, parts) };
  }),
  implement(downloadPopulationJson, async ({ place, params, query, request }) => {
    const parts = await partsOf(place, query, { ...params, form: 'ndjson', signal: request.signal });
    return { media: 'application/x-ndjson', name: `${params.population}.ndjson`, body: parts };
  }),
];

/** The samples that stand in engagements with the audit of a view. They are decisions, of which a view of facts knows nothing. */
async function samplesIn({ views, installation }: Place, request: ViewRequest): Promise<AuditSamples> {
  const { audit, asKnownAt } = resolveView(await views.known(request), installation.clock(), request);
  return samplesOf(installation, audit, asKnownAt);
}

async function given(place: Place, view: ViewRequest, population: string) {
  const { of } = await samplesIn(place, view);
  return of(population).map(({ engagement, control, items }) => ({ engagement, control, items }));
}

async function shownSample(
  { views }: Place,
  view: ViewRequest,
  { items, ...sample }: PopulationSample,
  { id: population, sha256 }: Told<'population'>,
) {
  const { json } = await views.ask(view, 'population missing', { population, items });
  const { missing } = JSON.parse(json) as Told<'population missing'>;
  return { ...sample, same: sample.sha256 === sha256, missing: missing.length };
}

/** The filters of an address as a question has them. */
function plain<W extends { readonly sampled?: 'true' | undefined }>(wanted: W): Omit<W, 'sampled'> & { readonly sampled: boolean } {
  return { ...wanted, sampled: wanted.sampled === 'true' };
}

/** Rows of a download that are written at a time. */
const PART = 1_000;

interface Wanted {
  readonly population: string;
  readonly form: 'csv' | 'ndjson';
  readonly signal: AbortSignal;
}

type Filters = ViewRequest &
  Omit<Asked<'population part'>, 'population' | 'samples' | 'form' | 'offset' | 'limit' | 'sampled'> & { readonly sampled?: 'true' | undefined };

/** The parts of a download, one after the other. The first is there before anything is sent, so that what is refused is refused in words. */
async function partsOf(place: Place, query: Filters, { population, form, signal }: Wanted): Promise<AsyncIterable<string>> {
  const [view, filters] = ofView(query);
  const samples = await given(place, view, population);
  const ask = async (offset: number): Promise<Told<'population part'>> => {
    const { json } = await place.views.ask(view, 'population part', { ...plain(filters), population, form, samples, offset, limit: PART });
    return JSON.parse(json) as Told<'population part'>;
  };
  const first = await ask(0);
  return (async function* () {
    yield first.text;
    for (let offset = PART; offset < first.total && !signal.aborted; offset += PART) {
      const part = await ask(offset);
      // The download breaks off, and the browser says so: rows of two views in one file would be lost or doubled unseen.
      if (part.view !== first.view) throw new Error(`What is judged changed while ${population} was downloaded`);
      yield part.text;
    }
  })();
}

async function* prefixed(mark: string, parts: AsyncIterable<string>): AsyncGenerator<string> {
  yield mark;
  yield* parts;
}
