import { connectDatabase } from '../../src/database/connect.ts';
import { collect } from '../../src/engine/collect.ts';
import { gitConnection } from '../../src/engine/connections.ts';
import { uuid } from '../../src/kernel/ids.ts';
import { parseInstant } from '../../src/kernel/time.ts';

/** Collects one clone, and stops for ever at the given step of its progress, in the middle of its transaction. */
const [appUrl = '', instance = '', organization = '', dataDirectory = '', path = '', at = '', stopAt = ''] = process.argv.slice(2);
const db = await connectDatabase(appUrl, uuid(instance), { leniency: { notDurable: true } });
let steps = 0;
await collect(
  {
    db,
    dataDirectory,
    version: '0.0.0-test',
    organization: { id: uuid(organization), name: 'Test' },
    clock: () => parseInstant(at),
    keeper: { seal: () => Promise.reject(new Error('This process does not live that long')) },
  },
  {
    connections: [gitConnection({ id: 'api', path })],
    environment: { PATH: process.env['PATH'] },
    onProgress: () => {
      if (++steps < Number(stopAt)) return;
      process.stdout.write('stopped\n');
      // Nothing else of this process runs until it is killed.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    },
  },
);
