import { storiesOf } from '../testing/tried.ts';
import { administratorsBound } from './administrators-bound.ts';
import { protectionStories, removalStories } from './protected.stories.ts';

export const administratorsBoundStories = storiesOf(administratorsBound, [
  ...protectionStories({ wrong: { bindsAdministrators: false }, hidden: ['bindsAdministrators'] }),
  ...removalStories,
]);
