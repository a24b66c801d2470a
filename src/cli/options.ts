import type { Command } from 'commander';

/** For an option that may be given several times. */
export function collectValues(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Options that several commands share, worded once. */
export function withData(command: Command): Command {
  return command
    .option('--data <folder>', 'the data directory (default: TICKMARK_DATA, or .tickmark)')
    .option('--config <file>', 'names the connections; where it is missing here, the one in the data directory', 'tickmark.yaml');
}

export function withPeriod(command: Command): Command {
  return command
    .option('--audit <id>', 'an audit that records/scope.yaml names (default: the Type 2 audit that began last)')
    .option('--period <dates>', 'judge these days instead, both included: 2025-01-01..2025-12-31; one date for a Type 1');
}

/** For what is told from a sealed assessment: which one. */
export function withAssessmentChoice(command: Command): Command {
  return command
    .option('--audit <id>', 'of the newest sealed assessment of this audit (default: the newest of all)')
    .option('--period <dates>', 'of the newest sealed assessment of these days, both included: 2025-01-01..2025-12-31; one date for a Type 1');
}

export function withResult(command: Command): Command {
  return command
    .option('--json', 'print the result as JSON, and nothing else, on standard output')
    .option('--fail-on <what>', 'exceptions, unknown or never: what makes the exit code other than 0', 'unknown');
}

/** Who decides. Whoever may run the program on this data directory may say so; the ledger keeps what was said. */
export function withActor(command: Command): Command {
  return command.requiredOption('--as <person>', 'who decides: an id of records/people.yaml, or of an auditor in an engagement');
}
