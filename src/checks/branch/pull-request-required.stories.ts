import { storiesOf } from '../testing/tried.ts';
import { protectionStories, removalStories } from './protected.stories.ts';
import { pullRequestRequired } from './pull-request-required.ts';

export const pullRequestRequiredStories = storiesOf(pullRequestRequired, [
  ...protectionStories({ wrong: { pullRequestRequired: false }, hidden: ['pullRequestRequired'] }),
  ...removalStories,
]);
