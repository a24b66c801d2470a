import { randomFrom } from '../random.ts';
import { makeAccessReviews } from './access-reviews.ts';
import { makeAccounts } from './accounts.ts';
import { makeChanges } from './changes.ts';
import { makeControlRecords } from './control-records.ts';
import { makeControls } from './controls.ts';
import { DESCRIPTION } from './description.ts';
import { makeIncidents, makeRestoreDrills, makeTabletops, makeVendors } from './exercises.ts';
import { makePeople } from './people.ts';
import { makePolicies } from './policies.ts';
import { makeRepositories } from './repositories.ts';
import { acceptTwo, makeVulnerabilities } from './vulnerabilities.ts';
import type { World } from './world.ts';

/** A clean first year of Harbourlight (demo): whatever is asked of it, nothing is found. The same seed gives the same company. */
export function makeCompany(seed: string, options: { readonly changes?: number } = {}): World {
  const random = randomFrom(`harbourlight/${seed}`);
  const people = makePeople(random.fork('people'));
  const accounts = makeAccounts(random.fork('accounts'), people);
  const repositories = makeRepositories();
  const controls = makeControls();
  const found = makeVulnerabilities(random.fork('vulnerabilities'), repositories);
  return {
    ...{ seed, people, accounts, repositories },
    ...makeChanges(random.fork('changes'), people, repositories, options.changes ?? 2000),
    policies: makePolicies(random.fork('policies')),
    accessReviews: makeAccessReviews(random.fork('access reviews'), accounts),
    restoreDrills: makeRestoreDrills(random.fork('restore drills')),
    tabletops: makeTabletops(random.fork('tabletops')),
    incidents: makeIncidents(random.fork('incidents')),
    vendors: makeVendors(random.fork('vendors')),
    ...acceptTwo(random.fork('acceptances'), found),
    exclusions: [],
    controls,
    controlRecords: makeControlRecords(random.fork('control records'), people, controls),
    description: DESCRIPTION,
    malformed: [],
    touched: [],
  };
}
