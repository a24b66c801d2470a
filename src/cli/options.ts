import type { Command } from 'commander';

/** For an option that may be given several times. */
export function collectValues(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Options that several commands share, worded once. */
export function withData(command: Command): Command {
  return command
    .option('--data <folder>', 'the data directory (default: TICKMARK_DATA, or .tickmark)')
    .option('--config <file>', 'names the connections', 'tickmark.yaml');
}

export function withPeriod(command: Command): Command {
  return command
    .option('--audit <id>', 'an audit that records/scope.yaml names (default: the Type 2 audit that began last)')
    .option('--period <dates>', 'judge these days instead, both included: 2025-01-01..2025-12-31; one date for a Type 1');
}

export function withResult(command: Command): Command {
  return command
    .option('--json', 'print the result as JSON, and nothing else, on standard output')
    .option('--fail-on <what>', 'exceptions, unknown or never: what makes the exit code other than 0', 'unknown');
}
