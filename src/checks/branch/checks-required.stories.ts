import { storiesOf } from '../testing/tried.ts';
import { checksRequired } from './checks-required.ts';
import { protectionStories, removalStories } from './protected.stories.ts';

export const checksRequiredStories = storiesOf(checksRequired, [
  ...protectionStories({ wrong: { requiredChecks: [] }, hidden: ['requiredChecks'] }),
  ...removalStories,
]);
