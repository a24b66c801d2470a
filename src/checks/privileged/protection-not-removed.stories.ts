import { storiesOf } from '../testing/tried.ts';
import { protectionStories } from './protection.stories.ts';
import { protectionNotRemoved } from './protection-not-removed.ts';

export const protectionNotRemovedStories = storiesOf(
  protectionNotRemoved,
  protectionStories('protection-removed', 'took the protection of a branch away'),
);
