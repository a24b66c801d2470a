/** One line of the log: what happened, and what belongs to it. Never a query, a header or a body, which may hold what is nobody's business. */
export type LogLine = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Log {
  info(event: string, line?: LogLine): void;
  warn(event: string, line?: LogLine): void;
  /** With the stack of what went wrong. */
  error(event: string, error: unknown, line?: LogLine): void;
}

export interface LogOptions {
  readonly write: (text: string) => void;
  readonly now: () => number;
  /** Whether every request is written too. */
  readonly verbose: boolean;
}

/** One JSON document a line, as log collectors read them. */
export function openLog({ write, now, verbose }: LogOptions): Log {
  const put = (level: string, event: string, line: object) =>
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...line })}\n`);
  return {
    info: (event, line = {}) => verbose && put('info', event, line),
    warn: (event, line = {}) => put('warn', event, line),
    error: (event, error, line = {}) => put('error', event, { ...line, stack: stackOf(error) }),
  };
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
