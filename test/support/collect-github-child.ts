import { github } from '../../src/connectors/github/index.ts';
import { connectDatabase } from '../../src/database/connect.ts';
import { collect } from '../../src/engine/collect.ts';
import { uuid } from '../../src/kernel/ids.ts';
import { parseInstant } from '../../src/kernel/time.ts';

/** Collects from a pretend GitHub, and is killed while it does. */
const [appUrl = '', instance = '', organization = '', dataDirectory = '', settings = '', at = ''] = process.argv.slice(2);
const db = await connectDatabase(appUrl, uuid(instance), { leniency: { notDurable: true } });
await collect(
  {
    db,
    dataDirectory,
    version: '0.0.0-test',
    organization: { id: uuid(organization), name: 'Test' },
    clock: () => parseInstant(at),
    keeper: { seal: () => Promise.reject(new Error('This process does not live that long')) },
  },
  { connections: [{ id: 'github', connector: github, settings: JSON.parse(settings) }], environment: {} },
);
