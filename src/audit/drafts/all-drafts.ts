import { bridgeLetter } from './bridge-letter.ts';
import type { Draft } from './draft-facts.ts';
import { managementAssertion } from './management-assertion.ts';
import { readiness } from './readiness.ts';
import { subserviceSchedule } from './subservice-schedule.ts';
import { systemDescription } from './system-description.ts';
import { testsAndResults } from './tests-and-results.ts';
import { typeOneSnapshot } from './type-1-snapshot.ts';

/** Every draft by its id, in the order in which they are offered. `bridge-letter` needs `facts.bridge`. */
export const allDrafts = {
  'system-description': systemDescription,
  'management-assertion': managementAssertion,
  'tests-and-results': testsAndResults,
  'subservice-schedule': subserviceSchedule,
  'type-1-snapshot': typeOneSnapshot,
  'bridge-letter': bridgeLetter,
  readiness,
} as const satisfies Readonly<Record<string, Draft>>;

export type DraftId = keyof typeof allDrafts;
