import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { sampleSize } from '../audit/sampling/exact.ts';
import { readFirmTable } from '../audit/sampling/firm-table.ts';
import { sizeByFrequency, sizeByPopulation } from '../audit/sampling/size-by-table.ts';
import {
  type FirmTable,
  type Level,
  type PublishedFrequencyTable,
  publishedFrequencyTables,
  publishedPopulationTables,
} from '../audit/sampling/tables.ts';
import { allControls } from '../controls/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Method } from '../workflows/engagements/engagement-events.ts';

/** How the auditor says how many items are to be looked at. */
export type SizeWanted =
  | { readonly by: 'table'; readonly table: string; readonly level: Level }
  | { readonly by: 'confidence'; readonly confidence: number; readonly tolerableRate: number; readonly expectedDeviations: number }
  | { readonly by: 'judgement'; readonly size: number; readonly why: string };

export interface Sized {
  readonly size: number;
  readonly method: Method;
  /** What a reader must know about how the size was read; null where nothing needs saying. */
  readonly note: string | null;
}

/** How many of so many items, and why that many. @throws Refusal `sampling/…` */
export async function sizeFor(wanted: SizeWanted, control: string, population: number): Promise<Sized> {
  if (wanted.by === 'judgement') return { size: Math.min(wanted.size, population), method: { by: 'judgement', why: wanted.why }, note: null };
  if (wanted.by === 'table') return byTable(wanted, control, population);
  const { confidence, tolerableRate, expectedDeviations } = wanted;
  const size = population === 0 ? 0 : sampleSize({ population, confidence, tolerableRate, expectedDeviations });
  return { size, method: { by: 'confidence', confidence, tolerableRate, expectedDeviations }, note: null };
}

async function byTable({ table: name, level }: Extract<SizeWanted, { by: 'table' }>, control: string, population: number): Promise<Sized> {
  const table = await tableNamed(name);
  if (table.kind === 'population') {
    const { size, note } = sizeByPopulation(table, population);
    return { size, note, method: { by: 'table', table: table.name, frequency: null, level } };
  }
  const frequency = allControls.find((one) => one.id === control)?.frequency ?? 'each-time';
  const { size, note } = sizeByFrequency(table, frequency, level, population);
  return { size, note, method: { by: 'table', table: table.name, frequency, level } };
}

/** A published table by its name, or the firm's own in a file (YAML or JSON). */
async function tableNamed(name: string): Promise<PublishedFrequencyTable | FirmTable> {
  const published = [...publishedFrequencyTables, ...publishedPopulationTables].find((one) => one.name === name);
  if (published) return published;
  if (/\.(ya?ml|json)$/.test(name)) return readFirmTable(parsed(name, await readTable(name)));
  const names = [...publishedFrequencyTables, ...publishedPopulationTables].map((one) => one.name).join(', ');
  throw new Refusal('sampling/no-table', `There is no table "${name}". There are: ${names}; or give the firm's own in a .yaml file.`);
}

async function readTable(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Refusal('sampling/no-table', `The table ${path} cannot be read (${error.code ?? error.message}).`);
  });
}

function parsed(path: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Refusal(
      'sampling/no-table',
      `The table ${path} is not well-formed YAML: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
  }
}
