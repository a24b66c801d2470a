import { pageOf } from '../../audit/views/page.ts';
import {
  addAuditor,
  askRequest,
  captureSettings,
  closeEngagement,
  commentRequest,
  drawSample,
  explainDifference,
  extendSample,
  freezePopulations,
  markItems,
  movePeriod,
  moveRequest,
  openEngagement,
  pinAgain,
} from '../../contract/engagement-acts.ts';
import { getEngagement, getSampleSize, listEngagementItems, listEngagements, startReperform } from '../../contract/engagements.ts';
import * as frozen from '../../engine/engagement-frozen.ts';
import { engagementReport } from '../../engine/engagement-report.ts';
import { decideSimply, publishedTables, requirePublished, sizeOfSample } from '../../engine/engagement-report-acts.ts';
import { engagementRows } from '../../engine/engagement-report-audits.ts';
import { itemsOfTest } from '../../engine/engagement-report-items.ts';
import { openPapers, type PapersReader } from '../../engine/engagement-report-papers.ts';
import { drawForControl, extendSample as extend, markCells } from '../../engine/engagement-tests.ts';
import { openEngagement as open, readEngagement } from '../../engine/engagements.ts';
import { methodText } from '../../engine/population-samples.ts';
import { reperform } from '../../engine/reperform.ts';
import type { SizeWanted } from '../../engine/sample-size.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { implement, type Place } from '../implement.ts';

const readers = new WeakMap<Place['installation'], PapersReader>();

/** Of one server, so that what cannot have changed is not read for every question. */
export function papersOf(place: Place): PapersReader {
  const known = readers.get(place.installation) ?? openPapers(place.installation);
  readers.set(place.installation, known);
  return known;
}

const reading = [
  implement(listEngagements, async ({ place }) => ({ rows: await engagementRows(place.installation) })),
  implement(getEngagement, async ({ place, params: { engagement } }) => ({
    ...engagementReport(await papersOf(place).read(engagement)),
    tables: [...publishedTables],
  })),
  implement(listEngagementItems, async ({ place, params: { engagement }, query: { control, population, show, text, ...wanted } }) => {
    const papers = await papersOf(place).read(engagement);
    const { rows, shown } = itemsOfTest(papers, { control, population, show, text });
    return pageOf({ id: papers.version }, JSON.stringify([control, population, show, text ?? '']), rows, wanted, shown);
  }),
  implement(getSampleSize, async ({ place, params: { engagement: id }, query: { control, population, ...wanted } }) => {
    const { method, ...told } = await sizeOfSample(place.installation, { id, control, population }, oneWay(wanted));
    return { ...told, method: methodText(method) };
  }),
  implement(startReperform, async ({ place: { installation, work }, params: { engagement } }) => {
    const { state } = await readEngagement(installation, engagement);
    if (state.frozen.length === 0)
      throw new Refusal('engagement/not-frozen', 'Nothing is frozen yet, so there is nothing to do again. Freeze populations first.');
    return work.start('reperform', `Doing the engagement ${engagement} again`, async (progress) => ({
      done: await reperform(installation, engagement, (sentence) => progress(sentence)),
    }));
  }),
];

interface Size {
  readonly table?: string | undefined;
  readonly level: 'low' | 'typical' | 'high';
  readonly confidence?: number | undefined;
  readonly tolerableRate?: number | undefined;
  readonly expectedDeviations: number;
}

function oneWay({ table, level, confidence, tolerableRate, expectedDeviations }: Size): SizeWanted {
  if (table !== undefined && confidence === undefined) return { by: 'table', table, level };
  if (table === undefined && confidence !== undefined && tolerableRate !== undefined)
    return { by: 'confidence', confidence, tolerableRate, expectedDeviations };
  throw new Refusal('sampling/one-way', 'Say how many items in one way: by a table, or by a confidence with a tolerable rate.');
}

