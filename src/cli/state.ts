import type { Command } from 'commander';
import { look } from '../engine/assess.ts';
import { refuseUnlooked } from '../engine/looked.ts';
import { calendarDate, startOfDay, zone } from '../kernel/calendar.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Instant, parseInstant } from '../kernel/time.ts';
import { withConfigured } from './configured.ts';
import { exitCodeOf, failOn } from './exit-codes.ts';
import { withData, withResult } from './options.ts';
import { resultJson } from './result-json.ts';
import type { Session } from './session.ts';
import { stateText } from './state-text.ts';

interface StateOptions {
  readonly at?: string;
  readonly asKnownAt?: string;
  readonly data?: string;
  readonly config: string;
  readonly json?: boolean;
  readonly failOn: string;
}

export function registerState(program: Command, { io, exit }: Session): void {
  const command = program
    .command('state')
    .description('Say what each check says at one instant: today, or any instant of the past.')
    .option('--at <instant>', '2025-06-30T12:00:00Z, or a day (its first instant, UTC); default: now')
    .option('--as-known-at <instant>', 'answer from what was known then');
  withResult(withData(command)).action(async (options: StateOptions) => {
    const on = failOn(options.failOn);
    const given = options.at === undefined ? undefined : readInstant(options.at);
    const asKnownAt = options.asKnownAt === undefined ? undefined : readInstant(options.asKnownAt);
    await withConfigured(io, options, async (installation) => {
      await refuseUnlooked(installation);
      const at = given ?? installation.clock();
      const assessed = await look(installation, { at, asKnownAt });
      io.out(options.json ? `${JSON.stringify(resultJson(assessed), null, 2)}\n` : stateText(assessed, at, io));
      exit(exitCodeOf(assessed.summary, on));
    });
  });
}

/** @throws Refusal for what is neither an instant nor a day */
export function readInstant(text: string): Instant {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return startOfDay(calendarDate(text), zone('UTC'));
  try {
    return parseInstant(text);
  } catch {
    throw new Refusal('cli/instant', `"${text}" is not an instant. Write 2025-06-30T12:00:00Z, with an offset, or a day.`);
  }
}
