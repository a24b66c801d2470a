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
  implement(listPeople, async ({ place }) => {
    const { people } = await readKnownToday(place.installation);
    return { rows: people.toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1)) };
  }),
  implement(listCriteria, ({ place, query }) => place.views.ask(query, 'criteria', {})),
];
