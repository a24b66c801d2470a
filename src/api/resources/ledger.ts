import { getCheckpointNote, getLedger, listCheckpoints, verifyLedgerNow } from '../../contract/ledger.ts';
import { examine } from '../../engine/examine.ts';
import { checkpointNote, checkpointPage, ledgerReport } from '../../engine/ledger-report.ts';
import { implement } from '../implement.ts';

export const ledger = [
  implement(getLedger, ({ place }) => ledgerReport(place.installation)),
  implement(listCheckpoints, ({ place, query }) => checkpointPage(place.installation, query)),
  implement(getCheckpointNote, async ({ place, query }) => {
    const { size, note } = await checkpointNote(place.installation, query.size);
    return { media: 'text/plain; charset=utf-8', name: `checkpoint-${size}.txt`, body: note };
  }),
  implement(verifyLedgerNow, async ({ place }) =>
    place.work.start('verify', 'Verifying the ledger', async (progress) => ({ found: await examine(place.installation, progress) })),
  ),
];
