import { join } from 'node:path';
import { openDatabase } from '../../src/database/open.ts';
import { uuid } from '../../src/kernel/ids.ts';
import { openVault } from '../../src/secrets/vault.ts';

/** Replaces the key that wraps secrets, and is gone after some of them: `node rotate-and-die.ts DIRECTORY ORGANIZATION HOW-MANY`. */
const [, , dataDirectory = '', organization = '', many = '1'] = process.argv;
const db = await openDatabase({ dataDirectory, programVersion: '0.0.0-test' });
let wrapped = 0;
await openVault(db, join(dataDirectory, 'keys', 'secrets.json')).rotate([uuid(organization)], () => {
  wrapped++;
  if (wrapped === Number(many)) process.kill(process.pid, 'SIGKILL');
});
throw new Error('The rotation came to its end.');
