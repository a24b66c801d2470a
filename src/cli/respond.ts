import type { Command } from 'commander';
import { respond } from '../engine/responses.ts';
import { withConfigured } from './configured.ts';
import { withActor, withData } from './options.ts';
import { pageFor, paragraph } from './page.ts';
import type { Session } from './session.ts';

interface Options {
  readonly as: string;
  readonly check: string;
  readonly item: string;
  readonly cause: string;
  readonly response: string;
  readonly action?: string;
  readonly due?: string;
  readonly audit?: string;
  readonly data?: string;
  readonly config: string;
  readonly json?: boolean;
}

/** `tickmark respond`: what management says to an exception. */
export function registerRespond(program: Command, { io }: Session): void {
  const command = program
    .command('respond')
    .description('Seal what management says to an exception: its cause, the response, and what is done by when.')
    .requiredOption('--check <id>', 'the check')
    .requiredOption('--item <key>', 'the item that failed, as reports print it')
    .requiredOption('--cause <text>', 'why it happened')
    .requiredOption('--response <text>', 'what management says to it')
    .option('--action <text>', 'what will be done')
    .option('--due <day>', 'by when')
    .option('--audit <id>', 'of the assessment (default: the newest)')
    .option('--json', 'print it as JSON');
  withActor(withData(command)).action(async (options: Options) => {
    await withConfigured(io, options, async (installation) => {
      const { audit, check, item, cause, response, action = null, due = null, as: by } = options;
      const { state } = await respond(installation, { audit, check, item, cause, response, action, due, by });
      if (options.json) return io.out(`${JSON.stringify(state, null, 2)}\n`);
      const again = (state?.earlier ?? 0) > 0 ? ' It takes the place of an earlier response, which stays on record.' : '';
      io.out(
        `${paragraph(pageFor(io, 'UTC'), 0, `Sealed: ${by} on ${item} of ${check}.${again} The exception stays an exception; reports print the response beside it.`)}\n`,
      );
    });
  });
}
