import { getChange } from '../../contract/changes.ts';
import { changeStory } from '../../engine/change-story.ts';
import type { Told } from '../../engine/views/questions.ts';
import { implement } from '../implement.ts';

export const changes = [
  implement(getChange, async ({ place, params, query }) => {
    const { json } = await place.views.ask(query, 'change', params);
    return changeStory(place.installation, JSON.parse(json) as Told<'change'>);
  }),
];
