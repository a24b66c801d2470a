import type { Command } from 'commander';
import type { CollectReport } from '../engine/collect.ts';
import { allFailed, anyIncomplete, collectText, collectWith } from './collected.ts';
import { configured } from './configured.ts';
import { exitCodes } from './exit-codes.ts';
import { withInstallation } from './open.ts';
import { withData } from './options.ts';
import { clockNote, pageFor } from './page.ts';
import { progressOn } from './progress.ts';
import { followWork, type RunningServer, runningServer, sayWho } from './running-server.ts';
import type { Session } from './session.ts';

interface CollectOptions {
  readonly config: string;
  readonly data?: string;
  readonly json?: boolean;
}

export function registerCollect(program: Command, session: Session): void {
  const command = program
    .command('collect')
    .description('Look at everything that tickmark.yaml names. What is new is written and sealed; what cannot be seen is written too.')
    .option('--json', 'print what each look found as JSON')
    .addHelpText('after', '\nExit codes: 0 everything was seen, 2 nothing could be looked at,\n3 something could not be seen.');
  withData(command).action((options: CollectOptions) => collectCommand(session, options));
}

async function collectCommand(session: Session, options: CollectOptions): Promise<void> {
  const server = await runningServer(session.io, options.data);
  if (server !== null) return collectThere(session, options, server);
  const { io } = session;
  const { configuration, organizationName, witnesses } = await configured(io, { ...options, required: true });
  const progress = progressOn(io, options.json === true);
  await withInstallation(io, { data: options.data, organizationName, witnesses }, async (installation) => {
    const report = await collectWith(installation, configuration?.connections ?? [], io, progress);
    told(session, options, { report, simulated: installation.simulation !== null });
  });
}

/** A directory that is served is looked at by the process that serves it. */
async function collectThere(session: Session, options: CollectOptions, server: RunningServer): Promise<void> {
  const { io } = session;
  sayWho(io, server);
  const { simulated } = await server.call('GET /session', {});
  const started = await server.call('POST /work/collect', { body: {} });
  const report = (await followWork(io, server, { started, progress: progressOn(io, options.json === true) })) as CollectReport;
  told(session, options, { report, simulated });
}

interface Collected {
  readonly report: CollectReport;
  readonly simulated: boolean;
}

function told({ io, exit }: Session, options: CollectOptions, { report, simulated }: Collected): void {
  const entries = `${report.treeSize.toLocaleString('en-US')} entries in the ledger.\n`;
  const note = clockNote(pageFor(io, 'UTC'), simulated);
  const json = { ...(simulated && { simulated }), ...report };
  io.out(options.json ? `${JSON.stringify(json, null, 2)}\n` : `${note}${collectText(report, io)}\n${entries}`);
  if (allFailed(report)) exit(exitCodes.couldNotLook);
  else if (anyIncomplete(report)) exit(exitCodes.onlyUnknown);
}
