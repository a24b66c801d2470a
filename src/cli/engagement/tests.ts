import { resolve } from 'node:path';
import type { Command } from 'commander';
import { drawForControl, extendSample, markCells } from '../../engine/engagement-tests.ts';
import type { SizeWanted } from '../../engine/sample-size.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { type Mark, marks } from '../../workflows/engagements/engagement-events.ts';
import { collectValues } from '../options.ts';
import type { Session } from '../session.ts';
import { answering, type CommonOptions, onEngagement } from './run.ts';
import { drawnJson, drawnText, engagementJson, extendedText, markedText } from './text.ts';

interface PlaceOptions extends CommonOptions {
  readonly control: string;
  readonly population: string;
}

interface SampleOptions extends PlaceOptions {
  readonly table?: string;
  readonly level: string;
  readonly confidence?: string;
  readonly tolerable?: string;
  readonly expected: string;
  readonly size?: string;
  readonly why?: string;
  readonly strata: string;
}

interface MarkOptions extends PlaceOptions {
  readonly item: readonly string[];
  readonly attribute: string;
  readonly mark: string;
  readonly note: string;
}

/** What the auditor tests: samples and marks. Without a sample, all items are tested. */
export function registerTests(group: Command, session: Session): void {
  placed(onEngagement(group, 'sample', 'Draw the sample of a control from a frozen population, for good. Without one, all items are tested.'))
    .option('--table <name>', 'the size by a table: a published one, or a file of the firm’s own (.yaml)')
    .option('--level <level>', 'of the table: low, typical or high', 'typical')
    .option('--confidence <percent>', 'the size by calculation: this confidence, such as 95 …')
    .option('--tolerable <percent>', '… that the deviation rate is below this, such as 10')
    .option('--expected <count>', '… with so many deviations expected', '0')
    .option('--size <count>', 'the size by the auditor’s judgement')
    .option('--why <text>', 'the reason for it')
    .option('--strata <count>', 'spread over so many equal parts of the period', '1')
    .action((id: string, options: SampleOptions) => {
      const wanted = sizeWanted(options, session.io.folder);
      const strata = count('strata', options.strata, 1);
      return answering(session, options, (installation) => drawForControl(installation, { id, by: options.as, ...options }, wanted, strata), {
        json: drawnJson,
        text: drawnText,
        zone: ({ state }) => state.period.zone,
      });
    });
  placed(onEngagement(group, 'extend', 'Add the next items of the same ranking to a sample.'))
    .requiredOption('--more <count>', 'how many')
    .requiredOption('--reason <text>', 'why')
    .action((id: string, options: PlaceOptions & { more: string; reason: string }) => {
      const more = count('more', options.more, 1);
      return answering(session, options, (installation) => extendSample(installation, { id, by: options.as, ...options }, more, options.reason), {
        json: (state) => engagementJson(id, state),
        text: (state, page) => extendedText(state, options, page),
      });
    });
  placed(onEngagement(group, 'mark', 'The auditor’s own mark on items, for one attribute. The machine’s outcome stays beside it.'))
    .requiredOption('--item <key>', 'an item, as workpapers print it; repeat for more: all are marked, or none', collectValues)
    .requiredOption('--attribute <check>', 'the check that was asked of it')
    .requiredOption('--mark <mark>', marks.join(', '))
    .option('--note <text>', 'needed where the mark is no plain acceptance of a pass', '')
    .action((id: string, options: MarkOptions) => {
      const mark = readMark(options.mark);
      return answering(session, options, (installation) => markCells(installation, { id, by: options.as, ...options, items: options.item, mark }), {
        json: (state) => engagementJson(id, state),
        text: (state, page) => markedText(state, options, page),
      });
    });
}

function placed(command: Command): Command {
  return command.requiredOption('--control <id>', 'the control').requiredOption('--population <id>', 'the population');
}

/** @throws Refusal unless exactly one way is given */
function sizeWanted({ table, level, confidence, tolerable, expected, size, why }: SampleOptions, folder: string): SizeWanted {
  const ways = [table, confidence, size].filter((one) => one !== undefined);
  if (ways.length !== 1)
    throw new Refusal('cli/sample', 'Say how many items in one way: --table NAME, or --confidence 95 --tolerable 10, or --size N --why REASON.');
  if (table !== undefined) return { by: 'table', table: tableAt(table, folder), level: readLevel(level) };
  if (size !== undefined) return { by: 'judgement', size: count('size', size, 1), why: why ?? '' };
  if (tolerable === undefined) throw new Refusal('cli/sample', 'A size by confidence needs --tolerable, such as 10 (per cent).');
  return {
    by: 'confidence',
    confidence: percent('confidence', confidence as string, LEAST_CONFIDENCE),
    tolerableRate: percent('tolerable', tolerable),
    expectedDeviations: count('expected', expected),
  };
}

/** A sample is drawn for good: 0.95, written for 95 per cent, would be one of a single item. */
const LEAST_CONFIDENCE = 50;

/** A file of the firm's own stands where the command is typed. */
function tableAt(table: string, folder: string): string {
  return /\.(ya?ml|json)$/.test(table) ? resolve(folder, table) : table;
}

function readLevel(level: string): 'low' | 'typical' | 'high' {
  if (level === 'low' || level === 'typical' || level === 'high') return level;
  throw new Refusal('cli/sample', `--level is low, typical or high, not "${level}".`);
}

function readMark(mark: string): Mark {
  const found = marks.find((one) => one === mark);
  if (found) return found;
  throw new Refusal('cli/mark', `--mark is ${marks.join(', ')}, not "${mark}".`);
}

function count(option: string, text: string, least = 0): number {
  if (/^\d{1,7}$/.test(text) && Number(text) >= least) return Number(text);
  throw new Refusal('cli/count', `--${option} takes a whole number${least > 0 ? `, ${least} or more` : ''}, not "${text}".`);
}

function percent(option: string, text: string, least = 0): number {
  const value = /^\d{1,2}(\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0 && value >= least && value < 100) return value / 100;
  throw new Refusal('cli/percent', `--${option} takes a per cent between ${least} and 100, such as ${least > 0 ? 95 : 10}, not "${text}".`);
}
