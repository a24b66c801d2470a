import type { Implemented } from './implement.ts';
import { controls } from './resources/controls.ts';
import { events } from './resources/events.ts';
import { results } from './resources/results.ts';
import { session } from './resources/session.ts';
import { view } from './resources/view.ts';
import { work } from './resources/work.ts';

/** Every endpoint that is answered, and by what. */
export const resources: readonly Implemented[] = [...view, ...results, ...controls];
