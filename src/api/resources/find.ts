import { find } from '../../contract/find.ts';
import { implement } from '../implement.ts';
import { ofView } from './of-view.ts';

export const finding = [
  implement(find, ({ place, query }) => {
    const [view, wanted] = ofView(query);
    return place.views.ask(view, 'find', wanted);
  }),
];
