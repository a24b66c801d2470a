import { z } from 'zod';
import { iso } from './common.ts';
import { endpoint, fileAnswer } from './endpoint.ts';
import { workState } from './work.ts';

const TAG = 'Ledger';

const checkpointRow = z.object({ size: z.int(), root: z.string(), recorded: iso });

export const getLedger = endpoint({
  method: 'GET',
  path: '/ledger',
  tag: TAG,
  may: 'read',
  says: 'The log in which everything is sealed: its newest checkpoint, who signs it, what it holds, and who outside keeps its checkpoints.',
  answers: z.object({
    origin: z.string(),
    checkpoint: checkpointRow.extend({ note: z.string().describe('A signed note, as C2SP tlog-checkpoint writes it.') }).nullable(),
    /** Verifier keys, the oldest first. */
    keys: z.array(
      z.object({ key: z.string(), fromSize: z.int(), untilSize: z.int().nullable(), from: z.string().nullable(), until: z.string().nullable() }),
    ),
    waiting: z.int().describe('Entries that have no place in the tree yet.'),
    types: z.array(z.object({ type: z.string(), count: z.int(), says: z.string() })),
    witnesses: z.array(
      z.object({
        title: z.string(),
        state: z.enum(['same', 'older', 'behind', 'forked', 'nothing', 'unreachable']),
        size: z.int().nullable(),
        sentence: z.string(),
      }),
    ),
  }),
});

export const listCheckpoints = endpoint({
  method: 'GET',
  path: '/ledger/checkpoints',
  tag: TAG,
  may: 'read',
  says: 'Checkpoints, the newest first.',
  query: z.object({
    below: z.coerce.number('a size').int().min(1).optional().describe('Only smaller ones than this: how the next page is asked for.'),
    limit: z.coerce.number('a number of rows').int().min(1).max(500, 'at most 500 rows').default(50),
  }),
  answers: z.object({ rows: z.array(checkpointRow), next: z.int().nullable().describe('What `below` is on the next page; null on the last.') }),
});

export const getCheckpointNote = endpoint({
  method: 'GET',
  path: '/ledger/checkpoint',
  tag: TAG,
  may: 'read',
  says: 'The signed note of a checkpoint, to be kept by whoever wants to hold the log against it later.',
  query: z.object({ size: z.coerce.number('a size').int().min(0).optional().describe('Of exactly this many entries; the newest when left out.') }),
  answers: fileAnswer('text/plain'),
  refuses: { 'ledger/no-checkpoint': 404 },
});

export const verifyLedgerNow = endpoint({
  method: 'POST',
  path: '/ledger/verify',
  tag: TAG,
  may: 'operate',
  says: 'Recomputes both logs entry by entry, and looks for every byte that was promised.',
  answers: workState,
  status: 202,
  refuses: { 'work/too-many': 409, 'work/closing': 503 },
});
