import { flag, heading, paragraph } from '../documents/document.ts';
import { begin, subtitleOf } from './begin.ts';
import type { Draft } from './draft-facts.ts';
import { subserviceBlocks, userEntityBlocks } from './subservice.ts';

/** Subservice organizations and complementary controls, both ways: what the company expects of its vendors, and what of its customers. */
export const subserviceSchedule: Draft = (report, facts) =>
  begin(report, facts, {
    title: 'Subservice organizations and complementary controls',
    subtitle: subtitleOf(report, facts),
    about: ['A schedule to the system description: what the company does not do itself, and on whom that rests.'],
    blocks: [
      heading(1, 'Expected of vendors'),
      paragraph('Vendors on whose controls the commitments to customers depend, and what the company relies on each to do.'),
      ...subserviceBlocks(report, facts),
      heading(1, 'Expected of customers'),
      paragraph('The controls of the company reach their aim only where customers do these things.'),
      ...userEntityBlocks(facts, 'Nothing is written down of what customers are expected to do.'),
      ...(facts.userEntityControls.length === 0
        ? [
            flag(
              'Nothing is expected of customers. Confirm that this is so: a service that people sign in to nearly always leaves something to them.',
            ),
          ]
        : []),
    ],
  });
