import type { Instant } from '../kernel/time.ts';

/** Everything a command may touch of the process. Made once, in the composition root. */
export interface Io {
  /** Results. Nothing else is ever written here, so that it can be piped. */
  readonly out: (text: string) => void;
  /** Progress, warnings and errors. */
  readonly err: (text: string) => void;
  /** Colour and a moving progress line, only on a terminal. */
  readonly outColor: boolean;
  readonly errTerminal: boolean;
  /** Whether somebody types. */
  readonly inTerminal: boolean;
  /** What stands on standard input; asked for, and not shown, where somebody types. */
  readonly readSecret: (prompt: string) => Promise<string>;
  /** Columns of the terminal; 80 where there is none. */
  readonly width: number;
  readonly folder: string;
  readonly version: string;
  readonly clock: () => Instant;
  readonly settings: Settings;
  /** Aborted at Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What comes from the environment. */
export interface Settings {
  readonly dataDirectory: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly databaseAdminUrl: string | undefined;
  /** Where `tickmark serve` listens. */
  readonly port: string | undefined;
  /** For the git of a witness. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
