import { openDatabase } from '../../src/database/open.ts';
import { withOrganization } from '../../src/database/transaction.ts';
import { appendFacts } from '../../src/facts/store.ts';
import { uuid } from '../../src/kernel/ids.ts';
import { sequence } from '../../src/ledger/store-sequence.ts';
import { accountFact, noon } from './facts.ts';

/** Writes two facts, gives them their place, and is gone before it signs: `node sequence-and-die.ts DIRECTORY ORGANIZATION`. */
const [, , dataDirectory = '', organization = ''] = process.argv;
const db = await openDatabase({ dataDirectory, programVersion: '0.0.0-test' });
await withOrganization(db, uuid(organization), (tx) => appendFacts(tx, [accountFact('a', 0, 1), accountFact('b', 0, 2)], noon));
await sequence(db, uuid(organization), { clock: () => noon });
process.kill(process.pid, 'SIGKILL');
