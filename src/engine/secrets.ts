import { INSTANCE, withInstance, withOrganization } from '../database/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { appendEntry } from '../ledger/store.ts';
import { listOrganizations } from '../ledger/store-organizations.ts';
import type { SecretName } from '../secrets/vault.ts';
import type { Installation } from './installation.ts';

/** Seals a secret; the ledger says that it was stored, and nothing of what it is. */
export async function storeSecret(installation: Installation, secret: SecretName, plain: string): Promise<'stored' | 'replaced'> {
  const { db, organization, vault, clock, keeper } = installation;
  const before = await vault.list(organization.id);
  const event = before.some((one) => one.connection === secret.connection && one.name === secret.name) ? 'replaced' : 'stored';
  await withOrganization(db, organization.id, async (tx) => {
    await vault.put(tx, secret, plain, clock());
    await appendEntry(tx, { type: 'secret', at: clock(), fields: { connection: secret.connection, event } });
  });
  await keeper.seal(organization.id);
  return event;
}

/** Forgets what is stored for a connection. @throws Refusal `secrets/none` */
export async function removeSecrets({ db, organization, vault, clock, keeper }: Installation, connection: string): Promise<number> {
  const removed = await withOrganization(db, organization.id, async (tx) => {
    const count = await vault.remove(tx, connection);
    if (count > 0) await appendEntry(tx, { type: 'secret', at: clock(), fields: { connection, event: 'removed' } });
    return count;
  });
  if (removed === 0) throw new Refusal('secrets/none', `Nothing is stored for a connection "${connection}". See: tickmark secrets`);
  await keeper.seal(organization.id);
  return removed;
}

/** Replaces the key that wraps the keys of all stored secrets, of every organization. Run again after it was stopped, it goes on. */
export async function rotateSecretKeys({ db, organization, vault, clock, keeper }: Installation): Promise<number> {
  const organizations = [...new Set([organization.id, ...(await listOrganizations(db))])];
  const connections = await vault.rotate(organizations);
  await withInstance(db, (tx) => appendEntry(tx, { type: 'secret-keys-rotated', at: clock(), fields: { connections } }));
  await keeper.seal(INSTANCE);
  return connections;
}
