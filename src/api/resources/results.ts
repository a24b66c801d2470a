import { listCriteria } from '../../contract/criteria.ts';
import { listExceptions } from '../../contract/exceptions.ts';
import { getOverview } from '../../contract/overview.ts';
import { listPeople } from '../../contract/people.ts';
import { readKnownToday } from '../../engine/known-facts.ts';
import { implement } from '../implement.ts';
import { ofView } from './of-view.ts';

/** What is said of the whole period. */
export const results = [
  implement(getOverview, ({ place, query }) => place.views.ask(query, 'overview', {})),
  implement(listExceptions, ({ place, query }) => {
    const [view, wanted] = ofView(query);
    return place.views.ask(view, 'exceptions', wanted);
  }),
  implement(listPeople, async ({ place }) => ({ rows: [...(await readKnownToday(place.installation)).people] })),
  implement(listCriteria, ({ place, query }) => place.views.ask(query, 'criteria', {})),
];
