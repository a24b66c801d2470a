import { privilegedEvents } from '../../populations/privileged-events.ts';
import { defineCheck } from '../check.ts';
import { judgeEvent } from './did-not.ts';

/** Nobody took the protection of a branch away, not even for a moment between two looks. */
export const protectionNotRemoved = defineCheck({
  id: 'privileged/protection-not-removed',
  version: 1,
  title: 'Nobody took protection away',
  asks: 'Did nobody take the protection of a branch away, not even for a short while?',
  population: privilegedEvents,
  reads: {},
  settings: [],
  mend: 'Put the protection back, and look through what landed without it. The exception stays on record.',
  judge: (item, context) => judgeEvent(item.data, { what: 'protection-removed', did: 'took the protection of a branch away' }, context),
});
