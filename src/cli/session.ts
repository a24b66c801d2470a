import type { Io } from './io.ts';

/** What a command is given, and how it ends: by its exit code. */
export interface Session {
  readonly io: Io;
  readonly exit: (code: number) => void;
}
