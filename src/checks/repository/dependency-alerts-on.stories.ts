import { storiesOf } from '../testing/tried.ts';
import { dependencyAlertsOn } from './dependency-alerts-on.ts';
import { featureStories } from './feature-on.stories.ts';

export const dependencyAlertsOnStories = storiesOf(dependencyAlertsOn, featureStories('dependencyAlerts'));
