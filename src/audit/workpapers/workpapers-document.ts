import { type Block, type Document, flag, heading, list, paragraph } from '../documents/document.ts';
import { longPeriod, momentText } from '../drafts/dates.ts';
import { sentence } from '../drafts/wording.ts';
import { counted, figure, listed } from '../report/wording.ts';
import { changeWords, populationTable } from './document-populations.ts';
import { requestTable, settingsTable } from './document-requests.ts';
import { controlBlocks } from './document-tests.ts';
import { sampleSentence } from './wording.ts';
import type { EngagementPaper, VoidedPaper, Workpapers } from './workpapers.ts';

/** The workpapers as a document for people. Every item stands in the matrices beside it; here stand the results, and what is out of the ordinary. */
export function workpapersDocument(papers: Workpapers): Document {
  const { engagement, notes } = papers;
  const { organization, period, simulated, newest } = engagement;
  return {
    title: 'Auditor’s workpapers',
    subtitle: `${organization.name}, ${longPeriod(period.first, period.last)}`,
    organization: organization.name,
    asOf: newest.horizon,
    simulated,
    contents: true,
    notes: [...about, ...notes],
    particulars: particulars(engagement),
    blocks: blocks(papers),
  };
}

const about = [
  'What was frozen, drawn and marked in the engagement, beside what Tickmark judged item by item. Marks and notes are the auditor’s own: where there is none, none is filled in.',
  'A limit is arithmetic from the items tested. What it means for a control or a criterion is for the auditor to say.',
];

function particulars(engagement: EngagementPaper): Document['particulars'] {
  const { id, audit, firm, auditors, period, categories, pins, opened, closed, newest } = engagement;
  const moment = (at: string) => momentText(at, period.zone);
  return [
    { label: 'Engagement', text: `${id}, with the audit ${audit}` },
    { label: 'Firm', text: firm },
    { label: 'Auditors', text: listed(auditors.map((one) => `${one.name} (${one.id})`)) },
    { label: period.type === 1 ? 'Date' : 'Period', text: `${longPeriod(period.first, period.last)}, as days of ${period.zone}` },
    { label: 'Categories', text: listed(categories) },
    {
      label: 'Pinned',
      text: `Tickmark ${pins.tickmark}, ${counted(Object.keys(pins.controls).length, 'control')}, ${counted(Object.keys(pins.checks).length, 'check')}`,
    },
    { label: 'Opened', text: `${moment(opened.at)}, by ${opened.by}` },
    { label: 'Closed', text: closed === null ? 'not closed' : `${moment(closed.at)}, by ${closed.by}: ${closed.reason}` },
    {
      label: 'Newest assessment',
      text: `of ${figure(newest.treeSize)} sealed entries, known up to ${moment(newest.horizon)}, judged by Tickmark ${newest.tickmark}`,
    },
  ];
}

function blocks(papers: Workpapers): readonly Block[] {
  const { engagement, settings, populations, controls, requests, voided } = papers;
  const { zone } = engagement.period;
  return [
    ...flags(papers),
    heading(1, 'Populations'),
    populationTable(populations, zone),
    heading(1, 'Settings'),
    ...settingsTable(settings, zone),
    ...controls.flatMap((one) => controlBlocks(one, papers)),
    heading(1, 'Requests'),
    requestTable(requests, zone),
    heading(1, 'Void work'),
    ...voidedBlocks(voided),
    ...unplacedBlocks(papers),
  ];
}

function flags({ engagement, populations, controls }: Workpapers): readonly Block[] {
  const changed = populations.flatMap(({ title, changedSince }) => (changedSince === null ? [] : [flag(`${title}: ${changeWords(changedSince)}`)]));
  const counts = controls.flatMap((one) => one.tests).map((one) => one.counts);
  const unmarked = counts.reduce((sum, one) => sum + one.unmarked, 0);
  const cells = counts.reduce((sum, one) => sum + one.items, 0);
  if (unmarked === 0 || engagement.closed !== null) return changed;
  return [
    ...changed,
    flag(`${figure(unmarked)} of ${counted(cells, 'cell')} (an item and what is asked of it) ${unmarked === 1 ? 'bears' : 'bear'} no mark.`),
  ];
}

function voidedBlocks(voided: readonly VoidedPaper[]): readonly Block[] {
  if (voided.length === 0) return [paragraph('The period was never moved.')];
  return voided.flatMap(({ reason, period, frozen, samples }) => [
    paragraph(`The period was ${longPeriod(period.first, period.last)} (${period.zone}) before it was moved: ${sentence(reason)}`),
    list([
      ...frozen.map((one) => `${one.population}: frozen with ${counted(one.items, 'item')}, void`),
      ...samples.map((one) => `${one.control}, ${one.population}: ${counted(one.items.length, 'item')} drawn, seed ${one.seed}, void`),
    ]),
  ]);
}

function unplacedBlocks({ unplaced: { marks, samples } }: Workpapers): readonly Block[] {
  if (marks.length + samples.length === 0) return [];
  return [
    heading(1, 'Work that belongs to no test'),
    paragraph('Its control is no longer pinned, or no check asks this of the population any more. It is kept here and counted nowhere.'),
    list([
      ...samples.map((one) => `${one.control}, ${one.population}: ${sampleSentence(one, null)}`),
      ...marks.map(
        (one) =>
          `${one.control}, ${one.population}, ${one.item}, ${one.attribute}: ${one.marks.map(({ mark, by }) => `${mark} (${by})`).join(', then ')}`,
      ),
    ]),
  ];
}
