import type { Command } from 'commander';
import { drawForControl, extendSample, markCell } from '../../engine/engagement-tests.ts';
import type { SizeWanted } from '../../engine/sample-size.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { type Mark, marks } from '../../workflows/engagements/engagement-events.ts';
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
  readonly item: string;
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
    .action((id: string, options: SampleOptions) =>
      answering(
        session,
        options,
        (installation) => drawForControl(installation, { id, by: options.as, ...options }, sizeWanted(options), count('strata', options.strata)),
        { json: drawnJson, text: drawnText, zone: ({ state }) => state.period.zone },
      ),
    );
  placed(onEngagement(group, 'extend', 'Add the next items of the same ranking to a sample.'))
    .requiredOption('--more <count>', 'how many')
    .requiredOption('--reason <text>', 'why')
    .action((id: string, options: PlaceOptions & { more: string; reason: string }) =>
      answering(
        session,
        options,
        (installation) => extendSample(installation, { id, by: options.as, ...options }, count('more', options.more), options.reason),
        {
          json: (state) => engagementJson(id, state),
          text: (state, page) => extendedText(state, options, page),
        },
      ),
    );
  placed(onEngagement(group, 'mark', 'The auditor’s own mark on one item and attribute. The machine’s outcome stays beside it.'))
    .requiredOption('--item <key>', 'the item, as workpapers print it')
    .requiredOption('--attribute <check>', 'the check that was asked of it')
    .requiredOption('--mark <mark>', marks.join(', '))
    .option('--note <text>', 'needed where the mark is no plain acceptance of a pass', '')
    .action((id: string, options: MarkOptions) =>
      answering(session, options, (installation) => markCell(installation, { id, by: options.as, ...options, mark: readMark(options.mark) }), {
        json: (state) => engagementJson(id, state),
        text: (state, page) => markedText(state, options, page),
      }),
    );
}

function placed(command: Command): Command {
  return command.requiredOption('--control <id>', 'the control').requiredOption('--population <id>', 'the population');
}

/** @throws Refusal unless exactly one way is given */
function sizeWanted({ table, level, confidence, tolerable, expected, size, why }: SampleOptions): SizeWanted {
  const ways = [table, confidence, size].filter((one) => one !== undefined);
  if (ways.length !== 1)
    throw new Refusal('cli/sample', 'Say how many items in one way: --table NAME, or --confidence 95 --tolerable 10, or --size N --why REASON.');
  if (table !== undefined) return { by: 'table', table, level: readLevel(level) };
  if (size !== undefined) return { by: 'judgement', size: count('size', size), why: why ?? '' };
  if (tolerable === undefined) throw new Refusal('cli/sample', 'A size by confidence needs --tolerable, such as 10 (per cent).');
  return {
    by: 'confidence',
    confidence: percent('confidence', confidence as string),
    tolerableRate: percent('tolerable', tolerable),
    expectedDeviations: count('expected', expected),
  };
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

function count(option: string, text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new Refusal('cli/count', `--${option} takes a whole number, not "${text}".`);
  return Number(text);
}

function percent(option: string, text: string): number {
  const value = /^\d{1,2}(\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0 && value < 100) return value / 100;
  throw new Refusal('cli/percent', `--${option} takes a per cent between 0 and 100, such as 95, not "${text}".`);
}
