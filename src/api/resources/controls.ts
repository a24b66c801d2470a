import { getControl, listControls } from '../../contract/controls.ts';
import { implement } from '../implement.ts';
import { ofView } from './of-view.ts';

export const controls = [
  implement(listControls, ({ place, query }) => {
    const [view, wanted] = ofView(query);
    return place.views.ask(view, 'controls', wanted);
  }),
  implement(getControl, ({ place, params, query }) => place.views.ask(query, 'control', params)),
];
