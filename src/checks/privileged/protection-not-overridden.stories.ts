import { storiesOf } from '../testing/tried.ts';
import { protectionStories } from './protection.stories.ts';
import { protectionNotOverridden } from './protection-not-overridden.ts';

export const protectionNotOverriddenStories = storiesOf(
  protectionNotOverridden,
  protectionStories('protection-overridden', 'went around the protection of a branch'),
);
