import { type Installation, openInstallation } from '../../src/engine/installation.ts';
import { type KindId, kinds } from '../../src/facts/kinds/index.ts';
import { readVersions } from '../../src/facts/store-versions.ts';
import { BEGINNING, FOREVER, instant } from '../../src/kernel/time.ts';
import { verifyLedger } from '../../src/ledger/store-verify.ts';
import { collected } from './facts.ts';

/** Opens a data directory as a command would, and closes it whatever happens. */
export async function inInstallation<T>(dataDirectory: string, work: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await openInstallation({
    dataDirectory,
    version: '0.0.0-test',
    organizationName: 'Example',
    clock: () => instant(Date.now()),
    witnesses: [],
    warn: () => undefined,
  });
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

/** Every fact of a data directory, without its salt, its place and what tells one look from the next; and whether its ledger holds. */
export async function contentsOf(dataDirectory: string): Promise<{ facts: object[]; difference: unknown }> {
  return inInstallation(dataDirectory, async ({ db, organization }) => {
    const facts: object[] = [];
    for (const kind of Object.keys(kinds) as KindId[]) {
      const rows = await collected(
        readVersions(db, { organization: organization.id, kind, treeSize: Number.MAX_SAFE_INTEGER, from: BEGINNING, until: FOREVER }),
      );
      // What only a look dates is dated by that look, and two runs look at two instants.
      facts.push(
        ...rows
          .filter((row) => row.basis !== 'look')
          .map(({ vendorId, scope, validFrom, notBefore, basis, state }) => ({ kind, vendorId, scope, validFrom, notBefore, basis, state })),
      );
    }
    return { facts, difference: (await verifyLedger(db, organization.id)).difference };
  });
}
