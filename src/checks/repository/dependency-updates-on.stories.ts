import { storiesOf } from '../testing/tried.ts';
import { dependencyUpdatesOn } from './dependency-updates-on.ts';
import { featureStories } from './feature-on.stories.ts';

export const dependencyUpdatesOnStories = storiesOf(dependencyUpdatesOn, featureStories('dependencyUpdates'));
