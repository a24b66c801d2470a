import { Refusal } from '../kernel/refusal.ts';
import { readEntries } from '../ledger/store.ts';
import type { Installation } from './installation.ts';

/**
 * Where nobody ever looked, everything would be unknown for one and the same reason: that is said instead of judged.
 * @throws Refusal `assessment/nobody-looked`
 */
export async function refuseUnlooked({ db, organization }: Installation): Promise<void> {
  for await (const looks of readEntries(db, organization.id, { types: ['look'], untilLeaf: Number.MAX_SAFE_INTEGER })) if (looks.length > 0) return;
  throw new Refusal('assessment/nobody-looked', 'Nobody has looked at anything yet, so there is nothing to judge. Run: tickmark collect');
}
