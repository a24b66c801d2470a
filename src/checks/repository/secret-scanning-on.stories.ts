import { storiesOf } from '../testing/tried.ts';
import { featureStories } from './feature-on.stories.ts';
import { secretScanningOn } from './secret-scanning-on.ts';

export const secretScanningOnStories = storiesOf(secretScanningOn, featureStories('secretScanning'));
