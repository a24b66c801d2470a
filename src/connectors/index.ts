import { git } from './git/index.ts';
import { github } from './github/index.ts';
import type { AnyConnector } from './kit/connector.ts';
import { records } from './records/index.ts';

/** Every connector there is. */
export const connectors: Readonly<Record<string, AnyConnector>> = { git, github, records };
