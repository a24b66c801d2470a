import type { Database } from '../../src/database/connect.ts';
import type { LogId } from '../../src/database/transaction.ts';
import { newKeyring } from '../../src/ledger/keyring.ts';
import { newSigningKey, verifierKeyOf } from '../../src/ledger/signing-key.ts';
import { originOf } from '../../src/ledger/store.ts';
import type { CheckpointSigner } from '../../src/ledger/store-checkpoint.ts';

/** A fresh key and its ring for a log. */
export function newSigner(db: Database, log: LogId): CheckpointSigner {
  const key = newSigningKey();
  return { key, keys: newKeyring(verifierKeyOf(originOf(db, log), key)) };
}
