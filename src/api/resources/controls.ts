import { getControl, listControls } from '../../contract/controls.ts';
import { implement } from '../implement.ts';

export const controls = [
  implement(listControls, ({ place, query: { state, criterion, ...view } }) => place.views.ask(view, 'controls', { state, criterion })),
  implement(getControl, ({ place, params, query }) => place.views.ask(query, 'control', params)),
];
