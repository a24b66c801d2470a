import { join } from 'node:path';
import { assess } from '../src/engine/assess.ts';
import { collect } from '../src/engine/collect.ts';
import type { Connection } from '../src/engine/connections.ts';
import { type Installation, openInstallation } from '../src/engine/installation.ts';
import { DAY, type Instant, plus } from '../src/kernel/time.ts';
import { YEAR } from './made-changes.ts';
import { productVersion } from './served-directory.ts';

/** Makes `<folder>/data` of what a pretended system tells, collected and sealed as a command would. */
export function collectedDirectory(folder: string, connection: Connection): Promise<void> {
  return madeDirectory(folder, connection, async () => undefined);
}

/** The same, and judges its year. */
export function judgedDirectory(folder: string, connection: Connection): Promise<void> {
  return madeDirectory(folder, connection, (installation) => assess(installation, { period: '2025-01-01..2025-12-31' }));
}

async function madeDirectory(folder: string, connection: Connection, then: (installation: Installation) => Promise<unknown>): Promise<void> {
  const installation = await openInstallation({
    ...{ dataDirectory: join(folder, 'data'), version: productVersion, organizationName: 'Bench', witnesses: [] },
    clock: () => plus(YEAR, 370 * DAY) as Instant,
    warn: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  try {
    const { connections } = await collect(installation, { connections: [connection], environment: {} });
    const errors = connections.flatMap((one) => one.errors);
    if (errors.length > 0) throw new Error(errors.join('\n'));
    await then(installation);
  } finally {
    await installation.close();
  }
}
