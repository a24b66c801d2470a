import type { Command } from 'commander';
import { examine } from '../engine/examine.ts';
import { withConfigured } from './configured.ts';
import { exitCodes } from './exit-codes.ts';
import { withData } from './options.ts';
import { clockNote, pageFor, paragraph } from './page.ts';
import { signs } from './paint.ts';
import { progressOn } from './progress.ts';
import type { Session } from './session.ts';

interface DoctorOptions {
  readonly data?: string;
  readonly config: string;
  readonly json?: boolean;
}

export function registerDoctor(program: Command, { io, exit }: Session): void {
  const command = program
    .command('doctor')
    .description('Examine the data directory: both logs entry by entry, the witnesses, the bytes that assessments promise, room on the disk.')
    .option('--json', 'print what was found as JSON');
  withData(command).action(async (options: DoctorOptions) => {
    const progress = progressOn(io, options.json === true);
    await withConfigured(io, options, async (installation) => {
      const found = await examine(installation, progress);
      progress.end();
      const page = pageFor(io, 'UTC');
      const lines = found.map(({ what, well, sentence }) => {
        const sign = well ? page.paint.state('pass', signs.pass) : page.paint.state('fail', signs.fail);
        return `${sign} ${paragraph(page, 2, `${what}: ${sentence}`).trimStart()}\n`;
      });
      const note = clockNote(page, installation.simulation !== null);
      io.out(options.json ? `${JSON.stringify(found, null, 2)}\n` : `${note}${lines.join('')}`);
      exit(found.every((one) => one.well) ? exitCodes.clear : exitCodes.exceptions);
    });
  });
}
