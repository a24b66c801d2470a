import { privilegedEvents } from '../../populations/privileged-events.ts';
import { defineCheck } from '../check.ts';
import { judgeEvent } from './did-not.ts';

/** Nobody used a right to go around the protection of a branch. */
export const protectionNotOverridden = defineCheck({
  id: 'privileged/protection-not-overridden',
  version: 1,
  title: 'Nobody went around the protection of a branch',
  asks: 'Did nobody use a special right to land something on a protected branch that its protection would have refused?',
  population: privilegedEvents,
  reads: {},
  settings: [],
  mend: 'Have another person look at what landed, and take the right to bypass away from whoever does not need it. The exception stays on record.',
  judge: (item, context) => judgeEvent(item.data, { what: 'protection-overridden', did: 'went around the protection of a branch' }, context),
});
