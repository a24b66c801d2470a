import { calendarDate } from '../../src/kernel/calendar.ts';
import { at } from '../clock.ts';
import { CONTROL_TEXTS, type ControlText } from './control-texts.ts';
import { PROGRAM_BEGINS } from './people.ts';
import { EFFECTIVE } from './policies.ts';
import type { KeptControl } from './world-program.ts';

/** The company gave up its office in 2023: these are kept as a company without one keeps them. */
const WITHOUT_OFFICE: ReadonlySet<string> = new Set(['physical-access', 'media-disposal']);

const ACCESS_REVIEWS_AGAIN: Pick<KeptControl, 'version' | 'since' | 'promise' | 'why'> = {
  version: 2,
  since: calendarDate('2025-07-01'),
  promise:
    'Every quarter we go through every account of every system in scope, those of programs included, from a list that is less than three weeks old when the review is signed. Nobody decides on their own account, and somebody with the authority for it signs.',
  why: 'The first promise left open how old a list may be when it is signed; this one says it, and names the accounts of programs.',
};

/** All controls of the catalogue that bear on security or availability. One got another promise in the middle of the year, one was given up. */
export function makeControls(): KeptControl[] {
  return CONTROL_TEXTS.flatMap((text) => {
    if (text.control === 'access-reviews') return accessReviews(text);
    if (text.control === 'output-delivery') return [outputDelivery(text)];
    return [taken(text)];
  });
}

function taken({ control, owner, why }: ControlText): KeptControl {
  const variant = WITHOUT_OFFICE.has(control) ? 'no-office' : null;
  return { control, version: 1, since: EFFECTIVE, variant, owner, promise: null, why, recorded: PROGRAM_BEGINS, ended: null };
}

function accessReviews(text: ControlText): KeptControl[] {
  const first = taken(text);
  const recorded = at(calendarDate('2025-06-24'), '10:40:00');
  const ended = { until: calendarDate('2025-06-30'), why: `${text.why} Since July another promise holds.`, recorded };
  return [
    { ...first, ended },
    { ...first, ...ACCESS_REVIEWS_AGAIN, recorded },
  ];
}

function outputDelivery(text: ControlText): KeptControl {
  const why =
    'The nightly files to customs offices were switched off at the end of August: since then every office fetches its results by the interface.';
  return { ...taken(text), ended: { until: calendarDate('2025-08-31'), why, recorded: at(calendarDate('2025-08-26'), '14:05:00') } };
}
