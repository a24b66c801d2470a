import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { workpapersOf } from '../../engine/workpapers.ts';
import { writeFolder } from '../folder-out.ts';
import { counted, paragraph } from '../page.ts';
import type { Session } from '../session.ts';
import { answering, type CommonOptions, reading } from './run.ts';

interface WorkpapersOptions extends CommonOptions {
  readonly out: string;
  readonly replace?: boolean;
}

/** Writes the workpapers of an engagement. */
export function registerWorkpapers(group: Command, session: Session): void {
  const { io } = session;
  reading(group, 'workpapers', 'Write the workpapers: every item and attribute with the machine’s outcome and the auditor’s mark.')
    .requiredOption('--out <folder>', 'the folder to write')
    .option('--replace', 'replace what stands there')
    .action((id: string, options: WorkpapersOptions) => {
      const out = resolve(io.folder, options.out);
      return answering(session, options, async (installation) => writeFolder(out, await workpapersOf(installation, id), options.replace === true), {
        json: (files) => ({ out, files }),
        text: (files, page) => `${paragraph(page, 0, `Wrote ${counted(files.length, 'file')} to ${out}. Open ${join(out, 'workpapers.pdf')}.`)}\n`,
      });
    });
}
