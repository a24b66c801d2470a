import type { OscalFrom } from './from.ts';
import { files } from './from.ts';
import type { OscalObject } from './vocabulary.ts';

/** OSCAL assesses a system security plan. There is none in a SOC 2 examination, so the documents import a resource that says so. */
export function importSystemPlan(from: OscalFrom): OscalObject {
  return {
    href: `#${from.uuid('resource', 'no-system-plan')}`,
    remarks: 'There is no system security plan. The resource says what stands in its place.',
  };
}

export function noSystemPlan(from: OscalFrom): OscalObject {
  return {
    uuid: from.uuid('resource', 'no-system-plan'),
    title: 'No system security plan exists',
    description:
      'A SOC 2 examination knows no system security plan. What is promised stands in the component definition, the criteria in the catalog.',
    rlinks: [
      { href: files.componentDefinition, 'media-type': 'application/json' },
      { href: files.catalog, 'media-type': 'application/json' },
    ],
  };
}
