import type { Command } from 'commander';
import { Refusal } from '../kernel/refusal.ts';
import { openBrowser } from './listening.ts';
import { dataFolder } from './open.ts';
import { runningServer } from './running-server.ts';
import type { Session } from './session.ts';

interface OpenLinkOptions {
  readonly data?: string;
  readonly browser: boolean;
}

export function registerOpen(program: Command, session: Session): void {
  program
    .command('open')
    .description('Print a link that opens the pages of the running server, once, and open it in the browser.')
    .option('--data <folder>', 'the data directory (default: TICKMARK_DATA, or .tickmark)')
    .option('--no-browser', 'only print it')
    .action((options: OpenLinkOptions) => openCommand(session, options));
}

async function openCommand({ io }: Session, { data, browser }: OpenLinkOptions): Promise<void> {
  const server = await runningServer(io, data);
  if (server === null) throw new Refusal('open/not-served', `Nobody serves ${dataFolder(io, data)}. Run: tickmark serve`);
  const { address } = await server.call('POST /session/link', {});
  io.out(`${address}\n`);
  if (browser && io.errTerminal) openBrowser(address, io.settings.environment);
}
