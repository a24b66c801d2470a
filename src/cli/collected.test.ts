import { expect, test } from 'vitest';
import type { LookReport } from '../engine/collect-look.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { collectText } from './collected.ts';
import type { Io } from './io.ts';

const io = { outColor: false, width: 80 } as Io;
const nothing = { sent: 0, unchanged: 0, replayed: 0, waits: 0, waited: 0 };

function shown(cost: LookReport['cost']): string {
  const look: LookReport = {
    ...{ connection: 'github', connector: 'github', outcome: 'complete', look: '' as Uuid, system: '' as Uuid, startedAt: 0 as Instant },
    ...{ rows: 2_000, facts: 1, scopes: [], errors: [], notes: [], cost },
  };
  return collectText({ connections: [look], treeSize: 1 }, io);
}

test.each([
  ['nothing of what is read from a disk', nothing, ''],
  ['one request', { ...nothing, sent: 1 }, '    1 request.\n'],
  ['an idle look', { ...nothing, sent: 1_160, unchanged: 1_139 }, '    1,160 requests, 1,139 of them answered "not modified".\n'],
  [
    'a look that was stopped and had to wait',
    { sent: 12, unchanged: 0, replayed: 1, waits: 2, waited: 61_400 },
    '    12 requests, 1 answer taken over from a look that was stopped, waited 61\n    seconds for limits.\n',
  ],
])('the cost of a look in requests: %s', (_name, cost, line) => {
  expect(shown(cost)).toBe(`✓ github  2,000 facts seen, 1 new\n${line}`);
});
