import type { Command } from 'commander';
import { type Assessed, assess } from '../engine/assess.ts';
import { refuseUnlooked } from '../engine/looked.ts';
import { rejudge } from '../engine/rejudge.ts';
import { isoInstant } from '../kernel/time.ts';
import { withConfigured } from './configured.ts';
import { exitCodeOf, failOn } from './exit-codes.ts';
import type { Io } from './io.ts';
import { withData, withPeriod, withResult } from './options.ts';
import { clockNote, counted, pageFor, paragraph } from './page.ts';
import { progressOn } from './progress.ts';
import { resultJson } from './result-json.ts';
import { resultText } from './result-text.ts';
import { followWork, type RunningServer, runningServer, sayWho } from './running-server.ts';
import type { Session } from './session.ts';
import { readInstant } from './state.ts';

interface AssessOptions {
  readonly audit?: string;
  readonly period?: string;
  readonly asKnownAt?: string;
  readonly again?: boolean;
  readonly data?: string;
  readonly config: string;
  readonly json?: boolean;
  readonly failOn: string;
}

export function registerAssess(program: Command, session: Session): void {
  const command = program
    .command('assess')
    .description('Judge every check over the period and seal the result in the ledger.')
    .option('--as-known-at <instant>', 'judge what was known then')
    .option('--again', 'judge the facts of the last sealed assessment with today’s checks, and show what is judged differently; seals nothing');
  withResult(withPeriod(withData(command))).action((options: AssessOptions) => (options.again ? again(session, options) : first(session, options)));
}

async function first(session: Session, options: AssessOptions): Promise<void> {
  const { io } = session;
  failOn(options.failOn);
  const server = await runningServer(io, options.data);
  if (server !== null) return told(session, options, await assessThere(io, options, server));
  const asKnownAt = options.asKnownAt === undefined ? undefined : readInstant(options.asKnownAt);
  const progress = progressOn(io, options.json === true);
  await withConfigured(io, options, async (installation) => {
    await refuseUnlooked(installation);
    const sealed = await assess(installation, { audit: options.audit, period: options.period, asKnownAt, onProgress: progress });
    progress.end();
    const { size, recorded } = sealed.checkpoint;
    told(session, options, { ...sealed, checkpoint: { size, recorded: isoInstant(recorded) } });
  });
}

/** A directory that is served is judged by the process that serves it. */
async function assessThere(io: Io, { audit, period, asKnownAt, json }: AssessOptions, server: RunningServer): Promise<SealedHere> {
  sayWho(io, server);
  const [from, until] = period?.split('..') ?? [];
  const days = until === undefined ? { on: from } : { from, until };
  const known = asKnownAt === undefined ? undefined : isoInstant(readInstant(asKnownAt));
  const started = await server.call('POST /work/assess', { body: { audit, ...days, asKnownAt: known } });
  const { entry } = (await followWork(io, server, { started, progress: progressOn(io, json === true) })) as { entry: string };
  const answer = await server.call('GET /assessments/{assessment}', { params: { assessment: entry }, query: {} });
  return answer as unknown as SealedHere;
}

/** What was sealed, wherever that was done. */
interface SealedHere extends Assessed {
  readonly entry: string;
  readonly checkpoint: { readonly size: number; readonly recorded: string };
}

function told({ io, exit }: Session, options: AssessOptions, sealed: SealedHere): void {
  const { size, recorded } = sealed.checkpoint;
  const page = pageFor(io, sealed.summary.period.zone);
  const sentence = `Sealed as entry ${sealed.entry}, under the checkpoint of ${size.toLocaleString('en-US')} entries (${recorded}).`;
  const seal = `\n${paragraph(page, 0, sentence)}\nNext: tickmark export --out package\n`;
  io.out(options.json ? `${JSON.stringify(resultJson(sealed), null, 2)}\n` : `${resultText(sealed, io)}${seal}`);
  exit(exitCodeOf(sealed.summary, failOn(options.failOn)));
}

async function again({ io, exit }: Session, options: AssessOptions): Promise<void> {
  await withConfigured(io, options, async (installation) => {
    const { before, after, differences, newChecks } = await rejudge(installation, options);
    if (options.json)
      io.out(
        `${JSON.stringify({ ...(after.simulated === true && { simulated: true }), treeSize: before.treeSize, differences, newChecks }, null, 2)}\n`,
      );
    else {
      const page = pageFor(io, after.period.zone);
      io.out(clockNote(page, after.simulated === true));
      io.out(`Facts of ${before.treeSize.toLocaleString('en-US')} entries, judged by Tickmark ${before.tickmark} and again by ${after.tickmark}.\n`);
      io.out(
        differences.length === 0
          ? 'Nothing is judged differently.\n'
          : differences.map((one) => `${paragraph(page, 2, `${one.check}  ${one.item}: ${one.sentence}`).trimStart()}\n`).join(''),
      );
      if (newChecks.length > 0)
        io.out(`${paragraph(page, 0, `${counted(newChecks.length, 'check')} did not exist then: ${newChecks.join(', ')}.`)}\n`);
    }
    exit(differences.length === 0 ? 0 : 1);
  });
}
