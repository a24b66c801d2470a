import { sql } from 'kysely';
import type { LogTransaction } from '../database/transaction.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';

/** The data key of a connection, wrapped. */
export interface WrappedKey {
  readonly connection: string;
  /** Names the key-encryption key. */
  readonly wrappedBy: Uuid;
  readonly wrapped: Uint8Array;
}

export interface StoredSecret {
  readonly connection: string;
  readonly name: string;
  readonly stored: Date;
}

/** The wrapped data key of a connection, held until the transaction ends; null when there is none. */
export async function lockConnectionKey(tx: LogTransaction, connection: string): Promise<WrappedKey | null> {
  const { rows } = await sql<WrappedKey>`
    select connection, wrapped_by as "wrappedBy", wrapped from tenant.connection_key
    where organization = ${tx.log}::uuid and connection = ${connection} for update`.execute(tx.sql);
  return rows[0] ?? null;
}

export async function insertConnectionKey(tx: LogTransaction, { connection, wrappedBy, wrapped }: WrappedKey): Promise<void> {
  await sql`insert into tenant.connection_key (organization, connection, wrapped_by, wrapped)
    values (${tx.log}::uuid, ${connection}, ${wrappedBy}::uuid, ${Buffer.from(wrapped)})
    on conflict (organization, connection) do nothing`.execute(tx.sql);
}

export async function updateConnectionKey(tx: LogTransaction, { connection, wrappedBy, wrapped }: WrappedKey): Promise<void> {
  await sql`update tenant.connection_key set wrapped_by = ${wrappedBy}::uuid, wrapped = ${Buffer.from(wrapped)}
    where organization = ${tx.log}::uuid and connection = ${connection}`.execute(tx.sql);
}

/** The connections whose data key another key than this one wraps. */
export async function connectionsNotWrappedBy(tx: LogTransaction, wrappedBy: Uuid): Promise<string[]> {
  const { rows } = await sql<{ connection: string }>`
    select connection from tenant.connection_key where organization = ${tx.log}::uuid and wrapped_by <> ${wrappedBy}::uuid order by connection`.execute(
    tx.sql,
  );
  return rows.map((one) => one.connection);
}

export async function putSecret(tx: LogTransaction, connection: string, name: string, sealed: Uint8Array, at: Instant): Promise<void> {
  await sql`insert into tenant.connection_secret (organization, connection, name, sealed, stored)
    values (${tx.log}::uuid, ${connection}, ${name}, ${Buffer.from(sealed)}, ${isoInstant(at)}::timestamptz)
    on conflict (organization, connection, name) do update set sealed = excluded.sealed, stored = excluded.stored`.execute(tx.sql);
}

/** A sealed secret with the key it was sealed under; null when there is none. */
export async function readSecret(tx: LogTransaction, connection: string, name: string): Promise<(WrappedKey & { sealed: Uint8Array }) | null> {
  const { rows } = await sql<WrappedKey & { sealed: Uint8Array }>`
    select one.connection, one.sealed, key.wrapped_by as "wrappedBy", key.wrapped
    from tenant.connection_secret one join tenant.connection_key key on key.organization = one.organization and key.connection = one.connection
    where one.organization = ${tx.log}::uuid and one.connection = ${connection} and one.name = ${name}`.execute(tx.sql);
  return rows[0] ?? null;
}

/** The secrets of an organization, without what is sealed in them. */
export async function listSecrets(tx: LogTransaction): Promise<StoredSecret[]> {
  const { rows } = await sql<StoredSecret>`
    select connection, name, stored from tenant.connection_secret where organization = ${tx.log}::uuid order by connection, name`.execute(tx.sql);
  return rows;
}

/** Removes the secrets of a connection and its data key: copies of the rows in a backup do not open either, once their key is rotated away. */
export async function deleteSecrets(tx: LogTransaction, connection: string): Promise<number> {
  const { numAffectedRows } =
    await sql`delete from tenant.connection_secret where organization = ${tx.log}::uuid and connection = ${connection}`.execute(tx.sql);
  await sql`delete from tenant.connection_key where organization = ${tx.log}::uuid and connection = ${connection}`.execute(tx.sql);
  return Number(numAffectedRows ?? 0n);
}

/** Whether any secret of this organization is stored. */
export async function hasKeys(tx: LogTransaction): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from tenant.connection_key where organization = ${tx.log}::uuid) as found`.execute(tx.sql);
  return rows[0]?.found === true;
}
