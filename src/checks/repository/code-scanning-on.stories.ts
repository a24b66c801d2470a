import { storiesOf } from '../testing/tried.ts';
import { codeScanningOn } from './code-scanning-on.ts';
import { featureStories } from './feature-on.stories.ts';

export const codeScanningOnStories = storiesOf(codeScanningOn, featureStories('codeScanning'));
