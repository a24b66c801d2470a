import { getCheckpointNote, getLedger, listCheckpoints, verifyLedgerNow } from '../../contract/ledger.ts';
import { examine } from '../../engine/examine.ts';
import { ledgerReport } from '../../engine/ledger-report.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { isoInstant } from '../../kernel/time.ts';
import { readCheckpoint, readCheckpoints } from '../../ledger/store-checkpoint.ts';
import { implement } from '../implement.ts';

export const ledger = [
  implement(getLedger, ({ place }) => ledgerReport(place.installation)),
  implement(listCheckpoints, async ({ place, query: { below = Number.MAX_SAFE_INTEGER, limit } }) => {
    const { db, organization } = place.installation;
    const found = await readCheckpoints(db, organization.id, { below, limit: limit + 1 });
    const rows = found
      .slice(0, limit)
      .map(({ size, root, recorded }) => ({ size, root: Buffer.from(root).toString('hex'), recorded: isoInstant(recorded) }));
    return { rows, next: found.length > limit ? (rows.at(-1)?.size ?? null) : null };
  }),
  implement(getCheckpointNote, async ({ place, query: { size } }) => {
    const { db, organization } = place.installation;
    const found = await readCheckpoint(db, organization.id, size);
    if (found === null || (size !== undefined && found.size !== size))
      throw new Refusal(
        'ledger/no-checkpoint',
        `There is no checkpoint${size === undefined ? ' yet' : ` of ${size.toLocaleString('en-US')} entries`}.`,
      );
    return { media: 'text/plain; charset=utf-8', name: `checkpoint-${found.size}.txt`, body: found.note };
  }),
  implement(verifyLedgerNow, async ({ place }) =>
    place.work.start('verify', 'Verifying the ledger', async (progress) => ({ found: await examine(place.installation, progress) })),
  ),
];
