import { Command } from 'commander';
import { vi } from 'vitest';
import { tickmark } from '../support/cli.ts';

/**
 * Reads a command line as the program does, and stops where it would begin to act. `…` stands for what a reader writes there: what comes
 * behind it may be missing.
 * @returns what the program says against it; null: it takes it
 */
export async function refusalOf(args: readonly string[], folder: string): Promise<string | null> {
  const open = args.findIndex((word) => word.includes('…'));
  const given = open === -1 ? args : args.slice(0, open);
  let taken = false;
  const { action } = Command.prototype;
  const spy = vi.spyOn(Command.prototype, 'action').mockImplementation(function (this: Command) {
    return action.call(this, () => {
      taken = true;
    });
  });
  try {
    const { code, err, out } = await tickmark(given, { folder });
    if (taken || isHelp(given, code, out)) return null;
    const missing = /error: (missing required argument|required option|option '.*' argument missing)/.test(err);
    return open !== -1 && missing ? null : err;
  } finally {
    spy.mockRestore();
  }
}

function isHelp(args: readonly string[], code: number, out: string): boolean {
  return code === 0 && out !== '' && (args.includes('--help') || args.includes('--version') || args.length === 0);
}