const opening = [
  implement(openEngagement, async ({ place, body }) => {
    const { frozen: _, ...state } = await open(place.installation, body);
    return told(body.id, `Opened with ${state.firm} for ${state.audit}; ${Object.keys(state.pins.controls).length} controls are pinned.`);
  }),
  implement(addAuditor, async ({ place, params: { engagement: id }, body: { auditor, by } }) => {
    await decideSimply(place.installation, id, by, { type: 'add-auditor', auditor });
    return told(id, `${auditor.name} is an auditor of this engagement now.`);
  }),
  implement(movePeriod, async ({ place, params: { engagement: id }, body }) => {
    const { period } = await frozen.movePeriod(place.installation, { id, ...body });
    return told(id, `The period is now ${period.first} to ${period.last}. What was frozen and drawn before is void, and stays on record.`);
  }),
  implement(pinAgain, async ({ place, params: { engagement: id }, body }) => {
    const { pins } = await frozen.pinAgain(place.installation, { id, ...body });
    return told(id, `Pinned again, as Tickmark ${pins.tickmark} judged: ${Object.keys(pins.checks).length} checks.`);
  }),
  implement(closeEngagement, async ({ place, params: { engagement: id }, body: { reason, by } }) => {
    await decideSimply(place.installation, id, by, { type: 'close', reason });
    return told(id, 'The engagement is closed.');
  }),
];

const freezing = [
  implement(freezePopulations, async ({ place, params: { engagement: id }, body }) => {
    const state = await frozen.freezePopulations(place.installation, { id, ...body });
    return told(id, `${new Set(state.frozen.map((one) => one.population)).size} populations are frozen.`);
  }),
  implement(captureSettings, async ({ place, params: { engagement: id }, body }) => {
    const { settings } = await frozen.captureSettings(place.installation, { id, ...body });
    return told(id, `${settings.at(-1)?.settings.length ?? 0} settings are captured, ${settings.at(-1)?.timing ?? ''} the period.`);
  }),
  implement(explainDifference, async ({ place, params: { engagement: id }, body }) => {
    await frozen.explainDifference(place.installation, { id, ...body });
    return told(id, 'The explanation is sealed; the difference itself stays.');
  }),
];

const testing = [
  implement(drawSample, async ({ place, params: { engagement: id }, body: { size, strata, ...where } }) => {
    const { sample, of } = await drawForControl(place.installation, { id, ...where }, requirePublished(size), strata);
    return told(id, `${sample.items.length} of ${of} items are drawn.`);
  }),
  implement(extendSample, async ({ place, params: { engagement: id }, body: { more, reason, ...where } }) => {
    await extend(place.installation, { id, ...where }, more, reason);
    return told(id, `${more} ${more === 1 ? 'item is' : 'items are'} added.`);
  }),
  implement(markItems, async ({ place, params: { engagement: id }, body }) => {
    await markCells(place.installation, { id, ...body });
    return told(id, `${body.items.length} ${body.items.length === 1 ? 'item is' : 'items are'} marked.`);
  }),
];

const requests = [
  implement(askRequest, async ({ place, params: { engagement: id }, body: { by, ...asked } }) => {
    const { requests: all } = await decideSimply(place.installation, id, by, { type: 'request', ...asked });
    return told(id, `Asked as ${all.at(-1)?.request ?? ''}.`);
  }),
  implement(moveRequest, async ({ place, params: { engagement: id, request }, body: { by, ...said } }) => {
    await decideSimply(place.installation, id, by, { type: 'move-request', request, ...said });
    return told(id, `${request} is ${said.state}.`);
  }),
  implement(commentRequest, async ({ place, params: { engagement: id, request }, body: { by, comment } }) => {
    await decideSimply(place.installation, id, by, { type: 'comment', request, comment });
    return told(id, `Said to ${request}.`);
  }),
];

function told(engagement: string, sentence: string) {
  return { engagement, sentence };
}

export const engagements = [...reading, ...opening, ...freezing, ...testing, ...requests];
